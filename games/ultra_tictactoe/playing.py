"""Games that are steered towards a wanted board: a count, a block that comes next, points, or a cell that scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gameqa.bitboard import bits_of, some_bit
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.rng import Rng

from . import engine
from .engine import FULL, MIDDLE, Board, Play, best_gain, board_after, completing, pieces_drawn, play, points_of

FREE_CELLS = {"easy": (3, 9), "medium": (2, 9), "hard": (2, 7)}
"""Least and greatest number of free cells in the next block of next_move_count."""

MIDDLES = {"easy": (0, 6), "medium": (2, 8), "hard": (3, 8)}
"""Least and greatest number of blocks whose middle cell is marked. Each but one brings a piece into
the middle block, so that nine would be too many for it."""

BLOCK_POINTS = (0, 1, 2, 3, 4)
"""Points of one player in one block, drawn first."""

TOTALS = {"easy": (0, 4), "medium": (1, 7), "hard": (3, 10)}
"""Least and greatest number of points of one player on the whole board."""

FEWEST_FREE = 4
"""Free cells of the block in which a best cell is asked for, at least."""

MARKED = {"easy": (2, 3), "medium": (3, 5), "hard": (3, 5)}
"""Cells of that block that are marked at least, except where the game goes another way."""

MOST_BEST = 2
"""How many cells may be best at most."""


def _toward(block: int, wish: bool) -> int:
    """Cells inside any block that send the next piece to a block, or all that do not."""
    return 1 << block if wish else FULL ^ 1 << block


def _last_move_to(game: Play, pieces: int, block: int) -> int:
    """Cells for the last two pieces, so that the next block is a certain one; 0 before."""
    if game.count == pieces - 1:
        return 1 << block
    if game.count == pieces - 2:
        return sum(1 << there for there in range(9) if there != block and not game.taken(there) >> block & 1)
    return 0


def _sent_to(game: Play, block: int) -> Play:
    """The game, if the next block is the wanted one."""
    if game.block != block:
        raise Redraw
    return game


def new_board_by_free_cells(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which the next block has a number of free cells that is drawn first."""
    steady = rng.steady("free cells")
    target = 9 - steady.between(*FREE_CELLS[level])
    block = steady.choice([block for block in range(9) if target or block != MIDDLE])
    pieces = pieces_drawn(level, rng, 3 * target + 4, 56 + target)

    def steer(game: Play, free: int) -> int:
        last = _last_move_to(game, pieces, block)
        if last:
            return last
        marked = game.taken(block).bit_count() + (game.block == block)
        return _toward(block, marked * pieces < target * game.count)

    game = _sent_to(play(rng, pieces, steer, keen=0), block)
    if game.taken(block).bit_count() != target:
        raise Redraw
    return board_after(game, accept)


