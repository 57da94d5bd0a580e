"""Moves in words, moves to choose from, and moves as a player writes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gameqa.card_moves import moves_reader, numbered_spot
from gameqa.cards import RANKS, SUITS, Card, is_red, rank_of, suit_of, write_card
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.rng import Rng
from gameqa.scoring.tokens import Token

from .engine import (
    ALL,
    CASCADE,
    CELL,
    EMPTY,
    FOUNDATION,
    LEVELS,
    UPON,
    Move,
    Position,
    Spot,
    Table,
    as_bits,
    deal,
    sources,
    split_key,
    targets,
    why_not,
)
from .playing import play

KINDS = ((CASCADE, CASCADE), (CASCADE, FOUNDATION), (CASCADE, CELL), (CELL, CASCADE))
"""Kinds of moves by source and target; every question about legal moves offers two of each."""

_KIND_NAMES = {"c": CASCADE, "cascade": CASCADE, "f": CELL, "cell": CELL, "freecell": CELL}
_TO = frozenset((">", "\u2192", "-", ",", "to", "into", "onto", "the", "its"))


def write_spot(spot: Spot) -> str:
    """A place in words."""
    kind, number = spot
    if kind == FOUNDATION:
        return f"the foundation of {SUITS[number]}"
    return f"{'free cell' if kind == CELL else 'cascade'} {number}"


def write_option(card: Card, move: Move) -> str:
    """A move in words, with its card."""
    return f"{write_card(card)} from {write_spot(move[0])} to {write_spot(move[1])}"


def write_move(move: Move) -> str:
    """A move in the short form of answers: c3 > f0."""
    (kind, number), (to_kind, to_number) = move
    source = f"{'c' if kind == CASCADE else 'f'}{number}"
    return f"{source} > " + ("home" if to_kind == FOUNDATION else f"{'c' if to_kind == CASCADE else 'f'}{to_number}")


def _spot_at(tokens: Sequence[Token], place: int) -> tuple[Spot, int] | None:
    """A cascade or free cell at a place, and the place behind it: c3, cascade 3, free cell 0."""
    if place < len(tokens) and tokens[place].low == "free":
        place += 2 if place + 1 < len(tokens) and tokens[place + 1].low == "-" else 1
    return numbered_spot(tokens, place, _KIND_NAMES)


read_moves = moves_reader(_spot_at, _TO, ("home", "h", "foundation"))
"""Reads moves, each a source and a target, which is None for a foundation."""


def reason(position: Position, card: Card, move: Move) -> str:
    """Why a card may or may not go from one place to another, as a sentence."""
    source, target = move
    name = write_card(card)
    if position.card_at(source) != card:
        return f"The {name} is not the top card of {write_spot(source)}, so it cannot be moved."
    why = why_not(position, card, target)
    kind, number = target
    if kind == CELL:
        if why:
            return f"Free cell {number} already holds the {write_card(position.cells[number])}."
        return f"The {name} can be moved, and free cell {number} is empty."
    if kind == FOUNDATION:
        rank = position.foundations[number]
        held = f"has the {RANKS[rank - 1]} on top" if rank else "is empty"
        if why == "suit":
            return f"The {name} does not have the suit of the foundation of {SUITS[number]}."
        wanted = f"needs the {RANKS[rank]} next" if rank < 13 else "is complete"
        return f"The foundation of {SUITS[number]} {held} and {wanted}; the {name} is {'not ' if why else ''}this card."
    top = position.card_at(target)
    if top == EMPTY:
        return f"Cascade {number} is empty and takes any card."
    below = f"The top card of cascade {number} is the {write_card(top)}"
    if why == "color":
        return f"{below}, of the same color as the {name}."
    if why == "order":
        return f"{below}, whose rank is not one higher than that of the {name}."
    return f"{below}: of the other color than the {name} and one higher."


def nowhere_line(position: Position, source: Spot) -> str:
    """Why the card that can be taken from a place can't be moved to a cascade or its foundation, as a clause."""
    card = position.card_at(source)
    rank, suit = rank_of(card), suit_of(card)
    next_rank = position.foundations[suit]
    color = "black" if is_red(card) else "red"
    on_cascade = f"no {color} {RANKS[rank]} is a top card" if rank < 13 else "no card takes a king"
    wanted = f"needs the {RANKS[next_rank]}" if next_rank < 13 else "is complete"
    kind, number = source
    stays = kind == CASCADE and len(position.cascades[number]) == 1 and () in position.cascades
    alone = ", and a move to an empty cascade does not count" if stays else ""
    return f"{on_cascade}, and the foundation of {SUITS[suit]} {wanted}{alone}"


