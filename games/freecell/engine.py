"""FreeCell: positions, legal moves, and positions reached by play.

Places where cards lie are written ("cascade", number), ("cell", number) and ("foundation", suit).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gameqa.cards import Card, card_of, fits, is_red, rank_of, suit_of
from gameqa.contract import level_by
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


class Table:
    """A position that changes with every move: many moves are made on one in the time that one new position takes.

    Attributes:
        cascades, cells, foundations: as those of a `Position`.
    """

    __slots__ = ("cascades", "cells", "foundations")

    def __init__(self, position: Position) -> None:
        self.cascades = [list(cards) for cards in position.cascades]
        self.cells = list(position.cells)
        self.foundations = list(position.foundations)

    @property
    def position(self) -> Position:
        """The position as it is now."""
        return Position(tuple(map(tuple, self.cascades)), tuple(self.cells), tuple(self.foundations))

    def make(self, move: Move) -> None:
        """Makes a legal move."""
        (kind, number), (to_kind, to_number) = move
        if kind == CELL:
            card, self.cells[number] = self.cells[number], EMPTY
        else:
            card = self.cascades[number].pop()
        if to_kind == CELL:
            self.cells[to_number] = card
        elif to_kind == CASCADE:
            self.cascades[to_number].append(card)
        else:
            self.foundations[to_number] += 1

    def take_back(self, move: Move) -> None:
        """Takes the move back that was made last."""
        (kind, number), (to_kind, to_number) = move
        if to_kind == CELL:
            card, self.cells[to_number] = self.cells[to_number], EMPTY
        elif to_kind == CASCADE:
            card = self.cascades[to_number].pop()
        else:
            card = card_of(to_number, self.foundations[to_number])
            self.foundations[to_number] -= 1
        if kind == CELL:
            self.cells[number] = card
        else:
            self.cascades[number].append(card)


def deal(count: int, rng: Rng) -> Position:
    """A shuffled deck, dealt in turn to so many cascades."""
    cards = rng.shuffled(range(52))
    return Position(tuple(tuple(cards[number::count]) for number in range(count)), (EMPTY,) * CELLS, (0,) * 4)


UNDER = tuple([sum([1 << below for below in range(52) if fits(card, below)]) for card in range(52)])
UPON = tuple([sum([1 << card for card in range(52) if fits(card, below)]) for below in range(52)])
"""The cards on which a card may lie, and the cards that may lie on it, as bits."""


ALL = (1 << 52) - 1
"""All cards, as bits."""


_BITS = (*[1 << card for card in range(52)], 0)
"""The bit of every card, and last, which is where -1 leads to, none for an empty place."""


def as_bits(cards: Iterable[Card]) -> int:
    """Cards as bits, without empty places."""
    found = 0
    for card in cards:
        found |= _BITS[card]
    return found


_HOME = tuple([(*[1 << card_of(suit, rank) for rank in range(1, 14)], 0) for suit in range(4)])
"""By suit and rank of a foundation: the card that it needs next, as a bit."""


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
_FOUNDATIONS: tuple[Spot, ...] = tuple((FOUNDATION, suit) for suit in range(4))


def sources(position: Position | Table) -> list[Spot]:
    """Where a card can be taken from."""
    found = [_CASCADES[number] for number, cards in enumerate(position.cascades) if cards]
    return found + [_CELLS[number] for number, card in enumerate(position.cells) if card != EMPTY]


def targets(position: Position) -> list[Spot]:
    """All cascades, cells and foundations."""
    return [*_CASCADES[: len(position.cascades)], *_CELLS, *_FOUNDATIONS]


def legal_moves(position: Position | Table) -> list[Move]:
    """All legal moves; of moves of a card to several empty cells, or several empty cascades, the first only."""
    return moves_from(position, sources(position))


def moves_from(position: Position | Table, places: Iterable[Spot]) -> list[Move]:
    """The legal moves, as `legal_moves` counts them, of the cards at some sources."""
    tops = [cards[-1] if cards else EMPTY for cards in position.cascades]
    top_bits, home_bits = as_bits(tops), 0
    for needed, rank in zip(_HOME, position.foundations, strict=True):
        home_bits |= needed[rank]
    empty_cell = _CELLS[position.cells.index(EMPTY)] if EMPTY in position.cells else None
    empty_cascade = _CASCADES[tops.index(EMPTY)] if EMPTY in tops else None
    found: list[Move] = []
    for source in places:
        kind, number = source
        card = tops[number] if kind == CASCADE else position.cells[number]
        if home_bits >> card & 1:
            found.append((source, _FOUNDATIONS[suit_of(card)]))
        under = UNDER[card]
        if under & top_bits:
            for other, top in enumerate(tops):
                if top != EMPTY and under >> top & 1:
                    found.append((source, _CASCADES[other]))
        if empty_cascade is not None and not (kind == CASCADE and len(position.cascades[number]) == 1):
            found.append((source, empty_cascade))
        if empty_cell is not None and kind == CASCADE:
            found.append((source, empty_cell))
    return found


def moves_to(position: Position, number: int) -> list[Move]:
    """The legal moves, as `legal_moves` counts them, to a cascade."""
    cards, target = position.cascades[number], _CASCADES[number]
    if not cards:
        return [move for move in legal_moves(position) if move[1] == target]
    upon = UPON[cards[-1]]
    return [
        (source, target) for source in sources(position) if source != target and upon >> position.card_at(source) & 1
    ]


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


def split_key(position: Position) -> str:
    """The position, whatever the order of cascades and cells is."""
    return f"{sorted(position.cascades)}{sorted(position.cells)}{position.foundations}"


def way_home(table: Table, number: int, depth: int) -> list[Move] | None:
    """Moves that take the `depth` cards off a card of a cascade, then this card to its foundation.

    Every covering card must move once, and so must the card itself: no list of moves is shorter.

    Returns:
        None where the covering cards cannot all be moved at once.
    """
    source = _CASCADES[number]
    moves = moves_from(table, [source])
    if depth == 0:
        return [move for move in moves if move[1][0] == FOUNDATION] or None
    return _first_way(table, moves, number, depth - 1)


def prepared_way_home(table: Table, number: int, depth: int) -> list[Move] | None:
    """As `way_home`, where the covering card has no place to go until another card has moved.

    Another card must move first, then every covering card and the card itself: no list of moves is shorter.

    Returns:
        None where the covering card can move now, or one move of another card is not enough.
    """
    source = _CASCADES[number]
    if EMPTY in table.cells or moves_from(table, [source]):
        return None
    return _first_way(table, [move for move in legal_moves(table) if move[1] != source], number, depth)


def _first_way(table: Table, moves: Iterable[Move], number: int, depth: int) -> list[Move] | None:
    """The first of some moves after which there is a way home, with that way; the table stays as it is."""
    for move in moves:
        table.make(move)
        rest = way_home(table, number, depth)
        table.take_back(move)
        if rest is not None:
            return [move, *rest]
    return None


def moves_besides_cells(position: Position | Table) -> list[Move]:
    """The legal moves without those into a free cell."""
    return [move for move in legal_moves(position) if move[1][0] != CELL]


def depth_of(cards: Sequence[Card], card: Card) -> int:
    """How many cards lie on a card of a cascade."""
    return len(cards) - 1 - cards.index(card)


def cards_in_longest(position: Position) -> float:
    """The number of cards of the longest cascade."""
    return max(map(len, position.cascades))
