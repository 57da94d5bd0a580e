"""Questions that offer moves: which one is legal, and which one has an effect."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.cards import Card, is_red, rank_of, suit_of, write_card
from gameqa.contract import LETTERS, Accept, Question
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng

from .drafts import Wish, new_draft
from .engine import (
    EFFECTS,
    EMPTIES,
    EMPTY,
    FOUNDATION,
    FREES,
    KING,
    PILE,
    PILES,
    TURNS_UP,
    WASTE,
    Move,
    Position,
    Spot,
    effect_of,
    is_idle,
    why_not,
)
from .wording import NONE, pile_name, reason, write_option

CARD, RUN, FROM_WASTE, HOME, WASTE_HOME = "card", "run", "from waste", "home", "waste home"
KINDS = (CARD, RUN, FROM_WASTE, HOME, WASTE_HOME)
"""Kinds of moves: of a top card or of a card with others on it to another pile, of the waste's card to a pile, of a
top card to its foundation, of the waste's card to its foundation."""

OPTIONS = 8


def _relation(card: Card, below: Card) -> str:
    """Whether a card may lie on another one, as `why_not` says; "far" where it breaks the rules by much."""
    gap = rank_of(below) - rank_of(card)
    if is_red(card) == is_red(below):
        return "color" if gap == 1 else "far"
    return "" if gap == 1 else "rank" if rank_of(card) < KING and gap in (-1, 0, 2, 3) else "far"


_RELATIONS = tuple(tuple(_relation(card, below) for card in range(52)) for below in range(52))
"""By the lower card and the one that would lie on it."""

AHEAD = 4
"""By how many ranks a card may be above the top of its foundation to be offered for it."""


def tempting_moves(position: Position, kind: str) -> tuple[list[Move], list[Move]]:
    """The legal moves of a kind, and illegal ones that break one rule, and that not by much."""
    legal: list[Move] = []
    wrong: list[Move] = []
    if kind in (HOME, WASTE_HOME):
        for card, source, is_top in _cards_for_home(position, kind):
            ahead = rank_of(card) - position.foundations[suit_of(card)]
            if ahead == 1 or (is_top and ahead <= AHEAD):
                (legal if ahead == 1 and is_top else wrong).append(Move(card, source, (FOUNDATION, suit_of(card))))
        return legal, wrong
    sources: list[tuple[Card, Spot, bool]] = []
    if kind == FROM_WASTE:
        if position.waste != EMPTY:
            sources.append((position.waste, (WASTE, 0), False))
    else:
        for pile, cards in enumerate(position.piles):
            moved = cards[:-1] if kind == RUN else cards[-1:]
            first = 0 if kind == RUN else len(cards) - 1
            sources += [
                (card, _SPOTS[pile], is_idle(position, pile, first + place)) for place, card in enumerate(moved)
            ]
    for target, cards in enumerate(position.piles):
        goal = _SPOTS[target]
        relations = _RELATIONS[cards[-1]] if cards else ()
        for card, source, stays in sources:
            if relations:
                why = relations[card]
            else:
                why = "far" if stays or rank_of(card) < KING - 3 else "" if rank_of(card) == KING else "king"
            if why != "far" and source != goal:
                (wrong if why else legal).append(Move(card, source, goal))
    return legal, wrong


_SPOTS: tuple[Spot, ...] = tuple((PILE, pile) for pile in range(PILES))


def _cards_for_home(position: Position, kind: str) -> list[tuple[Card, Spot, bool]]:
    """Cards with their places, and whether they are on top there."""
    if kind == WASTE_HOME:
        return [] if position.waste == EMPTY else [(position.waste, (WASTE, 0), True)]
    return [
        (card, _SPOTS[pile], place + 1 == len(cards))
        for pile, cards in enumerate(position.piles)
        for place, card in enumerate(cards)
    ]


def _wanted(rng: Rng) -> tuple[str, list[str]]:
    """The kind of the legal move, "" for none, and the kinds of all seven moves; the same in every try."""
    steady = rng.steady("kind")
    kinds = [*KINDS, steady.choice(KINDS[:4]), steady.choice(KINDS[:4])]
    return steady.choice(["", *kinds]), kinds


Chosen = tuple[Move | None, list[Move]]
"""The right one of some moves, None where there is none, and the others."""


def seven_moves(position: Position, right: str, kinds: Sequence[str], rng: Rng) -> Chosen | None:
    """A legal move of the right kind, if it is not "", and illegal ones of the other kinds; None if there are none."""
    chosen, wrong = None, []
    for kind in sorted(KINDS, key=lambda kind: kind != right):
        legal, illegal = tempting_moves(position, kind)
        count = kinds.count(kind)
        if kind == right:
            if not legal:
                return None
            chosen = rng.choice(legal)
            count -= 1
        if len(illegal) < count:
            return None
        wrong += rng.sample(illegal, count)
    return chosen, wrong


def new_position_to_choose(level: str, rng: Rng, accept: Accept) -> Position:
    """A position that has the moves for legal_move."""
    right, kinds = _wanted(rng)

    def suits(position: Position) -> bool:
        return seven_moves(position, right, kinds, rng) is not None

    goal = "pile" if right == FROM_WASTE else "home" if right == WASTE_HOME else "stays"
    return new_draft(level, Wish(waste=goal), suits, rng, accept)


def _place(spot: Spot) -> Place:
    return ("waste",) if spot[0] == WASTE else spot


