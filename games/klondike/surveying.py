"""Questions about all moves of a position: three facts about them, and their number."""

from __future__ import annotations

from itertools import product

from gameqa.cards import SUITS, rank_of, write_card
from gameqa.contract import Accept, Question
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import capital, count_of, joined, verb

from .drafts import Wish, new_draft
from .engine import (
    EMPTIES,
    EMPTY,
    KING,
    PILE,
    PILES,
    TURNS_UP,
    Move,
    Position,
    effect_of,
    home_moves,
    is_idle,
    legal_moves,
    pile_moves,
    waste_moves,
)
from .wording import foundation_needs, lower_on, needed_on, pile_name

Facts = tuple[bool, bool, bool]

FACTS: tuple[Facts, ...] = tuple((one, two, three) for one, two, three in product((True, False), repeat=3))
"""Whether stock and waste are empty, a card can go to a foundation, and a move from pile to pile turns up a card or
empties a pile."""


def facts_of(position: Position) -> Facts:
    """Which of the three facts hold."""
    return (
        position.stock == 0 and position.waste == EMPTY,
        bool(home_moves(position)),
        any(effect_of(position, move) in (TURNS_UP, EMPTIES) for move in pile_moves(position)),
    )


def new_position_with_facts(level: str, rng: Rng, accept: Accept) -> Position:
    """A position with facts that are drawn first."""
    wanted = rng.steady("facts").choice(FACTS)
    wish = Wish(without_stock=wanted[0], without_home=not wanted[1], without_turn=not wanted[2])
    return new_draft(level, wish, lambda position: facts_of(position) == wanted, rng, accept)


def write_facts(facts: Facts) -> str:
    """Three facts as an option."""
    return ", ".join(f"{number} {'true' if fact else 'false'}" for number, fact in enumerate(facts, 1))


def _stock_line(position: Position) -> str:
    waste = 0 if position.waste == EMPTY else 1 + position.covered
    told = f"The stock has {count_of(position.stock, 'card')} and the waste {count_of(waste, 'card')}"
    return f"{told}, so statement 1 is {'true' if position.stock + waste == 0 else 'false'}."


def _home_lines(position: Position) -> list[str]:
    """What foundations need, and which cards could go there."""
    needs = joined([foundation_needs(position, suit) for suit in range(4)])
    tops = [f"the {write_card(cards[-1])} ({pile_name(pile)})" for pile, cards in enumerate(position.piles) if cards]
    if position.waste != EMPTY:
        tops.append(f"the {write_card(position.waste)} (waste)")
    return [f"{needs[0].upper()}{needs[1:]}.", f"The cards that could go there are {joined(tops)}."]


def _turn_lines(position: Position) -> list[str]:
    """For every pile, whether its face-up cards can go to another pile as a whole; the others lie on the first one."""
    where = {move.card: move for move in pile_moves(position)}
    lines = []
    for pile, cards in enumerate(position.piles):
        if not cards:
            continue
        base = cards[0]
        told = f"{pile_name(pile)}: its first face-up card, the {write_card(base)}, "
        if rank_of(base) == KING and is_idle(position, pile, 0):
            lines.append(f"{told}is a king without cards below it, so moving it would leave as many empty piles.")
        elif base in where:
            target = where[base].target[1]
            onto = position.piles[target]
            goal = f"onto the {write_card(onto[-1])} in {pile_name(target)}" if onto else f"to {pile_name(target)}"
            effect = "turns up a card" if position.down[pile] else "empties the pile"
            lines.append(f"{told}can go {goal}, which {effect}.")
        else:
            lacks = "none is there" if rank_of(base) == KING else "none is the top card of a pile"
            lines.append(f"{told}needs {needed_on(base)}, and {lacks}.")
    return lines


def _conclusion(facts: Facts) -> str:
    """Which of the statements are true, as a sentence."""
    told = {}
    for wanted in (True, False):
        numbers = [str(number) for number, fact in enumerate(facts, 1) if fact == wanted]
        told[wanted] = f"statement{verb(len(numbers), ' ', 's ')}{joined(numbers)} {verb(len(numbers), 'is', 'are')}"
    if all(facts):
        return f"{capital(told[True])} true."
    if not any(facts):
        return f"{capital(told[False])} false."
    return f"{capital(told[True])} true, and {told[False]} false."


