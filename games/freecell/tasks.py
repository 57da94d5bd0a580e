"""The questions about FreeCell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa import contract
from gameqa.cards import Card, rank_of, shared_traits, suit_of, write_card
from gameqa.contract import Accept, Question, Task
from gameqa.errors import Redraw
from gameqa.options import MOST_CANDIDATES, among_alike, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import engine
from .engine import CASCADE, CELL, EMPTY, FOUNDATION, Move, Position, Spot, after, legal_moves, level_of
from .moves import KINDS, eight_moves, new_choice_position, read_moves, reason, write_move, write_option, write_spot

MOVES_ASKED = {"easy": (1, 2), "medium": (2, 2), "hard": (2, 3)}
"""Least and most moves in card_after_move."""

COVERING = {"easy": (1, 2), "medium": (2, 3), "hard": (3, 4)}
"""Least and most cards on the ace in free_ace."""

COUNTING = (
    "The top card of a cascade is the one that is fully visible, on which no other card lies; cascades and free cells "
    "are counted from 0, from the left."
)
MOVES_FORMAT = (
    "Answer with the list of moves separated by commas. Write each move as its source and target with > between them: "
    "c0, c1, ... are cascades, f0 to f3 free cells and home is the foundation of the card's suit, such as: c3 > f0, "
    "c2 > home."
)
HOW_TO_COUNT = (
    "Moves of one card to different empty free cells count as one move, and so do moves of one card to different empty "
    "cascades. Moving a cascade's only card to an empty cascade, or a card from one free cell to another, does not "
    "count."
)

_ORDINALS = ("", "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ")


def _card_options(rng: Rng, answer: Card, mistakes: list[Card], others: list[Card]) -> tuple[str, ...]:
    """A card among those of typical mistakes and other cards of the position."""
    tempting = [card for card in rng.shuffled(sorted(set(mistakes))) if card != answer][:6]
    rest = [card for card in rng.shuffled(sorted(set(others))) if card not in (answer, *tempting)]
    wrong = [write_card(card) for card in [*tempting, *rest[: MOST_CANDIDATES - len(tempting)]]]
    return among_alike(rng, write_card(answer), wrong, shared_traits)


def _cascade(position: Position, number: int) -> str:
    cards = position.cascades[number]
    return ", ".join(map(write_card, reversed(cards))) if cards else "no card"


def _cascade_place(number: int) -> tuple[str, contract.Place]:
    return f"cascade {number}", ("cascade", number)


def _spot_place(position: Position, spot: Spot) -> tuple[str, contract.Place]:
    if spot[0] == CASCADE:
        return f"top of cascade {spot[1]}", ("card", spot[1], max(0, len(position.cascades[spot[1]]) - 1))
    return write_spot(spot), spot


def card_at(position: Position, rng: Rng) -> Question:
    """The card at a place of a cascade."""
    number = rng.choice([number for number, cards in enumerate(position.cascades) if len(cards) >= 4])
    cards = position.cascades[number]
    place = rng.between(2, min(len(cards), len(_ORDINALS) - 1))
    answer = cards[-place]
    near = [cards[-other] for other in (place - 1, place + 1) if other <= len(cards)]
    mistakes = [*near, cards[place - 1], *rng.sample(cards, min(3, len(cards)))]
    tops = [other[-1] for other in position.cascades if other]
    same_place = [other[-place] for other in position.cascades if len(other) >= place]
    return Question(
        f"Which card is the {_ORDINALS[place]}card of cascade {number}, counted from its top card, which is the first?",
        write_card(answer),
        (
            f"Cascade {number}, from its top card: {_cascade(position, number)}.",
            f"The {_ORDINALS[place]}card of these is the {write_card(answer)}.",
        ),
        _card_options(rng, answer, mistakes, [*same_place, *tops, *cards]),
        evidence=(("asked card", ("card", number, len(cards) - place)),),
    )


def valid_move(position: Position, rng: Rng) -> Question:
    """Which move is legal? Its kind is drawn first."""
    kind = rng.steady().choice(KINDS)
    (card, move), wrong = eight_moves(position, kind, rng)
    answer = write_option(card, move)
    options = shuffled_options(rng, answer, [write_option(*item) for item in wrong])
    by_text = {write_option(*item): item for item in [(card, move), *wrong]}
    lines = [f"{contract.LETTERS[place]}: {reason(position, *by_text[text])}" for place, text in enumerate(options)]
    return Question(
        "Exactly one of these moves is legal now. Which one?",
        answer,
        tuple(lines),
        options,
        evidence=(_spot_place(position, move[0]), _spot_place(position, move[1])),
    )


def card_after_move(position: Position, rng: Rng) -> Question:
    """The top card of a cascade after moves that are named by their places alone."""
    count = rng.between(*MOVES_ASKED[level_of(position)])
    moves: list[Move] = []
    at = position
    lines = []
    for _ in range(count):
        options = [move for move in legal_moves(at) if not moves or move[0] != moves[-1][1]]
        between = [move for move in options if move[1][0] == CASCADE and move[0][0] == CASCADE]
        if not options:
            raise Redraw
        move = rng.choice(between if between and rng.chance(2, 3) else options)
        card = at.card_at(move[0])
        at = after(at, move)
        moves.append(move)
        lines.append(f"The {write_card(card)} goes from {write_spot(move[0])} to {write_spot(move[1])}.")
    touched = sorted({spot[1] for move in moves for spot in move if spot[0] == CASCADE})
    touched = [number for number in touched if at.cascades[number]]
    if not touched:
        raise Redraw
    number = rng.choice(touched)
    answer = at.cascades[number][-1]
    mistakes = [
        cards[-depth]
        for cards in (position.cascades[number], at.cascades[number])
        for depth in (1, 2, 3)
        if len(cards) >= depth
    ]
    mistakes += [card for move in moves if (card := position.card_at(move[0])) != EMPTY]
    others = [card for cards in position.cascades for card in cards[-2:]]
    told = [
        f"{'the card in ' if move[0][0] == CELL else 'the top card of '}{write_spot(move[0])} to {write_spot(move[1])}"
        for move in moves
    ]
    return Question(
        f"These moves are made one after the other: {'; '.join(told)}. Which card is the top card of cascade {number} "
        "then?",
        write_card(answer),
        (
            *lines,
            f"Cascade {number} then holds, from its top card: {_cascade(at, number)}.",
        ),
        _card_options(rng, answer, mistakes, others),
        evidence=(
            *(_spot_place(position, move[0]) for move in moves[:1]),
            _cascade_place(number),
        ),
    )


def movable_cards(position: Position, rng: Rng) -> Question:
    """The number of legal moves."""
    moves = list(legal_moves(position))
    lines = []
    for source in engine.sources(position):
        own = [write_spot(move[1]) for move in moves if move[0] == source]
        if own:
            card = write_card(position.card_at(source))
            lines.append(f"{card} from {write_spot(source)}: to {', '.join(own)} ({len(own)}).")
    return Question(
        f"How many legal moves are there now? {HOW_TO_COUNT}",
        str(len(moves)),
        (*lines, f"In all {count_of(len(moves), 'move')}."),
        evidence=tuple(_spot_place(position, source) for source in engine.sources(position)),
    )


def new_ace_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position in which an ace that is covered by a few cards can be freed at once."""
    wanted = engine.LEVELS[level]
    position, last = engine.deal(wanted.cascades, rng), None
    for number in range(wanted.moves[1]):
        if number >= wanted.moves[0] and _free_aces(position) and accept(engine.split_key(position)):
            return position
        position, last = engine.play(position, rng, last)
    raise Redraw


