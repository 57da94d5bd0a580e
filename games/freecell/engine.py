"""FreeCell: positions, legal moves, and positions reached by play.

Places where cards lie are written ("cascade", number), ("cell", number) and ("foundation", suit).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from gameqa.cards import Card, fits, is_red, rank_of, suit_of
from gameqa.contract import Accept, level_by
from gameqa.errors import Redraw
from gameqa.rng import Rng

CASCADE, CELL, FOUNDATION = "cascade", "cell", "foundation"
Spot = tuple[str, int]
Move = tuple[Spot, Spot]

EMPTY = -1
CELLS = 4
LONGEST = 17
"""The most cards of a cascade that a picture has room for."""


@dataclass(frozen=True)
class Position:
    """A position.

    Attributes:
        cascades: cards of every cascade; the last one is the top card, on which nothing lies.
        cells: the card in each free cell, -1 for none.
        foundations: the rank of the top card for every suit, 0 for an empty foundation.
    """

    cascades: tuple[tuple[Card, ...], ...]
    cells: tuple[Card, ...]
    foundations: tuple[int, ...]

    def card_at(self, source: Spot) -> Card:
        """The card that can be moved from a cascade or cell, -1 if there is none."""
        kind, number = source
        if kind == CELL:
            return self.cells[number]
        return self.cascades[number][-1] if self.cascades[number] else EMPTY


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: cascades, least and most moves from the deal."""

    cascades: int
    moves: tuple[int, int]


LEVELS = {
    "easy": Parameters(8, (10, 40)),
    "medium": Parameters(6, (10, 50)),
    "hard": Parameters(4, (10, 60)),
}


def level_of(position: Position) -> str:
    """The level that has so many cascades."""
    return level_by(LEVELS, lambda wanted: wanted.cascades == len(position.cascades))


_SUIT_AND_RANK = tuple((suit_of(card), rank_of(card)) for card in range(52))
_UNDER = tuple(frozenset(below for below in range(52) if fits(card, below)) for card in range(52))
_UPON = tuple(frozenset(card for card in range(52) if fits(card, below)) for below in range(52))
"""The cards on which a card may lie, and the cards that may lie on it."""


def why_not(position: Position, card: Card, target: Spot) -> str:
    """Which rule keeps a card that can be moved from a target; empty if none does.

    Returns:
        "", "taken" (a free cell), "suit" or "rank" (a foundation), "color", "order" (a cascade).
    """
    kind, number = target
    if kind == CELL:
        return "" if position.cells[number] == EMPTY else "taken"
    if kind == FOUNDATION:
        if suit_of(card) != number:
            return "suit"
        return "" if rank_of(card) == position.foundations[number] + 1 else "rank"
    cards = position.cascades[number]
    if not cards or fits(card, cards[-1]):
        return ""
    return "color" if is_red(card) == is_red(cards[-1]) else "order"


_CASCADES: tuple[Spot, ...] = tuple((CASCADE, number) for number in range(8))
_CELLS: tuple[Spot, ...] = tuple((CELL, number) for number in range(CELLS))


def sources(position: Position) -> list[Spot]:
    """Where a card can be taken from."""
    found = [_CASCADES[number] for number, cards in enumerate(position.cascades) if cards]
    return found + [_CELLS[number] for number, card in enumerate(position.cells) if card != EMPTY]


def targets(position: Position) -> list[Spot]:
    """All cascades, cells and foundations."""
    found: list[Spot] = [(CASCADE, number) for number in range(len(position.cascades))]
    return found + [(CELL, number) for number in range(CELLS)] + [(FOUNDATION, suit) for suit in range(4)]


def legal_moves(position: Position) -> list[Move]:
    """All legal moves; of moves of a card to several empty cells, or several empty cascades, the first only."""
    return moves_from(position, sources(position))


def moves_from(position: Position, places: Iterable[Spot]) -> list[Move]:
    """The legal moves, as `legal_moves` counts them, of the cards at some sources."""
    empty_cell = (CELL, position.cells.index(EMPTY)) if EMPTY in position.cells else None
    tops = [cards[-1] if cards else EMPTY for cards in position.cascades]
    empty_cascade = (CASCADE, tops.index(EMPTY)) if EMPTY in tops else None
    found: list[Move] = []
    for source in places:
        kind, number = source
        card = tops[number] if kind == CASCADE else position.cells[number]
        suit, rank = _SUIT_AND_RANK[card]
        if rank == position.foundations[suit] + 1:
            found.append((source, (FOUNDATION, suit)))
        under = _UNDER[card]
        if not under.isdisjoint(tops):
            found += [(source, (CASCADE, other)) for other, top in enumerate(tops) if top in under]
        if empty_cascade is not None and not (kind == CASCADE and len(position.cascades[number]) == 1):
            found.append((source, empty_cascade))
        if empty_cell is not None and kind == CASCADE:
            found.append((source, empty_cell))
    return found


def is_legal(position: Position, move: Move) -> bool:
    """Whether there is a card at the source that may go to the target."""
    source, target = move
    if source == target or source not in sources(position) or target not in targets(position):
        return False
    return not why_not(position, position.card_at(source), target)


def after(position: Position, move: Move) -> Position:
    """The position after a legal move."""
    (kind, number), (to_kind, to_number) = move
    card = position.card_at(move[0])
    cascades, cells, foundations = list(position.cascades), list(position.cells), list(position.foundations)
    if kind == CELL:
        cells[number] = EMPTY
    else:
        cascades[number] = cascades[number][:-1]
    if to_kind == CELL:
        cells[to_number] = card
    elif to_kind == CASCADE:
        cascades[to_number] = (*cascades[to_number], card)
    else:
        foundations[to_number] += 1
    return Position(tuple(cascades), tuple(cells), tuple(foundations))


