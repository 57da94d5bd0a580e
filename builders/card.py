"""The card of the data set on the Hub: its text, and its header in a repository that is pushed to."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from huggingface_hub import DatasetCard, DatasetCardData

from gameqa.about import CITATION, LICENSE, SUMMARY
from gameqa.configs import PAPER_SCOPES, parse_config, scopes
from gameqa.contract import CATEGORIES, LEVELS, SPLITS
from gameqa.registry import all_games

TITLE = "GameQA, made on the fly"

HOW_MADE = """\
Every row is made by a deterministic game engine from one key: game, version, task, level, split, seed, index
and attempt, which together are the row's `data_id`. The engine draws a state, draws its picture, works out the
answer exactly (by search where that is needed) and writes down the reasoning. Nothing was collected, scraped,
written by people or produced by a model. `gameqa.recreate(data_id)` makes the same row again, bit for bit.

A state belongs to one split only, up to rotation and reflection where these leave the puzzle the same. So no
picture of the test split, in whatever orientation, is ever in the train split, whatever the seed and the size."""

USE = """\
```python
import gameqa                          # pip install gameqa; registers the builder with `datasets`
from datasets import load_dataset

ds = load_dataset("gameqa", "sokoban-hard")
stream = load_dataset("gameqa", "all", split="train", streaming=True, num_samples=None)
reward = gameqa.score("... <answer>C</answer>", ds["train"][0])
```

The same rows can be loaded from this repository without the library:
`load_dataset("<this repository>", "<config>")`."""

LIMITS = """\
- Rules, questions and reasoning are in English only, and the pictures are drawn, not photographed: skill on
  these games is evidence of careful looking and reasoning, not of skill in the world.
- A blind guess is right now and then: for a choice of n options once in n times. Compare with that.
- Some tasks have few distinct states at the easy level, so rows of one shard may share a state with rows of
  another shard of the same split.
- The engines' searches are exact, and the tests confirm every task with a second method; should an answer be
  wrong all the same, its `data_id` is all that is needed to report it."""

COLUMNS = """\
| column | content |
| --- | --- |
| `data_id` | the id from which `gameqa.recreate` makes the row again |
| `game`, `category`, `task`, `question_id`, `question_description` | what the row is about |
| `qa_type` | Target Perception, State Prediction or Strategy Optimization |
| `qa_level`, `plot_level` | difficulty of the question and of the state: Easy, Medium or Hard |
| `image` | the picture |
| `state` | the state as JSON |
| `question` | rules, question, options and the form of the answer: all that a model needs besides the picture |
| `options` | the options of a choice, else empty |
| `answer`, `answer_type` | the letter of the right option, or the answer as text; choice, integer, cell, ... |
| `analysis` | the reasoning, step by step, ending in the answer |
| `evidence` | what the answer rests on: label and box [left, top, right, bottom] in pixels |"""


def tasks_table() -> str:
    """All games and tasks as a Markdown table."""
    lines = ["| game | category | task | set | type | level | answer | asks for |", f"|{' --- |' * 8}"]
    for game in all_games().values():
        domain = "" if game.in_domain else " \\*"
        for task in game.tasks:
            lines.append(
                f"| `{game.id}`{domain} | {game.category} | `{task.id}` | {'ours' if task.beyond else 'paper'} | "
                f"{task.qa_type} | {task.qa_level} | {task.answer_type} | {task.description} |"
            )
    return "\n".join(lines)


def scopes_table() -> str:
    """The groups of games that a config may name, as a Markdown table."""
    games = all_games()
    lines = ["| scope | games |", "| --- | --- |"]
    for scope, members in scopes().items():
        if scope in PAPER_SCOPES:
            count = len(parse_config(scope).parts) // len(LEVELS)
            lines.append(f"| `{scope}` | those of `{PAPER_SCOPES[scope]}`, with the {count} tasks of the paper only |")
        elif scope not in games:
            title = f" ({CATEGORIES[scope]})" if scope in CATEGORIES else ""
            lines.append(f"| `{scope}`{title} | {', '.join(f'`{name}`' for name in members) or 'none yet'} |")
    return "\n".join(lines)


def task_counts() -> str:
    """How many games and tasks there are, and how many tasks are the paper's, in words."""
    games = all_games()
    tasks = [task for game in games.values() for task in game.tasks]
    ours = sum(task.beyond for task in tasks)
    return f"{len(games)} games, {len(tasks)} tasks: {len(tasks) - ours} of the paper and {ours} of our own"


