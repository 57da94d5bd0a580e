"""Ends of games in which a square may still be completed, so that taking balls back can change who wins.

If no ball were taken back, all of the last places would be filled one by one, and who wins would follow from whose turn
it is and from the balls in hand. In half of the endings the other player wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

from gameqa.bitboard import bits_of, some_bit
from gameqa.contract import Accept, Allowance, Question, Shortcut
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.rng import Rng

from .engine import BALLS, COLORS, Pyramid, Shape, completing, open_places, pyramid_of, shape_of, split_key
from .picture import HANDS_MARK, PLANS_MARK
from .telling_endings import ending_lines
from .winning import LOST, WON, Play, counted, play_of

SIDE = 4
BALLS_EACH = BALLS[SIDE][0]

EMPTIES = {"easy": (3, 4), "medium": (3, 4, 4), "hard": (4,)}
"""Empty places, each as often as it stands here."""

MOST_TURNS = 18
"""Turns that the plan of the winner holds at most, in all lines of play."""

TRIES, SWAPS = 60, 16
"""Pyramids that are colored, and those that are made of a suitable one to find one of the wanted split."""


@dataclass(frozen=True)
class Ending:
    """What is drawn first: whose turn it is, who wins, and whether counting tells that; 0 is blue and 1 red."""

    mover: int
    winner: int
    by_count: bool


def ending_of(rng: Rng) -> Ending:
    """The ending of a sample."""
    steady = rng.steady("ending")
    return Ending(steady.below(2), steady.below(2), steady.chance(1, 2))


@cache
def _stages(side: int, empty: int, is_even: bool) -> list[int]:
    """The places that may hold balls where so many are empty.

    One of the third level from the top is empty, or else squares change nothing. Where the hands are not even, only one
    place of every level may be empty: then, and hardly ever elsewhere, any result can come of them.
    """
    shape = shape_of(side)
    stages = {sum(shape.under)}
    for _ in range(empty):
        stages = {filled ^ bit for filled in stages for bit in bits_of(filled) if not shape.above[bit] & filled}
    most = empty if is_even else 1
    by_level = [sum(bit for place, bit in shape.bit.items() if place[2] == level) for level in range(side)]
    return [
        filled
        for filled in sorted(stages)
        if by_level[side - 3] & ~filled and all((level & ~filled).bit_count() <= most for level in by_level)
    ]


def _colored(shape: Shape, filled: int, count: int, rng: Rng) -> int:
    """So many of the filled places, for one player; squares with few empty places are often of one color.

    Raises:
        Redraw: too many or too few are left for the rest.
    """
    own = settled = 0
    near = [square for square in shape.squares if 1 <= (square & ~filled).bit_count() <= 2]
    for square in rng.shuffled(near):
        if rng.chance(3, 4):
            own |= square & filled & ~settled if rng.chance(1, 2) else 0
            settled |= square & filled
    rest = list(bits_of(filled & ~settled))
    lacking = count - own.bit_count()
    if not 0 <= lacking <= len(rest):
        raise Redraw
    return own | sum(rng.sample(rest, lacking))


@dataclass(frozen=True)
class _Search:
    """What is looked for on the board of an ending that is drawn first."""

    shape: Shape
    play: Play
    wanted: Ending

    def may_suit(self, own: int, other: int) -> bool:
        """Whether the wanted player wins and does not show it by a square that can be completed at once."""
        wins = self.wanted.winner == self.wanted.mover
        if self.play.result(own, other) != (WON if wins else LOST):
            return False
        if self.wanted.by_count or wins:
            return True
        return not completing(self.shape, other, open_places(self.shape, own | other))

    def suits(self, own: int, other: int) -> bool:
        """Whether a short plan shows who wins, and the choice of turns matters."""
        if not self.may_suit(own, other):
            return False
        plan = self.play.plan(own, other, MOST_TURNS)
        return plan is not None and (not self.wanted.by_count or self.play.is_tempting(own, other, plan))


def new_ending(level: str, rng: Rng, accept: Accept) -> Pyramid:
    """A pyramid with an ending that is drawn first and a short plan that shows who wins."""
    wanted, shape = ending_of(rng), shape_of(SIDE)
    counts_for_mover = (wanted.winner == wanted.mover) == wanted.by_count
    empty = rng.choice(EMPTIES[level])
    more = rng.choice([more for more in range(2 - empty, empty, 2) if (more > 0) == counts_for_mover])
    mine = BALLS_EACH - (empty + more) // 2
    search = _Search(shape, play_of(SIDE, BALLS_EACH), wanted)
    for _ in range(TRIES):
        filled = rng.choice(_stages(SIDE, empty, not more))
        own = _colored(shape, filled, mine, rng)
        if not search.suits(own, filled & ~own):
            continue
        floor = shape.floor & filled
        for number in range(SWAPS):
            # Other balls of level 0 may change their colors, which often leaves all as it is.
            swapped = own ^ some_bit(own & floor, rng) ^ some_bit(floor & ~own, rng) if number else own
            other = filled & ~swapped
            pyramid = pyramid_of(shape, *((swapped, other) if wanted.mover == 0 else (other, swapped)))
            if accept(split_key(pyramid)) and (not number or search.suits(swapped, other)):
                return pyramid
    raise Redraw


def name_of(winner: int, count_winner: int) -> str:
    """Who wins, and who would win without taking back, as an option."""
    start = f"{COLORS[winner].capitalize()} wins"
    if winner == count_winner:
        return f"{start}, and would also win if no ball could be taken back."
    return f"{start}, but {COLORS[count_winner]} would win if no ball could be taken back."


def winner_by_search(pyramid: Pyramid, rng: Rng) -> Question:
    """Who wins, where taking balls back may change it?"""
    ending = ending_of(rng)
    mover = ending.mover
    count_winner = counted(pyramid.hands, mover)
    answer = name_of(ending.winner, count_winner)
    plan = play_of(SIDE, BALLS_EACH).plan(pyramid.own[mover], pyramid.own[1 - mover], MOST_TURNS)
    if plan is None:
        raise Redraw
    levels = sorted({pyramid.shape.place(bit)[2] for bit in bits_of(sum(pyramid.shape.under) & ~pyramid.filled)})
    return Question(
        f"It is {COLORS[mover]}'s turn. Who wins if both players play as well as they can, and who would win if no "
        "ball could be taken back?",
        answer,
        tuple(ending_lines(pyramid, mover, ending.winner, plan, BALLS_EACH)),
        shuffled_options(rng, answer, [name_of(*pair) for pair in product((0, 1), repeat=2)], 4),
        marks=(PLANS_MARK, HANDS_MARK),
        evidence=(("balls in hand", ("hands",)), *((f"level {level}", ("plan", level)) for level in levels)),
    )


def _mover_of(question: Question) -> int:
    """Whose turn it is in a question."""
    return COLORS.index(question.text.split("'")[0].split()[-1])


def by_count(pyramid: Pyramid, question: Question) -> list[str]:
    """The player who would win if no ball were taken back wins."""
    winner = counted(pyramid.hands, _mover_of(question))
    return [name_of(winner, winner)]


def by_square(pyramid: Pyramid, question: Question) -> list[str]:
    """A player who could complete a square at once wins."""
    count_winner = counted(pyramid.hands, _mover_of(question))
    able = [player for player in (0, 1) if completing(pyramid.shape, pyramid.own[player], pyramid.open)]
    return [name_of(player, count_winner) for player in able]


BY_COUNT, BY_SQUARE = "counting the balls in hand", "whoever can complete a square at once"
SHORTCUTS: tuple[Shortcut[Pyramid], ...] = (Shortcut(BY_COUNT, by_count), Shortcut(BY_SQUARE, by_square))
ALLOWANCES = (
    Allowance(f"shortcut '{BY_COUNT}'", 0.58, "counting tells half of what is asked: who wins without taking back"),
    Allowance(f"shortcut '{BY_SQUARE}'", 0.62, "it tells who wins in half of the cases, and counting the rest"),
    Allowance("counts tell answer", 0.62, "counting tells half of what is asked"),
)
