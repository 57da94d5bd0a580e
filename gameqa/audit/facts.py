"""What counts of a state tell: of the answer, and of what is asked.

A decision that goes in step with another one (the number of pieces on the board with the right option, say) cannot be
seen in the question or in the options. A small forest of decision trees on the plainest facts of a state (sizes, how
many things of each kind there are, lengths of lists) finds it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from gameqa.contract import state_to_json
from gameqa.sample import Sample

FOLDS = 4
TREES = 40
MOST_CLASSES = 24
"""Answers of more kinds than this are not looked for: cells, lists, grids."""

MOST_WORDS = 4
"""How many words that change between questions are looked for."""

MOST_COORDINATES = 4
"""A list of so few numbers is a place, not a set of things."""

MOST_KINDS = 12
"""A field whose values are of more kinds than this holds numbers, not kinds of things."""


def told_by_counts(samples: Sequence[Sample]) -> dict[str, tuple[float, float]]:
    """How well counts of the state tell the answer, and words of the question that are not in all of them.

    Returns:
        what is told ("answer", "word 'front'") -> the forest's accuracy on samples that it was not trained on, and
        what needs no facts: the share of the most frequent value, or, for an answer among options, that of a random
        option, where this is more; only where there are at least two values.
    """
    counts = [dict(counts_of(sample)) for sample in samples]
    names = sorted({name for found in counts for name in found})
    table = [[found.get(name, 0) for name in names] for found in counts]
    if not names or all(row == table[0] for row in table):
        return {}
    targets: dict[str, list[str]] = {}
    answers = [sample.question.answer for sample in samples]
    if 2 <= len(set(answers)) <= MOST_CLASSES:
        targets["answer"] = answers
    for word, held in _changing_words([sample.question.text for sample in samples]).items():
        targets[f"word '{word}'"] = held
    options = min(len(sample.question.options) for sample in samples)
    chance = {"answer": 1 / options if options else 0.0}
    return {
        name: (_accuracy(table, values), max(_top(values), chance.get(name, 0.0))) for name, values in targets.items()
    }


def counts_of(sample: Sample) -> Iterator[tuple[str, float]]:
    """The plain facts of a state: for every field its number, its length, and how often each kind of thing occurs."""
    for field, value in json.loads(state_to_json(sample.state)).items():
        if isinstance(value, (bool, int, float)):
            yield field, float(value)
            continue
        if isinstance(value, list):
            yield f"{field}: length", float(len(value))
        leaves = list(_leaves(value)) if isinstance(value, list) else []
        if len(leaves) <= MOST_COORDINATES and all(isinstance(leaf, int) for leaf in leaves):
            continue
        if any(isinstance(leaf, str) and len(leaf) > 1 for leaf in leaves):
            leaves = [sign for leaf in leaves for sign in str(leaf)]
        elif isinstance(value, str) and len(value) > 1:
            leaves = list(value)
        found = Counter(map(str, leaves))
        if len(found) <= MOST_KINDS:
            for kind, count in found.items():
                yield f"{field}: {kind}", float(count)
        elif leaves:
            yield f"{field}: things", float(len(leaves))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif value is not None:
        yield value


def _changing_words(texts: Sequence[str]) -> dict[str, list[str]]:
    """Words that some questions hold and others do not, the most even first: for every sample whether it holds it."""
    words = [set(re.findall(r"[a-z]+", text.lower())) for text in texts]
    shares = Counter(word for held in words for word in held)
    even = sorted(
        (abs(2 * count - len(texts)), word)
        for word, count in shares.items()
        if 10 * min(count, len(texts) - count) > len(texts)
    )
    found: dict[str, list[str]] = {}
    for _, word in even:
        held = [str(word in own) for own in words]
        if held not in found.values() and [str(value == "False") for value in held] not in found.values():
            found[word] = held
        if len(found) == MOST_WORDS:
            break
    return found


def _accuracy(table: Sequence[Sequence[float]], values: Sequence[str]) -> float:
    import numpy as np
    from sklearn.ensemble import RandomForestClassifier

    rows, labels = np.array(table), np.array(values)
    fold_of = np.arange(len(labels)) % FOLDS
    right = 0
    for fold in range(FOLDS):
        test = fold_of == fold
        forest = RandomForestClassifier(TREES, min_samples_leaf=3, random_state=0).fit(rows[~test], labels[~test])
        right += int((forest.predict(rows[test]) == labels[test]).sum())
    return right / len(labels)


def _top(values: Sequence[str]) -> float:
    return max(Counter(values).values()) / len(values)