def deadlock(position: Position, rng: Rng) -> Question:
    """Which of three statements are true?"""
    facts = facts_of(position)
    homes = [f"the {write_card(move.card)}" for move in home_moves(position)]
    if homes:
        second = f"Of these, {joined(homes)} can go, so statement 2 is true."
    else:
        second = "None of these cards is wanted, so statement 2 is false."
    third = "at least one such move" if facts[2] else "no such move"
    answer = write_facts(facts)
    return Question(
        "Which of these statements are true?\n1. Stock and waste are both empty.\n2. A card can be moved to a "
        "foundation now, from the waste or from the top of a pile.\n3. Some move from one pile to another would now "
        "turn up a face-down card, or would leave more piles empty than before.",
        answer,
        (
            _stock_line(position),
            *_home_lines(position),
            second,
            *_turn_lines(position),
            f"So there is {third}, and statement 3 is {'true' if facts[2] else 'false'}.",
            _conclusion(facts),
        ),
        shuffled_options(rng, answer, [write_facts(other) for other in FACTS]),
        evidence=(("stock", ("stock",)), ("waste", ("waste",)), *_all_piles()),
    )


def _all_piles() -> tuple[tuple[str, Place], ...]:
    return tuple((pile_name(pile), (PILE, pile)) for pile in range(PILES))


def _foundations() -> tuple[tuple[str, Place], ...]:
    return tuple((f"foundation of {name}", ("foundation", suit)) for suit, name in enumerate(SUITS))


COUNTS = (2, 8)
"""Least and greatest answer of legal_moves; all between are equally frequent."""


def new_position_with_count(level: str, rng: Rng, accept: Accept) -> Position:
    """A position with a number of legal moves that is drawn first, and at most one empty pile."""
    wanted = rng.steady("count").between(*COUNTS)
    wish = Wish(empty_piles=(3, 1), longer=4 if wanted < 6 else 6)
    return new_draft(level, wish, lambda position: len(legal_moves(position)) == wanted, rng, accept)


def _target_line(position: Position, pile: int, moves: list[Move]) -> str:
    """Which cards may go to a pile."""
    cards, name = position.piles[pile], pile_name(pile)
    own = [move for move in moves if move.target == (PILE, pile)]
    told = joined(
        [
            f"the {write_card(move.card)} from {'the waste' if move.source[0] != PILE else pile_name(move.source[1])}"
            for move in own
        ]
    )
    if not cards:
        return f"{name} is empty: {told + ' may go there' if own else 'no king may go there'}: {len(own)}."
    top = cards[-1]
    if rank_of(top) == 1:
        return f"{name}: nothing is lower than the {write_card(top)}: 0."
    wanted = lower_on(top)
    return f"{name}: on the {write_card(top)} goes {wanted}: {told if own else 'none is free to go'}: {len(own)}."


def count_moves(position: Position, rng: Rng) -> Question:
    """How many legal moves are there?"""
    to_piles = pile_moves(position) + waste_moves(position)
    homes = home_moves(position)
    counts = [sum(move.target == (PILE, pile) for move in to_piles) for pile in range(PILES)] + [len(homes)]
    home = joined(
        [
            f"the {write_card(move.card)} from {'the waste' if move.source[0] != PILE else pile_name(move.source[1])}"
            for move in homes
        ]
    )
    total = sum(counts)
    return Question(
        "How many legal moves are there now? Moving a card together with the cards on it counts as one move. "
        "Drawing from the stock does not count, nor does moving a whole pile to an empty pile.",
        str(total),
        (
            *(_target_line(position, pile, to_piles) for pile in range(PILES)),
            *_home_lines(position),
            f"So {home} can go to a foundation: {len(homes)}." if homes else "So no card can go to a foundation: 0.",
            f"{' + '.join(map(str, counts))} = {total}, so there are {count_of(total, 'legal move')}.",
        ),
        evidence=(("waste", ("waste",)), *_all_piles(), *_foundations()),
    )
