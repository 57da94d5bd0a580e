"""Measures one task at one level over many samples."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log2
from typing import Any

from gameqa import wording
from gameqa.audit import facts, guess, reasoning
from gameqa.audit.colors import nearest
from gameqa.configs import Mixture, Part
from gameqa.contract import CHOICE, LETTERS, SPLITS, Difficulty, Game, Task
from gameqa.draw.looks import COLORED
from gameqa.draw.png import encode_png
from gameqa.draw.text import smallest_capital
from gameqa.errors import GenerationError
from gameqa.registry import get_game
from gameqa.rows import BLOCK, samples_in_order
from gameqa.sample import Sample

Tick = Callable[[], None]


def measured(part: Part, count: int, tick: Tick) -> dict[str, Any]:
    """As `measure`; where no sample is found, only the part and, as "error", why."""
    try:
        return measure(part, count, tick)
    except GenerationError as error:
        named = {"part": part.name, "game": part.game, "version": part.version, "task": part.task, "level": part.level}
        return {**named, "error": str(error)}


def measure(part: Part, count: int, tick: Tick) -> dict[str, Any]:
    """Everything that the report shows of one task and level.

    Args:
        count: samples of the train split; validation and test give a quarter of that each, for leaks.
        tick: called after every sample.

    Raises:
        GenerationError: the task finds no sample for a key.
    """
    mixture = Mixture(part.name, (part,))
    game = get_game(part.game)
    task = game.task(part.task)
    start = time.perf_counter()
    samples = samples_of(mixture, "train", count, tick)
    drawn = time.perf_counter() - start
    pictures, painted, encoded = [], 0.0, 0.0
    for sample in samples:
        start = time.perf_counter()
        picture = sample.picture()
        middle = time.perf_counter()
        content = encode_png(picture)
        painted += middle - start
        encoded += time.perf_counter() - middle
        pictures.append((hashlib.blake2b(content, digest_size=12).digest(), picture.pixels.shape, len(content)))
    questions = [sample.question for sample in samples]
    most = mixture.most_rows("train") or count
    answers = [question.answer for question in questions]
    options = [question.options for question in questions]
    shares = [amount / count for amount in Counter(answers).values()]
    is_choice = task.answer_type == CHOICE
    guessed = guesses(samples)
    least, names = _nearest_colors(game)
    rows = [_text_of(sample) for sample in samples]
    fingerprints = [sample.fingerprint for sample in samples]
    difficulty = [float(difficulty_of(game, task).of(sample.state, sample.question)) for sample in samples]
    return {
        "part": part.name,
        "game": part.game,
        "version": part.version,
        "task": part.task,
        "level": part.level,
        "answer_type": task.answer_type,
        "qa_type": task.qa_type,
        "samples": count,
        "chance": guessed["chance"],
        "distinct_answers": len(shares),
        "most_frequent": max(shares),
        "entropy": -sum(share * log2(share) for share in shares),
        "answers": Counter(answers).most_common(24),
        "letters_p": _letters(samples) if is_choice else None,
        "blind_guess": guessed["blind"],
        "option_rules": guess.option_rules(options, answers),
        "shortcuts": _shortcuts(samples),
        "facts": facts.told_by_counts(samples),
        "repeats": 1 - len(set(fingerprints)) / min(count, most),
        "block_repeats": sum(
            min(len(block), most) - len(set(block))
            for block in (fingerprints[start : start + BLOCK] for start in range(0, count, BLOCK))
        ),
        "contradictions": _contradictions(samples, [content for content, _, _ in pictures]),
        "leaks": _leaks(mixture, samples, max(1, count // 4), tick),
        "width": max(shape[1] for _, shape, _ in pictures),
        "height": max(shape[0] for _, shape, _ in pictures),
        "kilobytes": statistics.median(size for _, _, size in pictures) / 1000,
        "smallest_text": smallest_capital(),
        "color_difference": least,
        "nearest_colors": names,
        "question_length": statistics.fmean(len(question) for question, _ in rows),
        "reasoning_length": statistics.fmean(len(text) for _, text in rows),
        "unfinished": sum(
            not text.rstrip(".").endswith(sample.answer) for sample, (_, text) in zip(samples, rows, strict=True)
        ),
        "fewest_lines": min(len(question.steps) for question in questions),
        "most_lines": max(_line_count(question.steps) for question in questions),
        "asserting": sum(bool(reasoning.asserted(question.steps)) for question in questions) / count,
        "rows_per_second": count / (drawn + painted + encoded),
        "tries": statistics.fmean(sample.key.attempt + 1 for sample in samples),
        "milliseconds": {
            "question": 1e3 * drawn / count,
            "picture": 1e3 * painted / count,
            "encoding": 1e3 * encoded / count,
        },
        "ratio": (drawn + painted + encoded) / encoded,
        "difficulty": statistics.fmean(difficulty),
        "difficulty_name": difficulty_of(game, task).name,
        "difficulties": sorted(difficulty),
    }


def _line_count(steps: Sequence[str]) -> int:
    return sum(step.count("\n") + 1 for step in steps)


def guesses(samples: Sequence[Sample]) -> dict[str, float]:
    """How often guesses are right that do not look at the picture.

    chance: any option of a choice; else always the most frequent answer. blind: a text classifier.
    """
    questions = [sample.question for sample in samples]
    answers = [question.answer for question in questions]
    options = [question.options for question in questions]
    return {
        "chance": statistics.fmean(1 / len(given) for given in options)
        if options[0]
        else max(Counter(answers).values()) / len(answers),
        "blind": guess.blind_guess([question.text for question in questions], options, answers),
    }


def samples_of(mixture: Mixture, split: str, count: int, tick: Tick) -> list[Sample]:
    """The first samples of a split, not yet drawn as pictures."""
    found = []
    for sample in samples_in_order(mixture, split, 0, 0, count, "plain", "image"):
        found.append(sample)
        tick()
    return found


def _text_of(sample: Sample) -> tuple[str, str]:
    question = wording.compose(sample.game, sample.task, sample.question, "image", None)
    return question, wording.reasoning(sample.question, sample.answer, sample.key.modality)


@lru_cache(maxsize=64)
def _nearest_colors(game: Game[Any]) -> tuple[float, tuple[str, str, str]]:
    """The least difference between colors that a game's pictures tell things apart by, over all looks' colors."""
    return min(nearest(group) for look in COLORED for group in game.colors(look))


def difficulty_of(game: Game[Any], task: Task[Any]) -> Difficulty[Any]:
    """The measure of a task: its own, or the game's."""
    return task.difficulty or game.difficulty