def move_reason(position: Position, move: Move) -> str:
    """A legal move in words, with the reason why it is allowed, as a clause."""
    source, (kind, number) = move
    card = position.card_at(source)
    if kind == CELL:
        return f"goes to free cell {number}, which is empty"
    if kind == FOUNDATION:
        return f"goes to the foundation of {SUITS[number]}, which needs the {RANKS[rank_of(card) - 1]} next"
    top = position.card_at(move[1])
    if top == EMPTY:
        return f"goes to cascade {number}, which is empty"
    return f"goes onto the {write_card(top)} in cascade {number}"


@lru_cache(maxsize=16)
def choices(position: Position, kind: tuple[str, str]) -> tuple[list[tuple[Card, Move]], list[tuple[Card, Move]]]:
    """Legal and tempting illegal moves of a kind, each with its card.

    The illegal ones break one rule: the right card is covered, or the color, the rank, the suit or the cell is
    wrong. Cards that could never go to such a target are left out.
    """
    legal: list[tuple[Card, Move]] = []
    wrong: list[tuple[Card, Move]] = []
    goals = [(target, *_taken_and_tempted(position, target)) for target in targets(position) if target[0] == kind[1]]
    for source in (source for source in sources(position) if source[0] == kind[0]):
        top = position.card_at(source)
        covered = position.cascades[source[1]][-4:-1] if source[0] == CASCADE else ()
        if kind[1] == CELL:
            covered = tuple([card for card in covered if rank_of(card) != rank_of(top)])
        for target, taken, tempted in goals:
            if target == source:
                continue
            if taken >> top & 1:
                legal.append((top, (source, target)))
            elif tempted >> top & 1:
                wrong.append((top, (source, target)))
            for card in covered:
                if taken >> card & 1:
                    wrong.append((card, (source, target)))
    return legal, wrong


def _taken_and_tempted(position: Position, target: Spot) -> tuple[int, int]:
    """The cards that a place takes, and others that seem to belong there, as bits."""
    kind, number = target
    if kind == CELL:
        return (ALL, 0) if position.cells[number] == EMPTY else (0, ALL)
    if kind == FOUNDATION:
        rank = position.foundations[number]
        own = 1 << 13 * number
        below = own << min(13, max(position.foundations) + 3)
        return (own << rank if rank < 13 else 0), below - own
    top = position.card_at(target)
    return (ALL, 0) if top == EMPTY else (UPON[top], _TEMPTED[top])


def _tempts(card: Card, top: Card) -> bool:
    """Whether a card seems to belong on the top card of a cascade: only its color is wrong, or its rank just so."""
    gap = rank_of(top) - rank_of(card)
    return rank_of(card) < 13 and (gap == 1 if is_red(card) == is_red(top) else abs(gap - 1) <= 4)


_TEMPTED = tuple([as_bits([card for card in range(52) if _tempts(card, top)]) for top in range(52)])
"""By the top card of a cascade: the cards that seem to belong on it, as bits."""


def new_choice_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position with a legal move of a kind that is drawn first, and illegal moves beside it."""
    kind = rng.steady("kind").choice(KINDS)
    wanted = LEVELS[level]
    table, last = Table(deal(wanted.cascades, rng)), None
    for number in range(wanted.moves[1]):
        if number >= wanted.moves[0]:
            position = table.position
            if _offers(position, kind) and accept(split_key(position)):
                return position
        last = play(table, rng, last, kind if kind[1] == FOUNDATION else None)
    raise Redraw


def _offers(position: Position, right_kind: tuple[str, str]) -> bool:
    """Whether there are moves for `eight_moves`."""
    if not choices(position, right_kind)[0]:
        return False
    return all(len(choices(position, kind)[1]) >= 2 for kind in KINDS)


def eight_moves(
    position: Position, right_kind: tuple[str, str], rng: Rng
) -> tuple[tuple[Card, Move], list[tuple[Card, Move]]]:
    """A legal move of a kind, and seven illegal moves: of every kind there are two in all.

    Raises:
        Redraw: the position has not so many.
    """
    right: tuple[Card, Move] | None = None
    wrong: list[tuple[Card, Move]] = []
    for kind in KINDS:
        legal, illegal = choices(position, kind)
        if kind == right_kind:
            if not legal:
                raise Redraw
            right = rng.choice(legal)
        if not illegal:
            raise Redraw
        first = rng.choice(illegal)
        wrong.append(first)
        if kind != right_kind:
            others = [move for move in illegal if move != first and not _are_twins(position, first, move)]
            if not others:
                raise Redraw
            wrong.append(rng.choice(others))
    assert right is not None
    return right, wrong


def _are_twins(position: Position, one: tuple[Card, Move], other: tuple[Card, Move]) -> bool:
    """Whether two moves take a card to empty places of one kind. Either both of them are legal or neither is: if only
    one option is right, it is neither of them."""
    (card, (_, target)), (other_card, (_, other_target)) = one, other
    if card != other_card or not target[0] == other_target[0] != FOUNDATION:
        return False
    return position.card_at(target) == position.card_at(other_target) == EMPTY