MOST_RETURNS, TAKEN_BACK = 12, 6
"""How often a game without a move left goes on from a position before, and how many moves before that is."""

MOST_FURTHER = 12
"""How many moves a game goes on, at most, until it is of the wanted split."""


def deal(count: int, rng: Rng) -> Position:
    """A shuffled deck, dealt in turn to so many cascades."""
    cards = rng.shuffled(range(52))
    return Position(tuple(tuple(cards[number::count]) for number in range(count)), (EMPTY,) * CELLS, (0,) * 4)


def _weights(position: Position, moves: list[Move]) -> list[int]:
    """How much a player likes each move: into a free cell only where it uncovers a card of use."""
    uncovering: dict[int, int] = {}
    tops = {cards[-1] for cards in position.cascades if cards}
    found = []
    for (kind, number), (to_kind, to_number) in moves:
        if to_kind == FOUNDATION:
            found.append(24)
        elif to_kind == CASCADE and position.cascades[to_number]:
            found.append(16)
        elif kind == CELL:
            found.append(4)
        else:
            if number not in uncovering:
                uncovering[number] = _weight_of_uncovering(position, number, tops)
            found.append(uncovering[number])
    return found


def _weight_of_uncovering(position: Position, number: int, tops: set[Card]) -> int:
    """How much a player likes to take the top card off a cascade."""
    cards = position.cascades[number]
    if len(cards) == 1:
        return 8
    top, uncovered = cards[-1], cards[-2]
    suit, rank = _SUIT_AND_RANK[uncovered]
    if rank == position.foundations[suit] + 1:
        return 12
    for other in _UNDER[uncovered]:
        if other in tops and other != top:
            return 12
    for other in _UPON[uncovered]:
        if (other in tops and other != top) or other in position.cells:
            return 12
    return 1


def play(
    position: Position, rng: Rng, last: Move | None, avoided: tuple[str, str] | None = None
) -> tuple[Position, Move]:
    """The position after a move that a player might make; none goes straight back.

    Args:
        avoided: a kind of moves, by source and target, that is not made.

    Raises:
        Redraw: there is no other move.
    """
    back = last and (last[1], last[0])
    moves = [
        move
        for move in legal_moves(position)
        if move != back
        and (move[1][0] != CASCADE or len(position.cascades[move[1][1]]) < LONGEST)
        and (avoided is None or (move[0][0], move[1][0]) != avoided)
    ]
    if not moves:
        raise Redraw
    move = moves[rng.weighted(_weights(position, moves))]
    return after(position, move), move


def exchanged(position: Position, one: Card, other: Card) -> Position:
    """The position in which two cards of the cascades have changed places."""
    places = {one: other, other: one}
    cascades = [
        tuple([places.get(card, card) for card in cards]) if one in cards or other in cards else cards
        for cards in position.cascades
    ]
    return Position(tuple(cascades), position.cells, position.foundations)


def playing(cascades: int, rng: Rng) -> Iterator[Position]:
    """The positions of a game as a player might play it, from the deal on.

    Where no move is left, it goes on from a few moves before; it ends when that has happened too often.
    """
    passed: list[tuple[Position, Move | None]] = [(deal(cascades, rng), None)]
    for _ in range(MOST_RETURNS):
        with suppress(Redraw):
            while True:
                yield passed[-1][0]
                passed.append(play(passed[-1][0], rng, passed[-1][1]))
        del passed[max(1, len(passed) - TAKEN_BACK) :]


def new_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position that play reaches from a deal; play goes on until one is of the wanted split."""
    wanted = LEVELS[level]
    count = rng.between(*wanted.moves)
    for position in islice(playing(wanted.cascades, rng), count, count + MOST_FURTHER):
        if accept(split_key(position)):
            return position
    raise Redraw


def split_key(position: Position) -> str:
    """The position, whatever the order of cascades and cells is."""
    return f"{sorted(position.cascades)}{sorted(position.cells)}{position.foundations}"


def way_home(position: Position, number: int, depth: int) -> list[Move] | None:
    """Moves that take the `depth` cards off a card of a cascade, then this card to its foundation.

    Every covering card must move once, and so must the card itself: no list of moves is shorter.

    Returns:
        None where the covering cards cannot all be moved at once.
    """
    source = (CASCADE, number)
    if depth == 0:
        card = position.card_at(source)
        move = (source, (FOUNDATION, suit_of(card)))
        return [move] if is_legal(position, move) else None
    for move in moves_from(position, [source]):
        rest = way_home(after(position, move), number, depth - 1)
        if rest is not None:
            return [move, *rest]
    return None


def prepared_way_home(position: Position, number: int, depth: int) -> list[Move] | None:
    """As `way_home`, where the covering card has no place to go until another card has moved.

    Another card must move first, then every covering card and the card itself: no list of moves is shorter.

    Returns:
        None where the covering card can move now, or one move of another card is not enough.
    """
    if moves_from(position, [(CASCADE, number)]):
        return None
    for move in legal_moves(position):
        if move[1] != (CASCADE, number):
            rest = way_home(after(position, move), number, depth)
            if rest is not None:
                return [move, *rest]
    return None


def moves_besides_cells(position: Position) -> list[Move]:
    """The legal moves without those into a free cell."""
    return [move for move in legal_moves(position) if move[1][0] != CELL]


def depth_of(cards: Sequence[Card], card: Card) -> int:
    """How many cards lie on a card of a cascade."""
    return len(cards) - 1 - cards.index(card)


def cards_in_longest(position: Position) -> float:
    """The number of cards of the longest cascade."""
    return max(map(len, position.cascades))
