"""Playing FreeCell: the end of a game, in which all cards that are left are brought home."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gameqa.cards import SUITS, card_of, suit_of, write_card
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.reading import NUMBER
from gameqa.rng import Rng
from gameqa.wording import count_of, verb

from . import GAME, engine
from .engine import CASCADE, CELL, CELLS, EMPTY, FOUNDATION, LEVELS, Move, Position, Spot
from .moves import reason, write_move, write_spot
from .solving import cards_left, solution

LEFT = {"easy": (14, 16), "medium": (17, 20), "hard": (21, 24)}
"""Least and most cards that are not on the foundations at first."""

IN_CELLS = 2
"""Most cards in the free cells at first."""

MOST_APART = 4
"""By how many ranks the foundations differ, at most."""


def start(level: str, rng: Rng, accept: Accept) -> Position:
    """A position near the end of a game: the highest cards of every suit lie in disorder, and can be brought home."""
    left = rng.between(*LEFT[level])
    foundations = [(52 - left + suit) // 4 for suit in range(4)]
    for _ in range(6):
        higher, lower = rng.sample(range(4), 2)
        if foundations[lower] > 0 and foundations[higher] < min(13, foundations[lower] + MOST_APART - 1):
            foundations[higher] += 1
            foundations[lower] -= 1
    cards = rng.shuffled([card_of(suit, rank) for suit in range(4) for rank in range(foundations[suit] + 1, 14)])
    cells = [cards.pop() for _ in range(rng.below(IN_CELLS + 1))]
    cells = rng.shuffled([*cells, *[EMPTY] * (CELLS - len(cells))])
    count = LEVELS[level].cascades
    cascades = tuple(tuple(cards[number::count]) for number in range(count))
    position = Position(cascades, tuple(cells), tuple(foundations))
    keep(engine.split_key(position), accept)
    solution(position)
    return position


@lru_cache(maxsize=64)
def legal_moves(position: Position) -> tuple[Move, ...]:
    """All legal moves, also those to several empty cells or cascades."""
    targets = engine.targets(position)
    return tuple(
        [
            (source, target)
            for source in engine.sources(position)
            for card in (position.card_at(source),)
            for target in targets
            if source != target and not engine.why_not(position, card, target)
        ]
    )


def actions(position: Position) -> list[str]:
    """The legal moves, by their places."""
    return list(map(write_move, legal_moves(position)))


def _spot(text: str) -> Spot:
    return CASCADE if text[0] == "c" else CELL, int(text[1:])


def move_of(position: Position, action: str) -> Move:
    """The move that an action names; there must be a card at its source."""
    source, target = action.split(" > ")
    home = FOUNDATION, suit_of(position.card_at(_spot(source)))
    return _spot(source), home if target == "home" else _spot(target)


def apply(position: Position, action: str, rng: Rng) -> Turn[Position]:
    """One move."""
    move = move_of(position, action)
    told = f"The {write_card(position.card_at(move[0]))} went to {write_spot(move[1])}."
    after = engine.after(position, move)
    left = cards_left(after)
    if not left:
        return Turn(after, f"{told} All cards are on the foundations: the game is won.")
    if is_over(after):
        told += " No legal move is left: the game is over."
    elif move[1][0] == FOUNDATION:
        told += f" {count_of(left, 'card')} {verb(left, 'is', 'are')} left."
    return Turn(after, told)


def why_not(position: Position, action: str) -> str:
    """Why a move is not legal."""
    last = len(position.cascades) - 1
    spots = [_spot(text) for text in action.split(" > ") if text != "home"]
    if any(number > (last if kind == CASCADE else CELLS - 1) for kind, number in spots):
        return f"There are the cascades c0 to c{last} and the free cells f0 to f{CELLS - 1}."
    (kind, number), card = spots[0], position.card_at(spots[0])
    if card == EMPTY:
        return f"{'Cascade' if kind == CASCADE else 'Free cell'} {number} is empty."
    if spots[0] == spots[-1] and len(spots) == 2:
        return "Source and target are the same."
    return reason(position, card, move_of(position, action))


def is_over(position: Position) -> bool:
    """Whether all cards are home, or none can be moved."""
    return not cards_left(position) or not legal_moves(position)


def score(start: Position, position: Position) -> float:
    """The share of the cards to be brought home that are."""
    first = cards_left(start)
    return (first - cards_left(position)) / first


def plan(position: Position) -> Sequence[str]:
    """A shortest solution; a move home, or any move, where none is found."""
    try:
        return list(map(write_move, solution(position)))
    except Redraw:
        found = actions(position)
        return [next((action for action in found if action.endswith("home")), found[0])]


def fewest(start: Position) -> int:
    """The length of a shortest solution."""
    return len(solution(start))


def _canonical(source: str, number: str, target: str | None, to_number: str | None) -> str:
    """The canonical form of a move whose places are named in any way."""
    goal = "home" if target is None else f"{_LETTERS[target]}{to_number}"
    return f"{_LETTERS[source]}{number} > {goal}"


_LETTERS = {"cascade": "c", "c": "c", "free cell": "f", "freecell": "f", "cell": "f", "f": "f"}
_SPOT = rf"(cascade|free ?cell|cell|[cf]) ?{NUMBER}"
_HOME = f"home|h|(?:the |its )?foundation(?: of (?:{'|'.join(SUITS)}))?"

PLAY = Play(
    game=GAME,
    version=1,
    goal=(
        "Bring all cards that are left onto the foundations. The score is the share of these cards that you bring "
        "there."
    ),
    rules=("moving", "ranks", "counting"),
    more="The game ends when no legal move is left.",
    briefing=lambda position: f"{cards_left(position)} cards are not on the foundations yet.",
    action_format=(
        "An action is a move, written as its source and target with > between them: c0, c1, ... stand for the "
        "cascades, f0 to f3 for the free cells and home for the foundation of the card's suit, such as: c3 > f0."
    ),
    example="c3 > f0",
    forms=((rf"(?:move )?(?:from )?{_SPOT} ?(?:>|->|=>|\u2192|,|-|to|into|onto) ?(?:{_SPOT}|{_HOME})", _canonical),),
    start=start,
    view=View,
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda position: fewest(position) * 5 // 4 + 2,
    policy=Policy(name="plays a shortest solution", plan=plan, exact=True),
    fewest=fewest,
)
