"""Playing Klondike: the middle of a game, in which a number of further cards is brought home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gameqa.cards import SUITS, Card, card_of, rank_of, suit_of, write_card
from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.play.planning import actions_needed
from gameqa.play.reading import NUMBER
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import GAME, drafts, engine
from .engine import EMPTY, FOUNDATION, FREES, KINGS, PILE, PILES, TURNS_UP, WASTE, Move, Position, Spot
from .wording import chosen_move, lower_on, pile_name, reason, write_move, write_spot

WANTED = {"easy": 5, "medium": 8, "hard": 14}
"""How many cards are to be brought home."""

MOST_MOVES = {"easy": 20, "medium": 32, "hard": 44}
"""The policy needs so many moves at most; there are an eighth more."""

BESIDES = {"easy": 5, "medium": 10, "hard": 16}
"""So many of its moves, at least, bring no card home."""

LONGER = {"easy": 5, "medium": 6, "hard": 7}
"""Of ten runs how many go on with another card at first."""

DRAW = "draw"


@dataclass(frozen=True)
class Table:
    """All cards of a game in play.

    Attributes:
        piles: the face-up cards of every pile; the last one is its top card.
        down: the face-down cards of every pile; the last one is turned up next.
        stock: the cards of the stock; the last one is drawn next.
        waste: the cards of the waste; the last one is its top card.
        foundations: the rank of the top card for every suit, 0 for an empty foundation.
        wanted: how many cards are to be on the foundations.
    """

    piles: tuple[tuple[Card, ...], ...]
    down: tuple[tuple[Card, ...], ...]
    stock: tuple[Card, ...]
    waste: tuple[Card, ...]
    foundations: tuple[int, ...]
    wanted: int

    @property
    def left(self) -> int:
        """How many cards are still to be brought home."""
        return max(0, self.wanted - sum(self.foundations))


def seen(table: Table) -> Position:
    """What is seen of a table."""
    top = table.waste[-1] if table.waste else EMPTY
    covered = max(0, len(table.waste) - 1)
    return Position(table.piles, tuple(map(len, table.down)), len(table.stock), top, covered, table.foundations)


def start(level: str, rng: Rng, accept: Accept) -> Table:
    """A position that play reaches from a deal, and from which the policy brings the wanted cards home."""
    position = drafts.new_draft(
        level, drafts.Wish(waste="stays", without_home=True, longer=LONGER[level]), lambda _: True, rng, accept
    )
    table = _dealt(position, sum(position.foundations) + WANTED[level], rng)
    moves = policy_moves(table, MOST_MOVES[level])
    if moves is None or moves < WANTED[level] + BESIDES[level]:
        raise Redraw
    return table


def _dealt(position: Position, wanted: int, rng: Rng) -> Table:
    """A table of which this is seen; the cards that are not seen lie at random."""
    shown = {position.waste, *(card for cards in position.piles for card in cards)}
    shown |= {card_of(suit, rank + 1) for suit, top in enumerate(position.foundations) for rank in range(top)}
    hidden = rng.shuffled([card for card in range(52) if card not in shown])

    def taken(count: int) -> tuple[Card, ...]:
        return tuple(hidden.pop() for _ in range(count))

    waste = taken(position.covered) + (() if position.waste == EMPTY else (position.waste,))
    return Table(
        position.piles, tuple(map(taken, position.down)), taken(position.stock), waste, position.foundations, wanted
    )


def redeal(table: Table, rng: Rng) -> Table:
    """The same with other cards where they are not seen."""
    return _dealt(seen(table), table.wanted, rng)


def legal_moves(position: Position) -> list[Move]:
    """All legal moves but drawing, also those to several empty piles."""
    empty = [number for number, cards in enumerate(position.piles) if not cards and not position.down[number]]
    found = [
        move for move in engine.legal_moves(position) if move.target[0] == FOUNDATION or move.target[1] not in empty
    ]
    kings = [(card, (PILE, number)) for number, cards in enumerate(position.piles) for card in cards if card in KINGS]
    if position.waste in KINGS:
        kings.append((position.waste, (WASTE, 0)))
    return found + [Move(card, source, (PILE, number)) for card, source in kings for number in empty]


@lru_cache(maxsize=64)
def actions(table: Table) -> tuple[str, ...]:
    """The legal moves in the order of their texts, and drawing."""
    if not table.left:
        return ()
    return (*sorted(map(write_move, legal_moves(seen(table)))), *([DRAW] if table.stock or table.waste else []))


def _spot(text: str) -> Spot:
    return (WASTE, 0) if text == WASTE else (PILE, int(text[3:]) - 1)


def move_of(position: Position, action: str) -> Move | None:
    """The legal move that an action names; None where there is none."""
    source, target = action.split(" > ")
    return chosen_move(position, _spot(source), None if target == "home" else _spot(target))


def apply(table: Table, action: str, rng: Rng) -> Turn[Table]:
    """One move, or a card from the stock."""
    if action == DRAW:
        return _drawn(table)
    position = seen(table)
    move = move_of(position, action)
    assert move is not None
    after = engine.after(position, move)
    told = f"The {write_card(move.card)} went to {write_spot(move.target)}"
    cards = position.piles[move.source[1]] if move.source[0] == PILE else (move.card,)
    upon = len(cards) - cards.index(move.card) - 1
    told += f", with {count_of(upon, 'card')} on it." if upon else "."
    waste = table.waste[:-1] if move.source[0] == WASTE else table.waste
    piles, down = list(after.piles), list(table.down)
    for number, shown in enumerate(piles):
        if not shown and down[number]:
            *rest, card = down[number]
            piles[number], down[number] = (card,), tuple(rest)
            told += f" The {write_card(card)} was turned up in {pile_name(number)}."
    new = replace(table, piles=tuple(piles), down=tuple(down), waste=waste, foundations=after.foundations)
    if not new.left:
        return Turn(new, f"{told} The goal is reached.")
    if move.target[0] == FOUNDATION:
        told += f" {count_of(new.left, 'card')} to go."
    return Turn(new, told if actions(new) else f"{told} No move is left: the game is over.")


def _drawn(table: Table) -> Turn[Table]:
    """The top card of the stock goes to the waste, or the waste becomes the stock."""
    if not table.stock:
        return Turn(
            replace(table, stock=table.waste[::-1], waste=()), "The waste was turned over and is the stock now."
        )
    *stock, card = table.stock
    return Turn(
        replace(table, stock=tuple(stock), waste=(*table.waste, card)),
        f"The {write_card(card)} was drawn to the waste.",
    )


def why_not(table: Table, action: str) -> str:
    """Why a move is not legal."""
    if action == DRAW:
        return "Stock and waste are empty."
    position = seen(table)
    texts = action.split(" > ")
    spots = [_spot(text) for text in texts if text != "home"]
    if any(not 0 <= number < PILES for _, number in spots):
        return f"There are the piles {pile_name(0)} to {pile_name(PILES - 1)}."
    (kind, number), target = spots[0], texts[1]
    card = position.waste if kind == WASTE else (position.piles[number] or (EMPTY,))[-1]
    if card == EMPTY:
        return f"{'The waste' if kind == WASTE else texts[0]} is empty."
    if target == "home":
        return reason(position, Move(card, spots[0], (FOUNDATION, suit_of(card))))
    if target == texts[0]:
        return "Source and target are the same."
    cards = position.piles[spots[1][1]]
    if not cards:
        return f"{target} is empty and takes a king only."
    takes = "which takes no card" if rank_of(cards[-1]) == 1 else f"which takes {lower_on(cards[-1])}"
    return f"The top card of {target} is the {write_card(cards[-1])}, {takes}; {texts[0]} has none."


def is_over(table: Table) -> bool:
    """Whether the wanted cards are home, or nothing can be done any more."""
    return not actions(table)


def score(start: Table, table: Table) -> float:
    """The share of the wanted cards that are home."""
    return (start.left - table.left) / start.left


def plan(table: Table) -> Sequence[str]:
    """A card home, or what turns a card up, frees one that can go home or plays the waste; else a card is drawn."""
    position = seen(table)
    moves = engine.legal_moves(position)
    moves.sort(key=lambda move: _rank(position, move))
    if moves and _rank(position, moves[0])[0] < IDLE:
        return [write_move(moves[0])]
    return [DRAW] if table.stock or table.waste else actions(table)[:1]


IDLE = 4


def _rank(position: Position, move: Move) -> tuple[int, int]:
    """How soon the policy makes a move: the less, the sooner."""
    if move.target[0] == FOUNDATION:
        return 0, rank_of(move.card)
    if move.source[0] == WASTE:
        return 3, 0
    effect = engine.effect_of(position, move)
    if effect == TURNS_UP:
        return 1, position.down[move.source[1]]
    return (2, 0) if effect == FREES else (IDLE, 0)


def policy_moves(table: Table, most: int) -> int | None:
    """How many moves the policy needs; None where they are more than `most`."""
    return actions_needed(table, most, plan, apply, lambda table: not table.left)


def limit(start: Table) -> int:
    """So many in every episode of a level that the number tells nothing of the cards that are not seen."""
    return MOST_MOVES[engine.level_of(seen(start))] * 9 // 8


_PILE = rf"(?:tableau|tab|pile|t) ?{NUMBER}"
_HOME = f"home|h|(?:the |its )?foundations?(?: of (?:{'|'.join(SUITS)}))?"


def _canonical(waste: str | None, number: str | None, to_number: str | None) -> str:
    """The canonical form of a move whose places are named in any way."""
    return f"{WASTE if waste else f'Tab{number}'} > {'home' if to_number is None else f'Tab{to_number}'}"


PLAY = Play(
    game=GAME,
    version=1,
    goal=(
        "Bring the number of further cards that is stated above to the foundations. The score is the share of them "
        "that you bring there."
    ),
    rules=("tableau", "foundations", "turning", "ranks"),
    more=(
        "The action draw turns the top card of the stock up and puts it onto the waste; when the stock is empty, it "
        "turns the whole waste over, which is the stock again, its cards in the same order as before. The game ends "
        "when nothing can be done any more."
    ),
    briefing=lambda table: f"{table.left} further cards are to be brought to the foundations.",
    action_format=(
        "An action is draw, or a move, written as its source and target, such as: Tab3 > Tab5, waste > Tab2, Tab3 > "
        "home. Sources are Tab1 to Tab7 and the waste; the target home is the foundation of the card's suit. A move "
        "between piles takes the one face-up card that fits, with all cards on it."
    ),
    example="Tab3 > Tab5",
    forms=(
        (r"(?:draw|deal|stock)(?: (?:a|one) card)?(?: from the stock)?", DRAW),
        (
            rf"(?:move )?(?:from )?(?:the )?(?:(waste|w)|{_PILE}) ?(?:>|->|=>|\u2192|,|-|to|into|onto) ?"
            rf"(?:{_PILE}|{_HOME})",
            _canonical,
        ),
    ),
    start=start,
    view=lambda table: View(seen(table)),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=limit,
    policy=Policy(name="brings cards home, turns cards up, plays the waste or else draws", plan=plan, exact=True),
    redeal=redeal,
)
