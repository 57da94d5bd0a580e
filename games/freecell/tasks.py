"""The questions about FreeCell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from gameqa import contract
from gameqa.cards import Card, card_of, rank_of, shared_traits, suit_of, write_card
from gameqa.contract import Accept, Difficulty, Question, Task
from gameqa.errors import Redraw
from gameqa.options import MOST_CANDIDATES, among_alike, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import engine
from .engine import CASCADE, CELL, EMPTY, FOUNDATION, Move, Position, Spot, after, level_of
from .following import moves_at_one
from .moves import (
    KINDS,
    eight_moves,
    move_reason,
    new_choice_position,
    nowhere_line,
    read_moves,
    reason,
    write_move,
    write_option,
    write_spot,
)
from .playing import playing

MOVES_ASKED = {"easy": (1, 2), "medium": (2, 3), "hard": (3, 4)}
"""Least and most moves in card_after_move."""

LEGAL = {"easy": (0, 3), "medium": (1, 4), "hard": (1, 5)}
"""Least and greatest answer of legal_moves."""

COUNTED_CASCADES = {"easy": 4, "medium": 6, "hard": 8}
"""Cascades in legal_moves: the more there are, the more top cards are to be looked at."""

FEWEST_PLAYED = 4
"""Moves from the deal before free_ace is asked: after these all free cells may be taken."""

ACES = tuple(card_of(suit, 1) for suit in range(4))
ACES_TRIED = 6
"""How many places of an ace are tried in a position."""

COVERING = {"easy": (1, 1), "medium": (2, 2), "hard": (2, 3)}
"""Least and most cards on the ace in free_ace."""

PREPARED = {"easy": 1, "medium": 2, "hard": 2}
"""In one of so many positions of free_ace another card must move first. At easy in all: two moves of one cascade would
be guessed too often."""

MOVES_FORMAT = (
    "Answer with the list of moves separated by commas. Write each move as its source and target with > between them: "
    "c0, c1, ... stand for the cascades, f0 to f3 for the free cells and home for the foundation of the card's suit, "
    "such as: c3 > f0, c2 > home."
)
HOW_TO_COUNT = (
    "Moves of one card to different empty cascades count as one move. Moving a cascade's only card to an empty cascade "
    "does not count."
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


def _cascade_place(number: int) -> tuple[str, Place]:
    return f"cascade {number}", ("cascade", number)


def _spot_place(position: Position, spot: Spot) -> tuple[str, Place]:
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
    kind = rng.steady("kind").choice(KINDS)
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
    """The top card of a cascade after moves that are named by their places alone; each of them is from or to it."""
    count = rng.between(*MOVES_ASKED[level_of(position)])
    number, moves = moves_at_one(position, count, rng)
    at = position
    lines = [f"Cascade {number} holds, from its top card: {_cascade(position, number)}."]
    for place, move in enumerate(moves, 1):
        card = at.card_at(move[0])
        at = after(at, move)
        top = at.cascades[number][-1] if at.cascades[number] else EMPTY
        now = f"so its top card is the {write_card(top)}" if top != EMPTY else "which leaves it empty"
        if move[0] == (CASCADE, number):
            lines.append(f"{place}. The {write_card(card)} leaves it for {write_spot(move[1])}, {now}.")
        else:
            lines.append(f"{place}. The {write_card(card)} comes from {write_spot(move[0])}, {now}.")
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
        f"{'This move is' if count == 1 else 'These moves are'} made{'' if count == 1 else ' one after the other'}: "
        f"{'; '.join(told)}. Which card is then the top card of cascade {number}?",
        write_card(answer),
        tuple(lines),
        _card_options(rng, answer, mistakes, others),
        evidence=(_spot_place(position, moves[0][0]), _cascade_place(number)),
    )


def new_counting_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position with a number of legal moves, besides those into free cells, that is drawn first."""
    wanted = rng.steady("legal moves").between(*LEGAL[level])
    for table in islice(playing(COUNTED_CASCADES[level], rng), 10, 60):
        if len(engine.moves_besides_cells(table)) == wanted:
            position = table.position
            if accept(engine.split_key(position)):
                return position
    raise Redraw


def legal_move_count(position: Position, rng: Rng) -> Question:
    """The number of legal moves that do not fill a free cell: those would only count the top cards."""
    lines, counts = [], []
    for source in engine.sources(position):
        card = write_card(position.card_at(source))
        own = [move for move in engine.moves_from(position, [source]) if move[1][0] != CELL]
        if own:
            told = joined([move_reason(position, move) for move in own])
            lines.append(f"The {card} ({write_spot(source)}) {told.replace(' and goes', ', or goes')}: {len(own)}.")
            counts.append(str(len(own)))
        else:
            why = nowhere_line(position, source)
            lines.append(f"The {card} ({write_spot(source)}) has no move that counts: {why}.")
    total = (
        f"{' + '.join(counts)} = {len(counts) and sum(map(int, counts))}" if len(counts) > 1 else "".join(counts) or "0"
    )
    return Question(
        f"How many legal moves are there now, not counting moves into a free cell? {HOW_TO_COUNT}",
        str(sum(map(int, counts))),
        (*lines, f"So the number of legal moves is {total}."),
        evidence=tuple(_spot_place(position, source) for source in engine.sources(position)),
    )