def new_board_by_middles(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with a number of marked middle cells that is drawn first."""
    wanted = rng.steady("middles").between(*MIDDLES[level])
    pieces = pieces_drawn(level, rng, 2 * wanted + 4, 81 - 3 * (9 - wanted))

    def steer(game: Play, free: int) -> int:
        lacks = middles(game) * pieces < wanted * (game.count + 1)
        if lacks and not free >> MIDDLE & 1:
            return sum(1 << block for block in range(9) if not game.taken(block) >> MIDDLE & 1)
        return _toward(MIDDLE, lacks)

    game = play(rng, pieces, steer, keen=0)
    if middles(game) != wanted:
        raise Redraw
    return board_after(game, accept)


def middles(game: Play) -> int:
    """How many blocks have a marked middle cell."""
    return sum(game.taken(block) >> MIDDLE & 1 for block in range(9))


def new_board_by_next_block(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which the next block is one that is drawn first."""
    block, pieces = rng.steady("next block").below(9), pieces_drawn(level, rng)
    game = _sent_to(play(rng, pieces, lambda game, free: _last_move_to(game, pieces, block)), block)
    return board_after(game, accept)


@dataclass(frozen=True)
class Plan:
    """Cells of a block that a player is to have.

    Attributes:
        player: whose cells.
        block: the block.
        cells: what the player is to mark, as bits.
        spared: what nobody is to mark.
        fill: how many cells of the block are to be marked at least.
    """

    player: int
    block: int
    cells: int
    spared: int = 0
    fill: int = 0

    def lacks(self, game: Play) -> int:
        """The cells that are still to be marked."""
        return self.cells & ~game.own[self.player][self.block]

    def steer(self, game: Play, free: int) -> int:
        """The opponent sends the player to the block until all cells are marked, then both send each other until it is
        filled; afterwards everybody goes elsewhere."""
        lacks, is_player = self.lacks(game), game.mover == self.player
        if game.block == self.block:
            if is_player and lacks:
                return lacks
            own = game.own[self.player][self.block]
            return free & ~self.cells & ~self.spared & (completing(own)[0] if is_player else FULL)
        is_wanted = not is_player if lacks else game.taken(self.block).bit_count() < self.fill
        return free & _toward(self.block, is_wanted)


@cache
def _cells_with_points(points: int) -> tuple[int, ...]:
    """Sets of cells of a block that hold so many lines, and none that could be taken away; 4 or 5 without a line."""
    sets = [cells for cells in range(FULL + 1) if points_of(cells) == points]
    if not points:
        return tuple(cells for cells in sets if cells.bit_count() in (4, 5))
    return tuple(cells for cells in sets if all(points_of(cells ^ bit) < points for bit in bits_of(cells)))


@dataclass(frozen=True)
class Wish:
    """A block, a player, and the points of the player in the block, drawn first."""

    block: int
    player: int
    points: int


def wish_of(rng: Rng) -> Wish:
    """What block_points asks for."""
    steady = rng.steady("block points")
    return Wish(steady.below(9), steady.below(2), steady.choice(BLOCK_POINTS))


def new_board_by_block_points(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which a player has a number of points in a block, as drawn first."""
    wish = wish_of(rng)
    plan = Plan(wish.player, wish.block, rng.choice(_cells_with_points(wish.points)))
    pieces = pieces_drawn(level, rng, 14 + 2 * wish.points)
    game = play(rng, pieces, plan.steer)
    if points_of(game.own[wish.player][wish.block]) != wish.points:
        raise Redraw
    return board_after(game, accept)


def player_of_total(rng: Rng) -> int:
    """The player of total_points."""
    return rng.steady("total").below(2)


def new_board_by_total(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which a player, drawn first too, has a number of points that is drawn first."""
    player, wanted = player_of_total(rng), rng.steady("points").between(*TOTALS[level])
    pieces = pieces_drawn(level, rng, 12 + 4 * wanted)

    def steer(game: Play, free: int) -> int:
        own = game.own[player]
        lacks = sum(map(points_of, own)) * pieces < wanted * (game.count + 2)
        if game.mover == player:
            masks = completing(own[game.block])
            return free & (FULL ^ masks[0] if lacks else masks[0])
        # The opponent sends the player to where a line lacks one cell, or to where none does.
        sends = 0
        for block, (cells, others) in enumerate(zip(own, game.own[1 - player], strict=True)):
            if (best_gain(cells, FULL & ~(cells | others))[0] > 0) == lacks:
                sends |= 1 << block
        return free & sends

    game = play(rng, pieces, steer, keen=0)
    if sum(map(points_of, game.own[player])) != wanted:
        raise Redraw
    return board_after(game, accept)


def total(board: Board, player: int) -> int:
    """The points of a player on the whole board."""
    return sum(points_of(board.own(player, block)) for block in range(9))


GAINS = (1, 1, 1, 2)
"""The points of the best cell of best_cell, drawn first."""

PLACES = (*range(9), *(place for place in range(9) if place != MIDDLE))
"""Where it may be in its block, drawn first too: seldom in the middle, which somebody who does not look would take."""


@cache
def _nearly(gain: int, inside: int) -> tuple[int, ...]:
    """The smallest sets of cells of a block to which one cell adds so many points, and no other cell adds as many."""
    masks = (cells for cells in range(FULL + 1) if completing(cells)[gain] == 1 << inside and not points_of(cells))
    return tuple(cells for cells in masks if cells.bit_count() == 2 * gain)


def new_board_by_best_cell(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which the best cell of the next block lies, and brings points, as drawn first."""
    steady = rng.steady("best cell")
    gain, inside = steady.choice(GAINS), steady.choice(PLACES)
    cells = steady.choice(_nearly(gain, inside))
    # A piece in the cell that stands for its own block would bring the opponent there.
    block = steady.choice([block for block in range(9) if not cells >> block & 1])
    pieces = pieces_drawn(level, rng, 8 * gain + 6)
    plan = Plan(pieces % 2, block, cells, 1 << inside, rng.between(*MARKED[level]))

    def steer(game: Play, free: int) -> int:
        return _last_move_to(game, pieces, block) & free or plan.steer(game, free)

    game = _sent_to(play(rng, pieces, steer), block)
    found = engine.gains_of(game.own[game.mover][block], FULL & ~game.taken(block))
    best = engine.best_of(found)
    if found.get(inside) != gain or inside not in best or len(best) > MOST_BEST or len(found) < FEWEST_FREE:
        raise Redraw
    return board_after(game, accept)


FEWEST_TO_REPLY, LATEST = 18, 6
"""A board of best_reply_loss has so many pieces at least; the search for one begins so many pieces before the most."""

MOST_FREE = 7
"""Free cells of the block of best_reply_loss, at most: each takes a line of reasoning."""


def new_board_by_reply(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which some piece that brings most at once is not among the best where the opponent's reply counts
    too; in one of four, drawn first, all of these are."""
    is_trap = rng.steady("trap").chance(3, 4)
    most = engine.PIECES[level][1]
    game = play(rng, pieces_drawn(level, rng, FEWEST_TO_REPLY, most - LATEST), keen=rng.below(2))
    while game.count <= most:
        free = FULL & ~game.taken(game.block)
        if FEWEST_FREE <= free.bit_count() <= MOST_FREE:
            frees = [FULL & ~game.taken(block) for block in range(9)]
            gained = engine.gains_of(game.own[game.mover][game.block], free)
            answered = engine.replies_of(game.own[1 - game.mover], frees, game.block)
            greedy, best = engine.best_of(gained), engine.best_of(engine.less(gained, answered))
            is_seldom = MIDDLE in best and rng.chance(1, 2)
            if len(best) <= MOST_BEST and (set(greedy) <= set(best)) != is_trap and not is_seldom:
                return board_after(game, accept)
        game.put(some_bit(free, rng))
    raise Redraw
