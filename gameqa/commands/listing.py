"""`gameqa list`: the games, their tasks, and the recipes."""

from __future__ import annotations

import json

import click

from gameqa.configs import PAPER_SCOPES, scopes
from gameqa.contract import LEVELS
from gameqa.evaluation.bench import bench_ids
from gameqa.recipes import RECIPES, Recipe
from gameqa.registry import all_games


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_games(as_json: bool) -> None:
    """List the games, their tasks, the other scopes of configs, and the recipes."""
    games = all_games()
    groups = {name: list(members) for name, members in scopes().items() if name not in games}
    if as_json:
        content = {
            "games": [
                {
                    "id": game.id,
                    "title": game.title,
                    "category": game.category,
                    "in_domain": game.in_domain,
                    "version": game.version,
                    "tasks": [
                        {
                            "id": task.id,
                            "description": task.description,
                            "qa_type": task.qa_type,
                            "qa_level": task.qa_level,
                            "answer_type": task.answer_type,
                            "beyond": task.beyond,
                        }
                        for task in game.tasks
                    ],
                }
                for game in games.values()
            ],
            "groups": groups,
            "difficulties": LEVELS,
            "recipes": {
                name: {"description": recipe.description, "splits": split_sizes(recipe)}
                for name, recipe in RECIPES.items()
            },
        }
        click.echo(json.dumps(content, indent=2))
        return
    for game in games.values():
        domain = "in domain" if game.in_domain else "out of domain"
        click.secho(f"{game.id}", bold=True, nl=False)
        click.echo(f"  {game.title}, {game.category}, {domain}, version {game.version}")
        for task in game.tasks:
            click.echo(
                f"  {task.id:<24} {'ours' if task.beyond else 'paper':<6}{task.qa_type:<22} {task.qa_level:<7} "
                f"{task.answer_type:<8} {task.description}"
            )
        click.echo()
    for name, members in groups.items():
        if name in PAPER_SCOPES:
            click.echo(f"{name}: the games of {PAPER_SCOPES[name]}, with the tasks of the paper only")
        else:
            click.echo(f"{name}: {', '.join(members) or 'no game yet'}")
    click.echo("\nA config is <game or group>[-<task>][-<difficulty>], with a task only after a game;")
    click.echo(f"difficulties are {', '.join(LEVELS)}; without one all three are mixed evenly.")
    click.echo("\nRecipes, fixed data sets for generate, push and export:")
    for name, recipe in RECIPES.items():
        sizes = ", ".join(f"{split} {count}" for split, count in split_sizes(recipe).items())
        click.echo(f"  {name:<17}{recipe.description} ({sizes})")


def split_sizes(recipe: Recipe) -> dict[str, int]:
    """How many rows every split of a recipe has."""
    if recipe.fixed_set:
        return {"test": len(bench_ids(recipe.fixed_set))}
    return {split: part.count for split, part in recipe.splits.items()}