def new_ace_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position in which an ace that is covered by a few cards can be freed: at once, or after one move of another
    card, as is drawn first.

    Few positions of a game are such, so an ace and another card change places.
    """
    wanted = engine.LEVELS[level]
    prepared = rng.steady("prepared").chance(1, PREPARED[level])
    low, high = COVERING[level]
    way = engine.prepared_way_home if prepared else engine.way_home
    for table in islice(playing(wanted.cascades, rng), FEWEST_PLAYED, wanted.moves[1]):
        cascades = table.cascades
        aces = sorted(
            [(place, cards.index(ace)) for place, cards in enumerate(cascades) for ace in ACES if ace in cards]
        )
        if not aces:
            raise Redraw
        for _ in range(ACES_TRIED):
            number, depth = rng.below(wanted.cascades), rng.between(low, high)
            if len(cascades[number]) <= depth:
                continue
            places = rng.choice(aces), (number, len(cascades[number]) - 1 - depth)
            _exchange(cascades, *places)
            if way(table, number, depth):
                changed = table.position
                if accept(engine.split_key(changed)):
                    return changed
            _exchange(cascades, *places)
    raise Redraw


def _exchange(cascades: list[list[Card]], one: tuple[int, int], other: tuple[int, int]) -> None:
    """Lets two cards change places, each of which is given by its cascade and its place there."""
    (number, place), (other_number, other_place) = one, other
    cards, others = cascades[number], cascades[other_number]
    cards[place], others[other_place] = others[other_place], cards[place]


def _free_aces(position: Position, prepared: bool) -> list[tuple[int, Card]]:
    """The aces that are covered by so many cards as the level wants, and can be freed; each with its cascade.

    Args:
        prepared: whether another card must move first.
    """
    low, high = COVERING[level_of(position)]
    way = engine.prepared_way_home if prepared else engine.way_home
    found = []
    for number, cards in enumerate(position.cascades):
        for card in cards[-1 - high : len(cards) - low]:
            if rank_of(card) == 1 and way(engine.Table(position), number, engine.depth_of(cards, card)):
                found.append((number, card))
    return found


def free_ace(position: Position, rng: Rng) -> Question:
    """A shortest list of moves that brings an ace to its foundation."""
    prepared = rng.steady("prepared").chance(1, PREPARED[level_of(position)])
    found = _free_aces(position, prepared)
    if not found:
        raise Redraw
    number, ace = rng.choice(found)
    cards = position.cascades[number]
    depth = engine.depth_of(cards, ace)
    moves = (engine.prepared_way_home if prepared else engine.way_home)(engine.Table(position), number, depth)
    assert moves
    steps = [
        f"The {write_card(ace)} lies in cascade {number} under {count_of(depth, 'card')}: "
        f"{joined([f'the {write_card(card)}' for card in reversed(cards[-depth:])])}.",
        f"Each of them must move at least once, and then the ace: that takes at least {depth + 1} moves.",
    ]
    if prepared:
        steps.append(
            f"But now the {write_card(cards[-1])} has nowhere to go: no free cell or cascade is empty, "
            f"{nowhere_line(position, (CASCADE, number))}. So another card must move first, which makes at least "
            f"{depth + 2} moves."
        )
    at = position
    for place, move in enumerate(moves, 1):
        gain = _gain(at, move) if prepared and place == 1 else ""
        steps.append(
            f"{place}. {write_move(move)}: the {write_card(at.card_at(move[0]))} {move_reason(at, move)}{gain}."
        )
        at = after(at, move)
    steps.append(f"These are {len(moves)} moves, so there is no shorter way.")
    return Question(
        f"Bring the {write_card(ace)} to its foundation in as few moves as possible. Any shortest list is right.",
        ", ".join(map(write_move, moves)),
        tuple(steps),
        evidence=(("ace", ("card", number, len(cards) - 1 - depth)), _cascade_place(number)),
        asked={"ace": ace, "fewest": len(moves)},
    )


def _gain(position: Position, move: Move) -> str:
    """What a preparing move is for, as a clause."""
    kind, number = move[0]
    if kind == CELL:
        return f", which empties free cell {number}"
    cards = position.cascades[number]
    if len(cards) == 1:
        return f", which empties cascade {number}"
    return f", which uncovers the {write_card(cards[-2])}"


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


TASKS: tuple[Task[Position], ...] = (
    Task(
        id="card_at",
        description="The card at a place of a cascade",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=card_at,
        rules=("counting",),
    ),
    Task(
        id="valid_move",
        description="The legal one of several moves",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=valid_move,
        rules=("moving", "ranks", "counting"),
        new_state=new_choice_position,
    ),
    Task(
        id="card_after_move",
        description="The top card of a cascade after moves",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=card_after_move,
        rules=("counting",),
        difficulty=Difficulty("moves to follow", lambda _, question: len(question.steps) - 1),
    ),
    Task(
        id="legal_moves",
        description="The number of legal moves besides those into free cells",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=legal_move_count,
        rules=("moving", "ranks", "counting"),
        new_state=new_counting_position,
        difficulty=Difficulty.of_state("cards that can be moved", lambda position: len(engine.sources(position))),
        former_ids=("movable_cards",),
    ),
    Task(
        id="free_ace",
        description="A shortest list of moves that brings an ace to its foundation",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        beyond=True,
        make=free_ace,
        rules=("moving", "ranks", "counting"),
        answer_format=MOVES_FORMAT,
        check=check_free_ace,
        new_state=new_ace_position,
        difficulty=Difficulty("moves needed", lambda _, question: question.answer.count(">")),
        read=read_moves,
    ),
)