def _free_aces(position: Position) -> list[tuple[int, Card]]:
    """The aces that are covered by so many cards as the level wants, and can be freed; each with its cascade."""
    low, high = COVERING[level_of(position)]
    found = []
    for number, cards in enumerate(position.cascades):
        for card in cards[-1 - high : len(cards) - low]:
            if rank_of(card) == 1 and engine.way_home(position, number, engine.depth_of(cards, card)):
                found.append((number, card))
    return found


def free_ace(position: Position, rng: Rng) -> Question:
    """A shortest list of moves that brings an ace to its foundation."""
    found = _free_aces(position)
    if not found:
        raise Redraw
    number, ace = rng.choice(found)
    depth = engine.depth_of(position.cascades[number], ace)
    moves = engine.way_home(position, number, depth)
    assert moves
    lines, at = [], position
    for move in moves:
        lines.append(f"{write_move(move)}: the {write_card(at.card_at(move[0]))} goes to {write_spot(move[1])}.")
        at = after(at, move)
    return Question(
        f"Bring the {write_card(ace)} to its foundation in the fewest possible moves; a longer list does not count.",
        ", ".join(map(write_move, moves)),
        (
            f"The {write_card(ace)} lies in cascade {number} under {count_of(depth, 'card')}: "
            f"{', '.join(map(write_card, reversed(position.cascades[number][-depth:])))}.",
            f"Each of these must move at least once, then the ace: no fewer than {len(moves)} moves will do.",
            *lines,
        ),
        evidence=(("ace", ("card", number, len(position.cascades[number]) - 1 - depth)), _cascade_place(number)),
        asked={"ace": ace, "fewest": len(moves)},
    )


def check_free_ace(position: Position, asked: Mapping[str, Any], moves: Sequence[tuple[Spot, Spot | None]]) -> float:
    """1 if all moves are legal, bring the ace home, and are as few as possible."""
    if len(moves) != asked["fewest"]:
        return 0.0
    for source, target in moves:
        if source not in engine.sources(position):
            return 0.0
        spot = target or (FOUNDATION, suit_of(position.card_at(source)))
        if not engine.is_legal(position, (source, spot)):
            return 0.0
        position = after(position, (source, spot))
    return float(position.foundations[suit_of(asked["ace"])] >= 1)


TASKS = (
    Task(
        "card_at", "The card at a place of a cascade",
        contract.PERCEPTION, "Easy", contract.CHOICE, card_at, rules=COUNTING,
    ),
    Task(
        "valid_move", "The legal one of several moves",
        contract.PREDICTION, "Medium", contract.CHOICE, valid_move, rules=COUNTING,
        new_state=new_choice_position,
    ),
    Task(
        "card_after_move", "The top card of a cascade after moves",
        contract.PREDICTION, "Hard", contract.CHOICE, card_after_move, rules=COUNTING,
    ),
    Task(
        "movable_cards", "The number of legal moves",
        contract.PREDICTION, "Medium", contract.INTEGER, movable_cards,
    ),
    Task(
        "free_ace", "The fewest moves that bring an ace to its foundation",
        contract.STRATEGY, "Hard", contract.MOVES, free_ace, MOVES_FORMAT, COUNTING, check_free_ace,
        new_ace_position, read=read_moves,
    ),
)  # fmt: skip
