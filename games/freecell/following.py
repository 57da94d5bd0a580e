"""Moves to follow, each from one cascade or to it."""

from __future__ import annotations

from gameqa.errors import Redraw
from gameqa.rng import Rng

from .engine import CASCADE, Move, Position, after, moves_from, moves_to


def moves_at_one(position: Position, count: int, rng: Rng) -> tuple[int, list[Move]]:
    """A cascade, and legal moves each of which is from or to it, none straight back; it is empty neither before nor
    after them.

    Of several moves the last one takes a card away: one that brings a card would tell the answer alone.

    Raises:
        Redraw: some dozen tries find none.
    """
    looked_at: dict[tuple[int, tuple[Move, ...]], tuple[Position, list[Move], list[Move]]] = {}

    def look(number: int, made: tuple[Move, ...]) -> tuple[Position, list[Move], list[Move]]:
        """The position after moves, and the next ones that bring a card to the cascade or take one away."""
        if (number, made) not in looked_at:
            at = after(look(number, made[:-1])[0], made[-1]) if made else position
            back = made[-1][::-1] if made else None
            bringing = [move for move in moves_to(at, number) if move != back]
            own = [(CASCADE, number)] if at.cascades[number] else []
            taking = [move for move in moves_from(at, own) if move != back]
            looked_at[number, made] = at, bringing, taking
        return looked_at[number, made]

    def leads_on(number: int, made: tuple[Move, ...]) -> bool:
        """Whether moves are the first ones of any list that suits."""
        at, bringing, taking = look(number, made)
        if len(made) == count:
            return bool(at.cascades[number])
        further = taking if len(made) == count - 1 > 0 else [*taking, *bringing]
        return any(leads_on(number, (*made, move)) for move in further)

    # Where there is no such list, which is so for most positions with few cascades, some dozen tries take longer.
    if not any(leads_on(number, ()) for number, cards in enumerate(position.cascades) if cards):
        raise Redraw
    for _ in range(60):
        number = rng.below(len(position.cascades))
        if not position.cascades[number]:
            continue
        moves: tuple[Move, ...] = ()
        while len(moves) < count:
            _, bringing, taking = look(number, moves)
            if not bringing and not taking:
                break
            # A move brings a card as often as it takes one away.
            is_last = len(moves) == count - 1 > 0
            first, second = (bringing, taking) if not is_last and rng.chance(2, 3) else (taking, bringing)
            moves = (*moves, rng.choice(first or second))
        if len(moves) < count or (count > 1 and moves[-1][0] != (CASCADE, number)):
            continue
        if look(number, moves)[0].cascades[number]:
            return number, list(moves)
    raise Redraw
