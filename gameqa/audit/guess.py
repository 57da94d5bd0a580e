"""What can be guessed without the picture: by a small text classifier, and by rules on the options."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

FOLDS = 5
MOST_CLASSES = 40

Options = tuple[str, ...]


def _pieces(text: str) -> Iterator[str]:
    """Words, and runs of one to three characters."""
    folded = text.lower()
    yield from (f"w:{word}" for word in re.findall(r"\w+", folded))
    for length in (1, 2, 3):
        yield from (f"c:{folded[start : start + length]}" for start in range(len(folded) - length + 1))


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def _option_features(question: str, options: Options, index: int) -> dict[str, float]:
    """What an option looks like, by itself, among the others, and beside the question."""
    option = options[index]
    found: dict[str, float] = dict(Counter(_pieces(option)))
    found[f"index:{index}"] = 1.0
    lengths = [len(text) for text in options]
    found["length rank"] = sum(length < len(option) for length in lengths) / len(options)
    found["likeness"] = _likeness(options)[index]
    found["in the question"] = float(option.lower() in question.lower())
    words = re.findall(r"\w+", option.lower())
    asked = set(re.findall(r"\w+", question.lower()))
    found["words in the question"] = sum(word in asked for word in words) / max(1, len(words))
    numbers = [_number(text) for text in options]
    own = numbers[index]
    if own is not None:
        found["number rank"] = sum(number is not None and number < own for number in numbers) / len(options)
    return found


def blind_guess(questions: Sequence[str], options: Sequence[Options], answers: Sequence[str]) -> float:
    """The accuracy of a linear text classifier, tested on samples that it was not trained on.

    A logistic regression over options and question for choices, naive Bayes over the question else.

    Args:
        questions: what is asked, one a sample, without rules and options.
        options: the options of every sample; empty for free-form answers.
        answers: the right options' texts, or the free-form answers.
    """
    from sklearn.feature_extraction import FeatureHasher
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import MultinomialNB

    hasher = FeatureHasher(2**14)
    count = len(questions)
    right = 0
    folds = [range(fold, count, FOLDS) for fold in range(FOLDS)]
    if options[0]:
        rows = [
            hasher.transform([_option_features(question, given, index) for index in range(len(given))])
            for question, given in zip(questions, options, strict=True)
        ]
        from scipy.sparse import vstack

        for test in folds:
            train = [index for index in range(count) if index not in test]
            wanted = [text == answers[index] for index in train for text in options[index]]
            model = LogisticRegression(C=0.3, solver="liblinear").fit(vstack([rows[index] for index in train]), wanted)
            for index in test:
                scores = model.decision_function(rows[index])
                right += options[index][int(scores.argmax())] == answers[index]
        return right / count
    positive = FeatureHasher(2**14, alternate_sign=False)
    features = positive.transform([dict(Counter(_pieces(question))) for question in questions])
    for test in folds:
        train = [index for index in range(count) if index not in test]
        common = {text for text, _ in Counter(answers[index] for index in train).most_common(MOST_CLASSES)}
        train = [index for index in train if answers[index] in common]
        labels = [answers[index] for index in train]
        if len(set(labels)) == 1:
            right += sum(answers[index] == labels[0] for index in test)
            continue
        model = MultinomialNB(alpha=0.1).fit(features[train], labels)
        guesses = model.predict(features[list(test)])
        right += sum(guess == answers[index] for guess, index in zip(guesses, test, strict=True))
    return right / count


@lru_cache(maxsize=20_000)
def _likeness(options: tuple[str, ...]) -> list[float]:
    """How alike each option is to the others, 0 to 1."""
    found = []
    for index, option in enumerate(options):
        others = [text for other, text in enumerate(options) if other != index]
        found.append(statistics.fmean(SequenceMatcher(None, option, text).ratio() for text in others))
    return found


def _greatest(options: Options, values: Sequence[float]) -> list[str]:
    most = max(values)
    return [option for option, value in zip(options, values, strict=True) if value == most]


def _best(options: Options, measure: Callable[[str], float]) -> list[str]:
    return _greatest(options, [measure(option) for option in options])


def _median(options: Options) -> list[str]:
    numbers = sorted((number, text) for text in options if (number := _number(text)) is not None)
    if len(numbers) < len(options):
        return list(options)
    middle = len(numbers) // 2
    return [text for _, text in numbers[(len(numbers) - 1) // 2 : middle + 1]]


def _by_likeness(options: Options, sign: int) -> list[str]:
    return _greatest(options, [sign * value for value in _likeness(options)])


def _cells(options: Options) -> list[tuple[int, ...]] | None:
    """The cells or positions at which options begin; none where one begins otherwise, or with another kind."""
    found = [re.match(r"\((\d+(?:, \d+)+)\)", option) for option in options]
    cells = [tuple(map(int, match[1].split(", "))) for match in found if match]
    return cells if len(cells) == len(options) and len({len(cell) for cell in cells}) == 1 else None


def _by_distance(options: Options, measure: Callable[[list[int]], int]) -> list[str]:
    """The options for which a measure of the distances to all cells is the greatest; all where they are no cells."""
    cells = _cells(options)
    if cells is None:
        return list(options)
    apart = [[sum(abs(one - two) for one, two in zip(cell, other, strict=True)) for other in cells] for cell in cells]
    return _greatest(options, [measure(distances) for distances in apart])


RULES: dict[str, Callable[[Options], list[str]]] = {
    "longest": lambda options: _best(options, len),
    "shortest": lambda options: _best(options, lambda option: -len(option)),
    "first": lambda options: [options[0]],
    "last": lambda options: [options[-1]],
    "median number": _median,
    "odd one out": lambda options: _by_likeness(options, -1),
    "most like the others": lambda options: _by_likeness(options, 1),
    "cell nearest to the others": lambda options: _by_distance(options, lambda apart: -sum(apart)),
    "cell farthest from the others": lambda options: _by_distance(options, sum),
    "cell with most others near": lambda options: _by_distance(options, lambda apart: sum(far <= 2 for far in apart)),
}
"""What each rule would choose; of several it takes any, and is right in that share."""


def option_rules(options: Sequence[Options], answers: Sequence[str]) -> dict[str, float]:
    """The accuracy of every rule; nothing for free-form answers."""
    if not options[0]:
        return {}
    found = {}
    for name, rule in RULES.items():
        shares = []
        for given, answer in zip(options, answers, strict=True):
            chosen = rule(given)
            shares.append((answer in chosen) / len(chosen))
        found[name] = statistics.fmean(shares)
    return found
