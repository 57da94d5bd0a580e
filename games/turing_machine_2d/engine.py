"""Turing machines on a torus of symbols: states, steps, and the drawing of machines whose runs are worth following."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from gameqa.contract import Accept, keep, level_by
from gameqa.errors import Redraw
from gameqa.grid import STEPS, Cell
from gameqa.rng import Rng
from gameqa.symmetry import smallest_renamed

KINDS = ("round", "square", "curly", "angle")
"""The states by their names."""

BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"))
"""The states by their signs."""

Rule = tuple[int, int, int]
"""The symbol that is written, the move (a place in `gameqa.answers.DIRECTIONS`) and the new state."""

Table = tuple[tuple[Rule, ...], ...]
"""The rule of every state and symbol."""


@dataclass(frozen=True)
class Machine:
    """A machine before its first step.

    Attributes:
        rows: the symbols, numbers from 0, of a square board.
        head: where the head is.
        state: its state, a place in `KINDS`.
        rules: for every state and every symbol what the machine does.
    """

    rows: tuple[tuple[int, ...], ...]
    head: Cell
    state: int
    rules: Table

    @property
    def side(self) -> int:
        """The number of rows and of columns."""
        return len(self.rows)

    @property
    def states(self) -> int:
        """The number of states."""
        return len(self.rules)

    @property
    def symbols(self) -> int:
        """The number of symbols."""
        return len(self.rules[0])

    @cached_property
    def level(self) -> str:
        """The level whose boards have this size."""
        return level_by(LEVELS, lambda wanted: wanted.side == self.side)


@dataclass(frozen=True)
class Parameters:
    """What a level asks for.

    Attributes:
        side: rows and columns of the board.
        symbols: least and greatest number of symbols.
        states: number of states.
        steps: least and greatest number of steps.
        returns: how many steps at least read a symbol that an earlier step changed.
    """

    side: int
    symbols: tuple[int, int]
    states: int
    steps: tuple[int, int]
    returns: int


LEVELS = {
    "easy": Parameters(3, (3, 3), 2, (4, 6), 1),
    "medium": Parameters(4, (3, 4), 3, (6, 9), 2),
    "hard": Parameters(5, (4, 4), 4, (8, 12), 2),
}

TABLE_SIDE = LEVELS["hard"].side
"""Boards of this side have the rule table beside them in the picture."""

TRIES = 400
"""How many machines are tried on one board."""


@dataclass(frozen=True)
class Step:
    """One step of a machine.

    Attributes:
        cell: where the head was.
        state: its state before the step.
        symbol: what it read.
        written: the earlier step that wrote this symbol, 0 where it is the one of the start.
        rule: what the machine did.
        to: where the head went.
    """

    cell: Cell
    state: int
    symbol: int
    written: int
    rule: Rule
    to: Cell


def run(machine: Machine, count: int, rewrites: bool = True, wraps: bool = True) -> list[Step]:
    """The first steps of a machine.

    Args:
        rewrites: whether written symbols are read later, as by the rules; else the symbols of the start.
        wraps: whether the head goes on at the opposite side, as by the rules; else it stays at the edge.
    """
    side = machine.side
    written: dict[Cell, tuple[int, int]] = {}
    cell, state = machine.head, machine.state
    steps = []
    for number in range(1, count + 1):
        symbol, by = written.get(cell, (machine.rows[cell[0]][cell[1]], 0))
        rule = machine.rules[state][symbol]
        write, move, new = rule
        row, column = cell[0] + STEPS[move][0], cell[1] + STEPS[move][1]
        inside = min(max(row, 0), side - 1), min(max(column, 0), side - 1)
        to = (row % side, column % side) if wraps else inside
        steps.append(Step(cell, state, symbol, by, rule, to))
        if rewrites:
            written[cell] = write, number
        cell, state = to, new
    return steps


def symbols_after(machine: Machine, steps: Sequence[Step]) -> tuple[tuple[int, ...], ...]:
    """The board after steps that `run` gave for this machine."""
    rows = [list(row) for row in machine.rows]
    for step in steps:
        rows[step.cell[0]][step.cell[1]] = step.rule[0]
    return tuple(map(tuple, rows))


@cache
def reachable(side: int, count: int) -> frozenset[Cell]:
    """The cells of a torus, as seen from (0, 0), on which a head can be after exactly so many steps."""
    if count == 0:
        return frozenset({(0, 0)})
    return frozenset(
        ((row + down) % side, (column + across) % side)
        for row, column in reachable(side, count - 1)
        for down, across in STEPS
    )


def can_reach(side: int, start: Cell, end: Cell, count: int) -> bool:
    """Whether some way of exactly so many steps leads from one cell of a torus to another."""
    return offset(side, start, end) in reachable(side, count)


def distances(side: int, start: Cell, end: Cell) -> tuple[int, int]:
    """How many rows and columns two cells of a torus are apart, the smaller number first."""
    down, across = offset(side, start, end)
    near = min(down, side - down), min(across, side - across)
    return min(near), max(near)


def offset(side: int, start: Cell, end: Cell) -> Cell:
    """Rows down and columns to the right from one cell of a torus to another, both from 0 to the side less 1."""
    return (end[0] - start[0]) % side, (end[1] - start[1]) % side


@cache
def _next_cells(side: int) -> tuple[tuple[int, ...], ...]:
    """For every cell, numbered row by row, the cell after each move."""
    return tuple(
        tuple((row + down) % side * side + (column + across) % side for down, across in STEPS)
        for row in range(side)
        for column in range(side)
    )


@dataclass(frozen=True)
class Run:
    """A run of a machine that is being drawn, in the quickest form.

    Attributes:
        side: of the board.
        cells: where the head is, cells numbered row by row: at the start and after every step.
        states: its states, likewise.
        first, last: the symbol under the head at the start and at the end.
        symbols: the number of symbols.
    """

    side: int
    cells: Sequence[int]
    states: Sequence[int]
    first: int
    last: int
    symbols: int

    def moved(self) -> tuple[int, int]:
        """How far the head is from its start, as by `distances`."""
        start, end = self.cells[0], self.cells[-1]
        return distances(self.side, divmod(start, self.side), divmod(end, self.side))


Rules = list[list[Rule | None]]


@dataclass(frozen=True)
class Entry:
    """A state that the head must enter for the first time at a step.

    Attributes:
        state: how many states it is after the first one, in a ring of all.
        step: the number of the step; a greater one than the run has where it is never entered.
        rules: how many rules of the other states lead to it.
    """

    state: int
    step: int
    rules: int


def new_machine(
    level: str,
    rng: Rng,
    accept: Accept,
    count: int,
    suits: Callable[[Run], bool] | None = None,
    entry: Entry | None = None,
    holds: Callable[[Machine], bool] | None = None,
) -> Machine:
    """A machine of a level and of the wanted split.

    Its run of `count` steps changes between at least as many cells as half of its steps, reads changed symbols, and
    uses all states where none is to be entered at a given step. Its table has all four directions.

    Args:
        suits: what else is asked of the run.
        entry: when a state is entered first.
        holds: what else is asked of the machine.

    Raises:
        Redraw: the board belongs to another split, or none of many machines suits.
    """
    wanted = LEVELS[level]
    side = wanted.side
    symbols = rng.between(*wanted.symbols)
    board = [rng.below(symbols) for _ in range(side * side)]
    rows = tuple(tuple(board[start : start + side]) for start in range(0, side * side, side))
    keep(_key(rows), accept)
    for _ in range(TRIES):
        rules: Rules = [[None] * symbols for _ in range(wanted.states)]
        head, state = rng.below(side * side), rng.below(wanted.states)
        found = _drawn_run(board, side, head, state, rules, count, wanted.returns, rng, entry)
        if found is None or not (suits is None or suits(found)):
            continue
        if entry is None:
            if len(set(found.states)) < wanted.states:
                continue
        elif not _lead_to((state + entry.state) % wanted.states, entry.rules, rules, set(found.states), rng):
            continue
        table = _completed(rules, rng)
        if len({move for own in table for _, move, _ in own}) < len(STEPS):
            continue
        machine = Machine(rows, divmod(head, side), state, table)
        if holds is None or holds(machine):
            return machine
    raise Redraw


def _drawn_run(
    board: Sequence[int],
    side: int,
    head: int,
    state: int,
    rules: Rules,
    count: int,
    returns: int,
    rng: Rng,
    entry: Entry | None,
) -> Run | None:
    """A run whose rules are drawn as they are needed; None where it is dull or misses its entry.

    Args:
        rules: the rules so far; those that are drawn are added.
        returns: how many steps at least read a symbol that an earlier step changed.
    """
    cells = list(board)
    ways = _next_cells(side)
    states, symbols = len(rules), len(rules[0])
    target = -1 if entry is None else (state + entry.state) % states
    heads, passed, returned = [head], [state], 0
    for number in range(1, count + 1):
        symbol = cells[head]
        returned += symbol != board[head]
        rule = rules[state][symbol]
        if rule is None:
            write, move, new = _written(symbol, symbols, rng), rng.below(4), rng.below(states)
            if entry is not None and state != target:
                if number == entry.step:
                    new = target
                elif new == target:
                    new = (new + 1 + rng.below(states - 1)) % states
            rules[state][symbol] = rule = write, move, new
        elif entry is not None and number == entry.step:
            return None
        cells[head] = rule[0]
        head, state = ways[head][rule[1]], rule[2]
        heads.append(head)
        passed.append(state)
    if returned < returns or 2 * len(set(heads)) < count + 1:
        return None
    return Run(side, heads, passed, board[heads[0]], cells[head], symbols)


def _lead_to(target: int, count: int, rules: Rules, passed: set[int], rng: Rng) -> bool:
    """Draws those rules of the other states that are still missing, so that `count` rules of these lead to the target.

    At least one of them belongs to a state that the head passes, so that a state that is never entered could be.

    Returns:
        whether that can be done.
    """
    others = [own for state, own in enumerate(rules) if state != target]
    missing = count - sum(rule is not None and rule[2] == target for own in others for rule in own)
    free = [
        (state, symbol)
        for state, own in enumerate(rules)
        for symbol, rule in enumerate(own)
        if rule is None and state != target
    ]
    if not 0 <= missing <= len(free):
        return False
    chosen: list[tuple[int, int]] = []
    if missing == count:
        near = [place for place in free if place[0] in passed]
        if not near:
            return False
        chosen = [rng.choice(near)]
    chosen += rng.sample([place for place in free if place not in chosen], missing - len(chosen))
    symbols, states = len(rules[0]), len(rules)
    for state, symbol in free:
        new = target if (state, symbol) in chosen else (target + 1 + rng.below(states - 1)) % states
        rules[state][symbol] = _written(symbol, symbols, rng), rng.below(4), new
    return True


def _completed(rules: Rules, rng: Rng) -> Table:
    """The table with random rules in place of those that are missing."""
    symbols, states = len(rules[0]), len(rules)
    return tuple(
        tuple(
            rule or (_written(symbol, symbols, rng), rng.below(4), rng.below(states)) for symbol, rule in enumerate(own)
        )
        for own in rules
    )


def _written(symbol: int, symbols: int, rng: Rng) -> int:
    """What a rule writes in place of a symbol: in four of five cases another one."""
    pick = rng.below(5 * (symbols - 1))
    return symbol if pick < symbols - 1 else (symbol + 1 + pick % (symbols - 1)) % symbols


@lru_cache(maxsize=8)
def _key(rows: tuple[tuple[int, ...], ...]) -> str:
    """The symbols up to turns, reflections and names."""
    return smallest_renamed(["".join("abcd"[symbol] for symbol in row) for row in rows])


def split_key(machine: Machine) -> str:
    """The symbols up to turns, reflections and names; head and rules do not matter."""
    return _key(machine.rows)


def rule_count(machine: Machine) -> float:
    """The number of rules."""
    return machine.states * machine.symbols
