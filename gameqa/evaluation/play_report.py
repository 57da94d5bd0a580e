"""What a model's episodes come to: success, score, steps beyond the optimum and illegal actions, beside baselines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import Any

import click

from gameqa.contract import LEVELS
from gameqa.evaluation.playing import Result, result_of
from gameqa.evaluation.tables import wilson
from gameqa.files import write_file
from gameqa.play.demonstrations import played_by_policy
from gameqa.play.episode import Episode, episode_of_id
from gameqa.play.registry import all_plays
from gameqa.progress import Progress
from gameqa.rng import Rng

RESULTS, TABLE = "results.json", "results.csv"


@dataclass(frozen=True)
class PlayLine:
    """The figures of a group of episodes.

    Attributes:
        name: what the group is.
        count: how many episodes.
        success: the share that was won.
        success_low, success_high: its 95% confidence interval.
        score: the mean score, 0 to 1.
        score_low, score_high: its 95% confidence interval.
        beyond: by how many actions the won episodes exceed the fewest that win, on average, where these are known;
            None where there is no such episode.
        illegal: the share of all actions that could not be read or were not legal.
        random_score, random_success: what legal actions drawn at random reach in the same episodes.
        policy_score, policy_success: what the games' policies reach in them.
    """

    name: str
    count: int
    success: float
    success_low: float
    success_high: float
    score: float
    score_low: float
    score_high: float
    beyond: float | None
    illegal: float
    random_score: float
    random_success: float
    policy_score: float
    policy_success: float


@dataclass(frozen=True)
class Compared:
    """An episode as the model played it, as legal actions at random play it, and as the game's policy does."""

    model: Result
    random: Result
    policy: Result


def compared(results: Sequence[Result]) -> list[Compared]:
    """The results with those of random play and of the games' policies in the same episodes."""
    found = []
    with Progress(len(results), "baseline") as progress:
        for result in results:
            found.append(Compared(result, at_random(result["episode"]), by_policy(result["episode"])))
            progress.update()
    return found


def at_random(episode_id: str) -> Result:
    """What legal actions drawn at random reach in an episode; always the same in the same one."""
    episode = episode_of_id(episode_id)
    rng = Rng(f"{episode_id}/baseline")
    while not episode.is_done:
        episode.act(rng.choice(list(episode.actions)))
    return result_of(episode)


def by_policy(episode_id: str) -> Result:
    """What a game's policy reaches in an episode."""
    episode: Episode = episode_of_id(episode_id)
    for _ in played_by_policy(episode):
        pass
    return result_of(episode)


GROUPS: tuple[tuple[str, Callable[[Result], str], Callable[[], Iterable[str]]], ...] = (
    ("level", lambda result: str(result["level"]), lambda: LEVELS),
    ("game", lambda result: str(result["game"]), all_plays),
    (
        "game and level",
        lambda result: f"{result['game']}-{result['level']}",
        lambda: [f"{game}-{level}" for game in all_plays() for level in LEVELS],
    ),
)


def play_tables(episodes: Sequence[Compared]) -> dict[str, list[PlayLine]]:
    """The tables `overall`, `level`, `game`, and `game and level`."""
    made = {"overall": [play_line("all", episodes)]}
    for name, group_of, order in GROUPS:
        groups: dict[str, list[Compared]] = {}
        for one in episodes:
            groups.setdefault(group_of(one.model), []).append(one)
        made[name] = [play_line(group, groups[group]) for group in order() if group in groups]
    return made


def play_line(name: str, episodes: Sequence[Compared]) -> PlayLine:
    """The figures of a group."""
    count = len(episodes)
    success, score = (_mean(float(one.model[what]) for one in episodes) for what in ("won", "score"))
    beyond = [
        one.model["actions"] - one.model["fewest"]
        for one in episodes
        if one.model["won"] and one.model["fewest"] is not None
    ]
    actions = sum(one.model["actions"] for one in episodes)
    return PlayLine(
        name,
        count,
        success,
        *wilson(success, count),
        score,
        *wilson(score, count),
        _mean(beyond) if beyond else None,
        sum(one.model["illegal"] for one in episodes) / max(1, actions),
        _mean(one.random["score"] for one in episodes),
        _mean(float(one.random["won"]) for one in episodes),
        _mean(one.policy["score"] for one in episodes),
        _mean(float(one.policy["won"]) for one in episodes),
    )


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def write_play_report(folder: Path, episodes: Sequence[Compared], about: Mapping[str, Any]) -> list[Path]:
    """Writes the figures as JSON and as a table into a folder; gives the files."""
    made = play_tables(episodes)
    tables = {name: list(map(asdict, lines)) for name, lines in made.items()}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["table", *(part.name for part in fields(PlayLine))])
    for name, lines in made.items():
        for line in lines:
            writer.writerow([name, *(round(cell, 6) if isinstance(cell, float) else cell for cell in astuple(line))])
    write_file(folder / RESULTS, (json.dumps({"about": dict(about), "tables": tables}, indent=1) + "\n").encode())
    write_file(folder / TABLE, text.getvalue().encode())
    return [folder / RESULTS, folder / TABLE]


def print_play_tables(episodes: Sequence[Compared]) -> None:
    """Prints the figures."""
    click.echo(
        f"{'':<34}{'n':>6}{'success':>9}{'95% interval':>17}{'score':>8}{'beyond':>8}{'illegal':>9}"
        f"{'random':>8}{'policy':>8}"
    )
    for name, lines in play_tables(episodes).items():
        for line in lines:
            interval = f"{line.success_low:.3f} to {line.success_high:.3f}"
            beyond = "-" if line.beyond is None else f"{line.beyond:.1f}"
            click.echo(
                f"{f'{name}: {line.name}':<34}{line.count:>6}{line.success:>9.3f}{interval:>17}{line.score:>8.3f}"
                f"{beyond:>8}{line.illegal:>9.1%}{line.random_score:>8.3f}{line.policy_score:>8.3f}"
            )
