"""Questions about the best shot: which groups can be reached past the marbles in front of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gameqa.contract import Accept, Question, Shortcut, level_by
from gameqa.errors import Redraw
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.scoring.lexicon import LIGHT, words
from gameqa.scoring.mentions import Mention
from gameqa.scoring.operands import NUMBER_WORDS
from gameqa.scoring.readings import Manner
from gameqa.scoring.singles import Single
from gameqa.scoring.tokens import NUMBER, Token
from gameqa.wording import count_of, joined, name_of

from . import engine
from .engine import COLORS, Zuma
from .telling import at, loaded_line, window_line
from .view import Window, own_runs, window_of

BEST = {
    "easy": ((0, 0), (0, 0), (3, 1), (3, 2), (4, 1), (5, 1), (6, 1)),
    "medium": ((0, 0), (0, 0), (3, 1), (3, 2), (3, 3), (4, 1), (4, 2), (5, 1), (6, 1)),
    "hard": ((0, 0), (0, 0), (3, 1), (3, 2), (3, 3), (4, 1), (4, 2), (5, 1), (5, 2), (6, 1)),
}
"""What best_shot draws its answer from: the most marbles that can go, and the number of groups that reach it."""

TRIES = 12
"""How many fields are looked at in one attempt."""

BEST_FORMAT = (
    "Answer with three parts separated by commas: Yes or No, the most marbles with the shot itself counted, and the "
    "number of groups; such as: Yes, 7, 2. If no shot can, write No, 0, 0."
)
ANGLE_FORMAT = "Answer with one whole number of degrees from 0 to 359."


ROUNDED = "Angles here are rounded to whole degrees, so a shot right at a limit is left out: it may go either way."


def level_of(state: Zuma) -> str:
    """The level that has tracks of this length."""
    sweep = abs(state.track[1])
    return level_by(engine.LEVELS, lambda wanted: wanted.sweep[0] <= sweep <= wanted.sweep[1])


def windows_of(state: Zuma) -> list[Window]:
    """The shots that join each group of the loaded color.

    Raises:
        Redraw: for some group it is hard to tell whether a shot reaches it.
    """
    return [window_of(state, run) for run in own_runs(state)]


def most_of(removed: Sequence[int]) -> tuple[int, int]:
    """The most marbles that vanish, and with how many groups; (0, 0) without a group.

    Args:
        removed: how many vanish with each group, the shot included.
    """
    most = max(removed, default=0)
    return most, removed.count(most) if most else 0


def within_reach(windows: Sequence[Window]) -> list[int]:
    """How many marbles vanish with each group that a shot can reach."""
    return [window.run.length + 1 for window in windows if window.left]


def without_blocks(state: Zuma) -> tuple[int, int]:
    """What the best shot would be if no marble were in the way of another."""
    return most_of([run.length + 1 for run in own_runs(state)])


def _in_turn(level: str, rng: Rng, accept: Accept, suits: Callable[[Zuma], bool]) -> Zuma:
    """The first of some fields, with any loaded marble, that suits."""
    for _ in range(TRIES):
        try:
            state = engine.new_zuma(level, rng, accept)
        except Redraw:
            continue
        for loaded in rng.shuffled(engine.LETTERS):
            other = Zuma(state.track, state.marbles, loaded)
            try:
                if suits(other):
                    return other
            except Redraw:
                continue
    raise Redraw


def new_zuma_with_best(level: str, rng: Rng, accept: Accept) -> Zuma:
    """A field whose best shot is drawn first; mostly it is another one if no marble is in the way."""
    wanted = rng.steady("best").choice(BEST[level])
    misleads = rng.steady("misleads").chance(7, 8)

    def suits(state: Zuma) -> bool:
        sizes = sorted((run.length + 1 for run in own_runs(state)), reverse=True)
        if sizes.count(wanted[0]) < wanted[1] or (most_of(sizes) != wanted) != misleads:
            return False
        # The larger groups come first: mostly one of them is within reach, and the others need no look.
        windows = []
        for run in sorted(own_runs(state), key=lambda run: -run.length):
            windows.append(window_of(state, run))
            if windows[-1].left and run.length + 1 > max(2, wanted[0]):
                return False
        return most_of(within_reach(windows)) == wanted

    return _in_turn(level, rng, accept, suits)


def _group_lines(state: Zuma, windows: Sequence[Window]) -> list[str]:
    """What can be done with every group of the loaded color."""
    name = COLORS[state.loaded]
    if not windows:
        return [loaded_line(state), f"No two neighboring marbles are {name}."]
    return [loaded_line(state), ROUNDED, *(window_line(window, name) for window in windows)]


def _evidence(windows: Sequence[Window], most: int) -> tuple[tuple[str, Place], ...]:
    groups = [window.run for window in windows if window.left and window.run.length + 1 == most]
    places = [place for run in groups for place in range(run.first, run.first + run.length)]
    return ("loaded marble", ("frog",)), *(("marble of a group", ("marble", place)) for place in places)


def best_shot(state: Zuma, rng: Rng) -> Question:
    """Can one shot make marbles vanish, how many, and how many groups reach this?"""
    windows = windows_of(state)
    removed = within_reach(windows)
    most, count = most_of(removed)
    if most:
        end = f"{_removed_text(removed)} The most is {most}, with {count_of(count, 'group')}."
    else:
        end = "So no shot makes marbles vanish."
    return Question(
        "Can one shot make marbles vanish? If so, what is the most that one shot can make vanish, and how many "
        "different groups can a shot join so that this many vanish?",
        f"Yes, {most}, {count}" if most else "No, 0, 0",
        (*_group_lines(state, windows), end),
        evidence=_evidence(windows, most),
    )


def _removed_text(removed: Sequence[int]) -> str:
    """How many marbles vanish with the groups within reach."""
    if len(removed) == 1:
        return f"So one group is within reach, and counting the shot, {removed[0]} marbles vanish."
    alike = len(set(removed)) == 1
    listed = f"each time {removed[0]}" if alike else joined([str(number) for number in removed], "or")
    return f"So {name_of(len(removed))} groups are within reach, and counting the shot, {listed} marbles vanish."


def new_zuma_with_best_angle(level: str, rng: Rng, accept: Accept) -> Zuma:
    """A field with several groups of the loaded color, of which the largest mostly cannot be hit in its middle."""
    kind = rng.steady("kind").choice(("hidden", "hidden", "edge", "edge", "edge", "plain"))

    def suits(state: Zuma) -> bool:
        groups = own_runs(state)
        if len(groups) < 2:
            return False
        # The largest come first: mostly they decide, and the others need no look.
        most = max(run.length for run in groups)
        largest = [window_of(state, run) for run in groups if run.length == most]
        best = max(largest, key=_worth)
        if (not best.left) != (kind == "hidden"):
            return False
        if best.left:
            ((hit, joins),) = engine.first_hits(state, 2 * _middle(best.span), (0.0,))
            low, high = engine.joined_run(state.marbles, state.loaded, joins) if hit >= 0 else (0, 0)
            is_hit = high - low == most
            if is_hit == (kind == "edge") or not _are_decided(largest):
                return False
        others = [window_of(state, run) for run in groups if run.length < most]
        return bool(best.left) or _are_decided(others)

    return _in_turn(level, rng, accept, suits)


def _are_decided(windows: Sequence[Window]) -> bool:
    """Whether some group is within reach, and it is decided of every whole degree if a shot joins the largest such."""
    reached = [window for window in windows if window.left]
    most = max((window.run.length for window in reached), default=0)
    return bool(reached) and all(window.is_decided for window in reached if window.run.length == most)


def _worth(window: Window) -> tuple[int, int]:
    """How many marbles vanish with a group, 0 out of reach; then how many shots are left."""
    best = window.best
    return (window.run.length + 1, best[1] - best[0]) if best else (0, 0)


def _middle(span: tuple[int, int]) -> int:
    return (span[0] + span[1]) // 2 % 360


def best_angle(state: Zuma, rng: Rng) -> Question:
    """Any angle at which a shot makes the most marbles vanish."""
    windows = windows_of(state)
    best = max(windows, key=_worth, default=None)
    if best is None or best.best is None:
        raise Redraw
    most, degrees = best.run.length + 1, _middle(best.best)
    limits = [at(limit) for limit in best.best]
    return Question(
        "At which angle can the frog shoot to make as many marbles vanish as possible? Any such angle in whole "
        "degrees is right.",
        str(degrees),
        (
            *_group_lines(state, windows),
            f"{_removed_text(within_reach(windows))} The most is {most}.",
            f"Any whole number of degrees between {joined(limits)} does this, and {degrees} is about in the middle.",
        ),
        evidence=_evidence(windows, most),
    )


def check_best_angle(state: Zuma, asked: Mapping[str, Any], angle: int) -> float:
    """1 if no other whole number of degrees makes more marbles vanish."""
    return float(0 <= angle < 360 and engine.best_angles(state)[angle])


def groups_and_blocks(state: Zuma, question: Question) -> float:
    """How many groups of the loaded color there are, and how many rows are in their way."""
    return sum(1 + len(window.blocks) for window in windows_of(state))


def _middle_of_group(state: Zuma, rank: int) -> int | None:
    """The middle of the first group of the loaded color that is the largest, or the next largest, by its number."""
    windows = windows_of(state)
    sizes = sorted({window.run.length for window in windows}, reverse=True)
    return next((_middle(w.span) for w in windows if len(sizes) > rank and w.run.length == sizes[rank]), None)


def _angle_shortcut(name: str, rank: int) -> Shortcut[Zuma]:
    """Shoots at the middle of a group; where that is right, it counts as the answer."""

    def guesses(state: Zuma, question: Question) -> list[str]:
        angle = _middle_of_group(state, rank)
        return [question.answer if angle is not None and check_best_angle(state, {}, angle) else "wrong"]

    return Shortcut(name, guesses)


ANGLE_SHORTCUTS = (
    _angle_shortcut("the middle of the largest group", 0),
    _angle_shortcut("the middle of the second largest group", 1),
)


def _free_answer(state: Zuma, question: Question) -> list[str]:
    most, count = without_blocks(state)
    return [f"Yes, {most}, {count}" if most else "No, 0, 0"]


SHOT_SHORTCUTS = (Shortcut[Zuma]("the best shot if nothing were in the way", _free_answer),)


def _find_best_shots(tokens: Sequence[Token]) -> list[Mention]:
    """Yes or no with two numbers behind it: the marbles, and the groups, in this order or with their names."""
    numbers = [place for place, token in enumerate(tokens) if token.kind == NUMBER or token.low in NUMBER_WORDS]
    found: list[Mention] = []
    for place, token in enumerate(tokens):
        if token.low not in ("yes", "no") or (found and place < found[-1].end):
            continue
        behind = [number for number in numbers if number > place][:2]
        if len(behind) < 2 or any(other.low in ("yes", "no") for other in tokens[place + 1 : behind[1]]):
            continue
        values = [NUMBER_WORDS.get(tokens[number].low, tokens[number].text) for number in behind]
        named = [tokens[number + 1].low if number + 1 < len(tokens) else "" for number in behind]
        if named[0] in ("group", "groups") or named[1] in ("marble", "marbles"):
            values.reverse()
        inside = {other.low for other in tokens[place + 1 : behind[1]]}
        third = behind[1] + 2 in numbers and tokens[behind[1] + 1].low == ","
        value = None if third or inside & _BOUNDS else (token.low == "yes", *map(str, values))
        found.append(Mention(place, behind[1] + 1, value))
    return found


_BOUNDS = words("least most or about over under than to between")
read_best_shot = Single(_find_best_shots, Manner(light=LIGHT | {"marbles", "marble", "groups", "group", "vanish"}))
"""Reads an answer to best_shot: whether marbles can vanish, how many, and with how many groups."""
