"""Playing spider solitaire: the middle of a game, in which a number of face-down cards is turned up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gameqa.cards import RANKS
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.planning import actions_needed
from gameqa.play.reading import NUMBER
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import GAME, engine, playing
from .engine import COMPLETE, LONGEST, Move, Position, run_of
from .telling import rank_name, run_clause, sentence, target_clause, write_move

WANTED = {"easy": 3, "medium": 5, "hard": 8}
"""How many cards are to be turned up."""

MOST_MOVES = {"easy": 12, "medium": 22, "hard": 34}
"""The policy needs so many moves at most; there are an eighth more."""

BESIDES = {"easy": 3, "medium": 6, "hard": 10}
"""So many of its moves, at least, turn no card up."""

ROOM = LONGEST + 2
"""How long a pile may get, in halves of the strip of a face-up card."""

DEAL = "deal"
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Table:
    """All cards of a game in play, by their ranks, 1 to 13.

    Attributes:
        piles: the face-up cards of every pile; the last one is its top card.
        down: the face-down cards of every pile; the last one is turned up next.
        stock: the cards of every deal that is left, one for each pile; the last deal is the next one.
        foundations: complete runs that are removed.
        wanted: how many cards are to be turned up, counted from the beginning.
        turned: how many have been turned up.
    """

    piles: tuple[tuple[int, ...], ...]
    down: tuple[tuple[int, ...], ...]
    stock: tuple[tuple[int, ...], ...]
    foundations: int
    wanted: int
    turned: int

    @property
    def left(self) -> int:
        """How many cards are still to be turned up."""
        return max(0, self.wanted - self.turned)


def seen(table: Table) -> Position:
    """What is seen of a table."""
    return Position(table.piles, tuple(map(len, table.down)), len(table.stock), table.foundations)


def start(level: str, rng: Rng, accept: Accept) -> Table:
    """A position that play reaches, and from which the policy turns the wanted cards up."""
    position = playing.new_position(level, rng, accept)
    if sum(position.down) < WANTED[level]:
        raise Redraw
    table = _dealt(position, WANTED[level], 0, rng)
    moves = policy_moves(table, MOST_MOVES[level])
    if moves is None or moves < WANTED[level] + BESIDES[level]:
        raise Redraw
    return table


def _dealt(position: Position, wanted: int, turned: int, rng: Rng) -> Table:
    """A table of which this is seen; the cards that are not seen lie at random."""
    hidden = Counter(playing.DECK)
    for rank in range(1, COMPLETE + 1):
        hidden[rank] -= position.foundations + sum(cards.count(rank) for cards in position.piles)
    cards = rng.shuffled(sorted(hidden.elements()))

    def taken(count: int) -> tuple[int, ...]:
        return tuple(cards.pop() for _ in range(count))

    down = tuple(map(taken, position.down))
    stock = tuple(taken(len(position.piles)) for _ in range(position.stock))
    return Table(position.piles, down, stock, position.foundations, wanted, turned)


def redeal(table: Table, rng: Rng) -> Table:
    """The same with other cards where they are not seen."""
    return _dealt(seen(table), table.wanted, table.turned, rng)


def has_room(position: Position, pile: int, count: int) -> bool:
    """Whether a picture has room for so many more cards on a pile."""
    return 2 * (len(position.piles[pile]) + count) + position.down[pile] <= ROOM


def legal_moves(position: Position) -> list[Move]:
    """All legal moves but the deal."""
    return [
        move
        for move in engine.joins(position) + engine.moves_to_empty(position)
        if has_room(position, move[2], position.size(move[1]) - move[0])
    ]


def can_deal(position: Position) -> bool:
    """Whether the stock can be dealt."""
    piles = range(len(position.piles))
    return bool(position.stock) and not position.has_empty_pile() and all(has_room(position, pile, 1) for pile in piles)


@lru_cache(maxsize=64)
def actions(table: Table) -> tuple[str, ...]:
    """The legal moves by piles, and the deal."""
    if not table.left:
        return ()
    position = seen(table)
    moves = sorted(legal_moves(position), key=lambda move: move[1:] + move[:1])
    return (*map(write_move, moves), *([DEAL] if can_deal(position) else []))


def move_of(action: str) -> Move:
    """The move that an action names."""
    number, pile, target = map(int, _NUMBERS.findall(action))
    return number, pile, target


def apply(table: Table, action: str, rng: Rng) -> Turn[Table]:
    """One move, or a deal."""
    piles = list(table.piles)
    changed: Sequence[int]
    if action == DEAL:
        piles = [(*cards, card) for cards, card in zip(piles, table.stock[-1], strict=True)]
        table, changed = replace(table, stock=table.stock[:-1]), range(len(piles))
        told = f"The deal brought, from pile 0 on: {', '.join(RANKS[cards[-1] - 1] for cards in piles)}."
    else:
        number, pile, target = move_of(action)
        place = number - len(table.down[pile])
        moved = piles[pile][place:]
        piles[pile], piles[target] = piles[pile][:place], piles[target] + moved
        changed = (target, pile)
        told = f"{count_of(len(moved), 'card')} went onto pile {target}."
    after = replace(table, piles=tuple(piles))
    for pile in changed:
        after, happened = _settled(after, pile)
        told += happened
    if not after.left:
        return Turn(after, f"{told} The goal is reached.")
    if after.turned > table.turned:
        told += f" {count_of(after.left, 'card')} still to be turned up."
    return Turn(after, told if actions(after) else f"{told} No move is left: the game is over.")


def _settled(table: Table, pile: int) -> tuple[Table, str]:
    """The table when a complete run is removed from a pile and its top card is turned up, and what is told of it."""
    piles, down, told = list(table.piles), list(table.down), ""
    foundations, turned = table.foundations, table.turned
    if run_of(piles[pile]) == COMPLETE:
        piles[pile], foundations = piles[pile][:-COMPLETE], foundations + 1
        told = f" The run in pile {pile} is complete and went to a foundation."
    if not piles[pile] and down[pile]:
        *rest, card = down[pile]
        piles[pile], down[pile], turned = (card,), tuple(rest), turned + 1
        told += f" In pile {pile}, {rank_name(card)} was turned up."
    return Table(tuple(piles), tuple(down), table.stock, foundations, table.wanted, turned), told


def why_not(table: Table, action: str) -> str:
    """Why a move is not legal."""
    position, last = seen(table), len(table.piles) - 1
    if action == DEAL:
        if not position.stock:
            return "The stock is used up."
        return "A pile is empty." if position.has_empty_pile() else "A pile has no room for another card."
    number, pile, target = move_of(action)
    if max(pile, target) > last:
        return f"The piles are numbered 0 to {last}."
    if pile == target:
        return "Source and target are the same."
    broken = engine.why_not(position, (number, pile, target))
    cards = position.piles[pile][max(0, number - position.down[pile]) :]
    if "n" in broken:
        return f"Pile {pile} has {count_of(position.size(pile), 'card')}, counted from 0."
    if "d" in broken:
        return "The card lies face down."
    if "s" in broken:
        return f"{sentence(run_clause(cards))}"
    return (
        sentence(target_clause(position, cards[0], target)) if broken else f"Pile {target} has no room for the cards."
    )


def is_over(table: Table) -> bool:
    """Whether enough cards are turned up, or nothing can be done any more."""
    return not actions(table)


def score(start: Table, table: Table) -> float:
    """The share of the wanted cards that are turned up."""
    return (start.left - table.left) / start.left


def plan(table: Table) -> Sequence[str]:
    """A move of all face-up cards of a pile, else of another run, onto a card or onto an empty pile; else a deal."""
    position = seen(table)
    moves = [move for move in legal_moves(position) if _rank(position, move)[0] < IDLE]
    if moves:
        return [write_move(min(moves, key=lambda move: (_rank(position, move), move)))]
    found = actions(table)
    return found[-1:]


IDLE = 5


def _rank(position: Position, move: Move) -> tuple[int, int]:
    """How soon the policy makes a move: the less, the sooner.

    It moves whole runs only, and none that lies at the bottom of its pile onto an empty pile: so it never goes round.
    """
    number, pile, target = move
    place = number - position.down[pile]
    if place != len(position.piles[pile]) - run_of(position.piles[pile]):
        return IDLE, 0
    joins = bool(position.piles[target])
    if place == 0 and position.down[pile]:
        return (0 if joins else 2), position.down[pile]
    if joins:
        return 1, place
    return (3, position.down[pile]) if place else (IDLE, 0)


def policy_moves(table: Table, most: int) -> int | None:
    """How many moves the policy needs; None where they are more than `most`."""
    return actions_needed(table, most, plan, apply, lambda table: not table.left)


def limit(start: Table) -> int:
    """So many in every episode of a level that the number tells nothing of the cards that are not seen."""
    return MOST_MOVES[engine.level_of(seen(start))] * 9 // 8


PLAY = Play(
    game=GAME,
    version=2,
    goal=(
        "Turn up the number of face-down cards that is stated above. The score is the share of them that you turn up."
    ),
    rules=("ranks", "runs", "moving", "turning", "complete", "deals", "piles", "top", "cards"),
    more=(
        f"A pile has room for {ROOM // 2} face-up cards, where two face-down ones count as one; a move or a deal for "
        "which there is no room is not legal. The game ends when nothing can be done any more."
    ),
    briefing=lambda table: f"{count_of(table.left, 'face-down card')} are to be turned up.",
    action_format=(
        "An action is a move, written as the card of the highest rank that is moved, by its number in its pile, the "
        "pile, and the pile that it goes onto, such as: card 4 of pile 2 onto pile 6; or it is deal, a click on the "
        "stock."
    ),
    example="card 4 of pile 2 onto pile 6",
    forms=(
        (
            rf"(?:move )?(?:the )?card {NUMBER} (?:of|from|in) pile {NUMBER} ?"
            rf"(?:>|->|=>|\u2192|,|-|to|onto|on) ?(?:pile )?{NUMBER}",
            "card {} of pile {} onto pile {}",
        ),
        (r"(?:a |make a )?deal|click(?: on)?(?: the)?(?: stock)?|stock", DEAL),
    ),
    start=start,
    view=lambda table: View(seen(table)),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=limit,
    policy=Policy(name="moves whole runs, first those that turn a card up, or else deals", plan=plan, exact=True),
    redeal=redeal,
)
