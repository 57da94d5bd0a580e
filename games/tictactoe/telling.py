"""What every move leads to, in words: threats, blocks, forks, and lines that nobody can complete any more."""

from __future__ import annotations

from collections.abc import Iterator

from gameqa.answers import write_cell
from gameqa.wording import count_of, joined

from . import engine
from .engine import after, cell_of, free_places, is_dead, mover, other, side_of, threats


def cell_text(cells: str, place: int) -> str:
    """A place as the picture numbers it."""
    return write_cell(cell_of(place, side_of(cells)))


def turn_line(cells: str) -> str:
    """Whose turn it is, from the pieces on the board."""
    first, second = cells.count(engine.FIRST), cells.count(engine.SECOND)
    count = f"O has {count_of(first, 'piece')} and X has {second}"
    return f"{count}, so it is {mover(cells)}'s turn."


def _completes(cells: str, player: str, place: int, line: tuple[int, ...]) -> str:
    rest = joined([cell_text(cells, there) for there in line if there != place])
    return f"{player} {cell_text(cells, place)} completes the line with {rest} and wins."


def _ending(cells: str) -> str | None:
    """How a position ends where that is plain at once."""
    player, opponent = mover(cells), other(mover(cells))
    if engine.EMPTY not in cells:
        return "the board is full, a draw."
    if is_dead(cells):
        return "every line holds both O and X, so it will be a draw."
    own, against = threats(cells, player), threats(cells, opponent)
    if own:
        place, line = next(iter(own.items()))
        return _completes(cells, player, place, line)
    if len(against) > 1:
        places = joined([cell_text(cells, place) for place in against])
        return f"{opponent} threatens {places}, and {player} can block only one of them, so {opponent} wins."
    return None


def _below(cells: str, played: list[str]) -> Iterator[str]:
    """The lines of play that follow some moves, each up to where its end is plain."""
    ending = _ending(cells)
    if ending is not None:
        yield f"{', '.join(played)}: {ending}"
        return
    player = mover(cells)
    against = threats(cells, other(player))
    if against:
        place = next(iter(against))
        yield from _below(after(cells, place), [*played, f"{player} must block {cell_text(cells, place)}"])
        return
    for place in free_places(cells):
        yield from _below(after(cells, place), [*played, f"{player} {cell_text(cells, place)}"])


def move_lines(cells: str) -> Iterator[str]:
    """What each move of a position leads to; lost moves that meet the same reply stand together."""
    player, opponent = mover(cells), other(mover(cells))
    own, against = threats(cells, player), threats(cells, opponent)
    for place, line in own.items():
        yield _completes(cells, player, place, line)
    lost: dict[int, list[str]] = {}
    for place in free_places(cells):
        reply = next((there for there in against if there != place), None)
        if place not in own and reply is not None:
            lost.setdefault(reply, []).append(cell_text(cells, place))
    for reply, names in lost.items():
        yield (f"After {player} {joined(names, 'or')}: {_completes(cells, opponent, reply, against[reply])}")
    for place in free_places(cells):
        if place not in own and all(there == place for there in against):
            yield from _below(after(cells, place), [f"{player} {cell_text(cells, place)}"])


def result_of_move(cells: str, place: int) -> str:
    """What a move leads to under perfect play, in words."""
    number = engine.value_of_move(cells, place)
    if not number:
        return "a draw"
    winner = mover(cells) if number > 0 else other(mover(cells))
    return f"a win for {winner} in {count_of(engine.moves_to_end(number), 'move')}"


def result_lines(cells: str) -> list[str]:
    """The moves of a position by what they lead to under perfect play, the best first."""
    groups: dict[int, list[str]] = {}
    for place in free_places(cells):
        groups.setdefault(engine.value_of_move(cells, place), []).append(cell_text(cells, place))
    found = []
    for number in sorted(groups, reverse=True):
        places = groups[number]
        place = next(there for there in free_places(cells) if engine.value_of_move(cells, there) == number)
        lead = "leads" if len(places) == 1 else "lead"
        found.append(f"With perfect play {joined(places)} {lead} to {result_of_move(cells, place)}.")
    return found