def _written(move: Move | None, wrong: Sequence[Move]) -> tuple[str, dict[str, Move]]:
    """The right option, and all moves that are offered, by the options that name them."""
    answer = NONE if move is None else write_option(move)
    return answer, {write_option(one): one for one in [*wrong, *([] if move is None else [move])]}


def legal_move(position: Position, rng: Rng) -> Question:
    """Which of some moves is legal?"""
    right, kinds = _wanted(rng)
    found = seven_moves(position, right, kinds, rng)
    if found is None:
        raise Redraw
    move, wrong = found
    answer, texts = _written(move, wrong)
    options = shuffled_options(rng, answer, rng.shuffled([*(text for text in texts if text != answer), NONE]), OPTIONS)
    letters = dict(zip(options, LETTERS, strict=False))
    lines = [f"{letters[option]}: {reason(position, texts[option])}" for option in options if option in texts]
    if move is None:
        last = f"So none of these seven moves is legal, which is {letters[NONE]}."
    else:
        last = f"So only the move of {letters[answer]} is legal, and {letters[NONE]} is wrong too."
    return Question(
        "Which of these moves is legal now?",
        answer,
        (*lines, last),
        options,
        evidence=_evidence([move] if move is not None else wrong),
    )


def _evidence(moves: Sequence[Move]) -> tuple[tuple[str, Place], ...]:
    return tuple(
        dict.fromkeys(
            (where, _place(spot)) for move in moves for where, spot in (("from", move.source), ("to", move.target))
        )
    )


ASKED = {
    TURNS_UP: "Which of these moves is legal and turns up a face-down card?",
    EMPTIES: "Which of these moves is legal and empties a pile?",
    FREES: "Which of these moves is legal and uncovers a face-up card that can then be moved to its foundation?",
}


def _wanted_effect(rng: Rng) -> tuple[str, bool]:
    """The effect that is asked for, and whether one of the moves has it; the same in every try."""
    steady = rng.steady("effect")
    return steady.choice(EFFECTS), steady.below(OPTIONS) > 0


def moves_by_effect(position: Position, effect: str) -> tuple[list[Move], list[Move], list[Move], list[Move]]:
    """Moves from pile to pile: legal ones with and without an effect, tempting illegal ones with and without it."""
    found: tuple[list[Move], list[Move], list[Move], list[Move]] = ([], [], [], [])
    for kind in (CARD, RUN):
        for number, moves in enumerate(tempting_moves(position, kind)):
            for move in moves:
                found[2 * number + (effect_of(position, move) != effect)].append(move)
    return found


def effective_moves(position: Position, effect: str, has_one: bool, rng: Rng) -> Chosen | None:
    """A move with the effect, if there shall be one, among moves that are illegal or lack it; None if there are not
    enough."""
    right, idle, illegal, other = moves_by_effect(position, effect)
    if (has_one and not right) or len(idle) < 2 or len(illegal) < 2:
        return None
    chosen = rng.choice(right) if has_one else None
    count = OPTIONS - 1 - has_one
    wrong = rng.sample(idle, min(3, len(idle))) + rng.sample(illegal, min(3, len(illegal)))
    if len(wrong) + len(other) < count:
        return None
    return chosen, (wrong + rng.sample(other, max(0, count - len(wrong))))[:count]


def new_position_with_effect(level: str, rng: Rng, accept: Accept) -> Position:
    """A position that has the moves for effective_move."""
    effect, has_one = _wanted_effect(rng)

    def suits(position: Position) -> bool:
        return effective_moves(position, effect, has_one, rng) is not None

    return new_draft(level, Wish(longer=6, frees=effect == FREES and has_one), suits, rng, accept)


def effect_line(position: Position, move: Move, effect: str) -> str:
    """What a legal move brings about, as a clause, with whether that is the effect that is asked for."""
    pile = move.source[1]
    cards, name = position.piles[pile], pile_name(pile)
    place = cards.index(move.card)
    if place:
        below = cards[place - 1]
        told = f"it uncovers the {write_card(below)}, which is face up already"
        if effect == FREES:
            takes = "" if effect_of(position, move) == FREES else "not "
            return f"it uncovers the {write_card(below)}, which is {takes}the next card of its foundation"
        return told
    if position.down[pile]:
        return f"it turns up a face-down card in {name}"
    return f"it leaves {name} empty, with no face-down card"


def effective_move(position: Position, rng: Rng) -> Question:
    """Which of some moves is legal and has an effect?"""
    effect, has_one = _wanted_effect(rng)
    found = effective_moves(position, effect, has_one, rng)
    if found is None:
        raise Redraw
    move, wrong = found
    answer, texts = _written(move, wrong)
    options = shuffled_options(rng, answer, [*(text for text in texts if text != answer), NONE], OPTIONS)
    letters = dict(zip(options, LETTERS, strict=False))
    lines = []
    for option in options:
        if option in texts:
            one = texts[option]
            line = f"{letters[option]}: {reason(position, one)}"
            if not why_not(position, one):
                line += f" The move is legal, and {effect_line(position, one, effect)}."
            lines.append(line)
    if move is None:
        last = f"So no move of these seven is legal and does what is asked, which is {letters[NONE]}."
    else:
        last = (
            f"So only the move of {letters[answer]} is legal and does what is asked, and {letters[NONE]} is wrong too."
        )
    return Question(ASKED[effect], answer, (*lines, last), options, evidence=_evidence([move] if move else wrong))