def _shortcuts(samples: list[Sample]) -> dict[str, float]:
    """How often each of the task's cheap rules is right; where it names several answers, it takes any of them."""
    found = {}
    for shortcut in samples[0].task.shortcuts:
        shares = []
        for sample in samples:
            question = sample.question
            guesses = shortcut.guesses(sample.state, question) or question.options
            shares.append((question.answer in guesses) / max(1, len(guesses)))
        found[shortcut.name] = statistics.fmean(shares)
    return found


def _letters(samples: list[Sample]) -> float:
    """The probability that uniform letters are as uneven as these, by the chi-squared test."""
    from scipy.stats import chisquare

    expected, seen = [0.0] * len(LETTERS), [0] * len(LETTERS)
    for sample in samples:
        options = sample.question.options
        for index in range(len(options)):
            expected[index] += 1 / len(options)
        seen[options.index(sample.question.answer)] += 1
    used = [index for index, share in enumerate(expected) if share]
    return float(chisquare([seen[index] for index in used], [expected[index] for index in used]).pvalue)


def _contradictions(samples: list[Sample], pictures: list[bytes]) -> int:
    """Equal pictures with equal questions but different answers, where only one answer is right."""
    if samples[0].task.check is not None:
        return 0
    answers: dict[tuple[bytes, str, tuple[str, ...]], set[str]] = {}
    for sample, content in zip(samples, pictures, strict=True):
        question = sample.question
        asked = content, question.text, tuple(sorted(question.options))
        answers.setdefault(asked, set()).add(question.answer)
    return sum(len(given) - 1 for given in answers.values())


def _leaks(mixture: Mixture, train: list[Sample], count: int, tick: Tick) -> int:
    """States that are in two splits."""
    game = train[0].game
    found = [{game.split_key(sample.state) for sample in train}]
    for split in SPLITS[1:]:
        found.append({game.split_key(sample.state) for sample in samples_of(mixture, split, count, tick)})
    return len(found[0] & found[1]) + len(found[0] & found[2]) + len(found[1] & found[2])