def credits() -> str:
    """What games ship that others have made, a paragraph a game; each begins with an empty line."""
    return "".join(f"\n\n{game.title}: {game.credits}" for game in all_games().values() if game.credits)


def body() -> str:
    """The card without its header."""
    return f"""\
# {TITLE}

{SUMMARY}

{task_counts()}, three levels of difficulty each.

## Use

{USE}

A config is `<scope>[-<task>][-<difficulty>]`, such as `sokoban`, `sokoban-hard`, `sokoban-min_moves-hard` or
`all-easy`. The scope is a game or one of these groups:

{scopes_table()}

## Columns

{COLUMNS}

## Games and tasks

{tasks_table()}

\\* out of domain: held out of the group that the paper trains on. Tasks of the set "paper" are those of arXiv
2505.13886, which the scopes `gameqa`, `gameqa_in_domain` and `gameqa_out_of_domain` hold; "ours" are our own.

## How it was made

{HOW_MADE}

## Limits

{LIMITS}

## License and citation

Apache License 2.0. The games and their tasks follow the GameQA data set of this paper:

```bibtex
{CITATION.strip()}
```{credits()}
"""


def card_data() -> DatasetCardData:
    """The header of the card, without configs."""
    return DatasetCardData(
        pretty_name=TITLE,
        license=LICENSE,
        language=["en"],
        task_categories=["visual-question-answering", "image-text-to-text"],
        tags=["games", "reasoning", "reinforcement-learning", "verifiable-rewards", "synthetic"],
        annotations_creators=["machine-generated"],
        language_creators=["machine-generated"],
    )


def card_text() -> str:
    """The whole card, before anything is pushed."""
    return _written(card_data(), body())


def updated_card(old: str | None, patterns: Mapping[str, Mapping[str, str]]) -> str:
    """The card of a repository after configs were pushed.

    Args:
        old: the card that is there; its text is kept. None where there is none.
        patterns: for every config, for every pushed split, the pattern that finds its files.
    """
    if old is None:
        data, text = card_data(), body()
    else:
        card = DatasetCard(old, ignore_metadata_errors=True)
        data, text = DatasetCardData(**card.data.to_dict()), card.text.lstrip("\n")
        if not text.strip():
            text = body()
            data = DatasetCardData(**{**card_data().to_dict(), **data.to_dict()})
    entries: dict[str, dict[str, Any]] = {entry.get("config_name"): entry for entry in data.get("configs") or []}
    for config, paths in patterns.items():
        entry = entries.setdefault(config, {"config_name": config, "data_files": []})
        kept = entry.get("data_files")
        files = {item["split"]: item["path"] for item in kept} if isinstance(kept, list) else {}
        files.update(paths)
        entry["data_files"] = [
            {"split": split, "path": files[split]}
            for split in sorted(files, key=lambda split: SPLITS.index(split) if split in SPLITS else len(SPLITS))
        ]
    data["configs"] = list(entries.values())
    _forget_sizes(data, patterns)
    return _written(data, text)


def _forget_sizes(data: DatasetCardData, configs: Container[str]) -> None:
    """Drops the sizes that an earlier push by `datasets` noted for these configs: they are not true any more."""
    noted = data.get("dataset_info")
    entries = [noted] if isinstance(noted, dict) else list(noted or [])
    left = [item for item in entries if item.get("config_name", "default") not in configs]
    if left:
        data["dataset_info"] = left
    else:
        data.pop("dataset_info", None)


def _written(data: DatasetCardData, text: str) -> str:
    return f"---\n{data.to_yaml()}\n---\n\n{text}"
