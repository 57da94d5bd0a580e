"""Questions about single moves: what a move does, which one turns a card up, which one makes the longest run."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.cards import RANKS
from gameqa.contract import LETTERS, Accept, Question
from gameqa.errors import Redraw
from gameqa.options import MOST_CANDIDATES, among_alike, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of, joined, verb

from .engine import (
    COMPLETE,
    DEALS,
    Move,
    Position,
    can_complete,
    is_next,
    joins,
    length_after,
    moves_to_empty,
    run_of,
    runs,
    why_not,
)
from .playing import position_where
from .telling import (
    card_place,
    numbered_line,
    pile_line,
    pile_place,
    rank_name,
    ranks_text,
    run_clause,
    sentence,
    target_clause,
    tops_line,
    write_move,
)

RESULTS = {
    "": "The move works.",
    "d": "The move fails because the card lies face down.",
    "s": "The move fails because the cards from this one on lie face up but are not a run.",
    "t": "The move fails because the top card of the other pile is not one rank higher.",
    "n": "The move fails because the pile has no such card.",
}
"""What may come of a move, by the one rule that it breaks."""

NEAR = 3
"""How far the rank of a top card is, at most, from the one that would take a card."""

MOVE, NOT_NEEDED, IMPOSSIBLE = "move", "not needed", "impossible"
REVEALS = (MOVE,) * 6 + (NOT_NEEDED, IMPOSSIBLE)
"""Kinds of answers of reveal_move, each as often as it has options."""

NOT_NEEDED_TEXT = "no move is needed: the pile has no face-down card"
IMPOSSIBLE_TEXT = "no single move does it"
DEAL_TEXT = "a deal"

ONTO_GOAL = 5
"""Illegal moves, at most, onto the pile of the right move, so that this pile does not tell it."""

FEWEST_LEGAL = 3
"""Legal moves among the options of best_move, at least."""


def _moves_with(position: Position, result: str) -> list[Move]:
    """Moves that come to a result, for no other reason; those onto an empty pile are rare."""
    piles = range(len(position.piles))
    lengths = runs(position)
    if result == "":
        return joins(position)
    if result == "d":
        return [
            (number, pile, target)
            for pile in piles
            if position.down[pile] and lengths[pile] == len(position.piles[pile])
            for number in range(max(0, position.down[pile] - 2), position.down[pile])
            for target in piles
            if target != pile
        ]
    if result == "n":
        return [
            (position.size(pile) + beyond, pile, target)
            for pile in piles
            if position.piles[pile]
            for beyond in (0, 1)
            for target in piles
            if target != pile
        ]
    found = []
    for pile in piles:
        cards = position.piles[pile]
        start = len(cards) - lengths[pile]
        for place in range(start) if result == "s" else range(start, len(cards)):
            for target in piles:
                gap = position.top(target) - cards[place] - 1
                if target != pile and position.piles[target] and (gap == 0 if result == "s" else 1 <= abs(gap) <= NEAR):
                    found.append((position.down[pile] + place, pile, target))
    return found


def new_result_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position with a move whose result is drawn first."""
    result = rng.steady("result").choice(tuple(RESULTS))
    deals = rng.steady("deals").below(DEALS + 1)
    return position_where(
        level, rng, accept, deals, lambda position: bool(_moves_with(position, result)), rng.below(10)
    )


def move_result(position: Position, rng: Rng) -> Question:
    """What comes of a move; its result is drawn first."""
    result = rng.steady("result").choice(tuple(RESULTS))
    moves = _moves_with(position, result)
    to_empty = moves_to_empty(position) if result == "" else []
    if not moves:
        raise Redraw
    move = rng.choice(to_empty if to_empty and rng.chance(1, 2) else moves)
    number, pile, target = move
    lines = [numbered_line(position, pile)]
    place = number - position.down[pile]
    cards = position.piles[pile]
    if result == "n":
        lines.append(f"Card {number} is not among them, so there is nothing that could be moved.")
    elif result == "d":
        lines.append(
            f"Card {number} is among them, but it is one of the {position.down[pile]} that lie face down."
            if position.down[pile] > 1
            else f"Card {number} is among them, but it lies face down."
        )
        lines.append("A face-down card can't be moved, whatever lies on it and wherever it would go.")
    else:
        lines.append(f"Card {number} is a face-up card, the {RANKS[cards[place] - 1]}; {run_clause(cards[place:])}.")
        lines.append(sentence(target_clause(position, cards[place], target)))
    lines.append(f"So {RESULTS[result][0].lower()}{RESULTS[result][1:]}")
    return Question(
        f"Card {number} of pile {pile}, with all cards on it, is to be moved onto pile {target}. What happens?",
        RESULTS[result],
        tuple(lines),
        shuffled_options(rng, RESULTS[result], RESULTS.values(), len(RESULTS)),
        evidence=(card_place(position, pile, number), pile_place(target)),
    )


def _takers(position: Position, pile: int) -> list[int]:
    """The piles onto which all face-up cards of a pile can be moved at once."""
    cards = position.piles[pile]
    if run_of(cards) < len(cards):
        return []
    wanted = cards[0] + 1
    return [
        target for target, other in enumerate(position.piles) if target != pile and (not other or other[-1] == wanted)
    ]


def _reveal_piles(position: Position, kind: str) -> list[int]:
    """The piles that suit a kind of answer.

    There is none where a move could complete a run: to remove it could turn a card up too.
    """
    found = []
    for pile, cards in enumerate(position.piles):
        if len(cards) < 2:
            continue
        if (position.down[pile] == 0) != (kind == NOT_NEEDED):
            continue
        if kind == NOT_NEEDED or bool(_takers(position, pile)) == (kind == MOVE):
            found.append(pile)
    return [] if found and can_complete(position) else found


def new_reveal_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position with a pile for a kind of answer that is drawn first."""
    kind = rng.steady("kind").choice(REVEALS)
    deals = rng.steady("deals").below(DEALS + (kind != NOT_NEEDED))
    return position_where(level, rng, accept, deals, lambda position: bool(_reveal_piles(position, kind)), rng.below(8))


def _near_targets(position: Position, pile: int, rank: int, rng: Rng) -> list[int]:
    """Other piles that do not take a card, those whose top cards are nearest to one that would first."""
    others = [
        target
        for target in range(len(position.piles))
        if target != pile and position.piles[target] and not is_next(rank, position.top(target))
    ]
    return sorted(rng.shuffled(others), key=lambda target: abs(position.top(target) - rank - 1) > NEAR)


def reveal_move(position: Position, rng: Rng) -> Question:
    """The move that turns up the nearest face-down card of a pile, if there is one and it can be turned up.

    The options combine some cards with some piles, so that none of them stands out.
    """
    kind = rng.steady("kind").choice(REVEALS)
    piles = _reveal_piles(position, kind)
    if not piles:
        raise Redraw
    pile = rng.choice(piles)
    cards, down, size = position.piles[pile], position.down[pile], position.size(pile)
    first = down or rng.between(1, size - 1)
    takers = _takers(position, pile)
    right = rng.choice(takers) if kind == MOVE else -1
    rank = cards[first - down]
    near = _near_targets(position, pile, rank, rng)
    count = rng.between(2, 3)
    width = 6 // count
    lowest = max(0, first - width + 1)
    start = rng.between(lowest, max(lowest, min(first, size - width)))
    numbers = [number for number in range(start, start + width) if number < size]
    wanted = count - (right >= 0)
    if len(near) < wanted or len(numbers) < width:
        raise Redraw
    targets = sorted([*near[:wanted], *([right] if right >= 0 else [])])
    moves = [(number, target) for number in numbers for target in targets]
    texts = {move: f"moving card {move[0]} onto pile {move[1]}" for move in moves}
    answer = {MOVE: texts.get((down, right), ""), NOT_NEEDED: NOT_NEEDED_TEXT, IMPOSSIBLE: IMPOSSIBLE_TEXT}[kind]
    options = shuffled_options(rng, answer, [*texts.values(), NOT_NEEDED_TEXT, IMPOSSIBLE_TEXT])
    return Question(
        f"Which single move turns up a face-down card of pile {pile}? A card is moved together with all cards on it.",
        answer,
        tuple(_reveal_lines(position, pile, kind, numbers, targets, right)),
        options,
        evidence=(pile_place(pile), *([pile_place(right)] if right >= 0 else [])),
    )


def _reveal_lines(
    position: Position, pile: int, kind: str, numbers: Sequence[int], targets: Sequence[int], right: int
) -> list[str]:
    """The argument of reveal_move."""
    cards, down = position.piles[pile], position.down[pile]
    lines = [numbered_line(position, pile)]
    if kind == NOT_NEEDED:
        return [*lines, "None of them lies face down.", f"So no move is needed to turn up a card of pile {pile}."]
    lines.append(
        f"The nearest face-down card is card {down - 1}. It is turned up when exactly the cards on it leave, "
        f"from card {down} on, the {RANKS[cards[0] - 1]}."
    )
    lines.append(f"For card {down}: {run_clause(cards)}.")
    if run_of(cards) < len(cards):
        return [*lines, "So they can't be moved at once, and no single move turns that card up."]
    wanted = f"{rank_name(cards[0] + 1)} or an empty pile" if cards[0] < len(RANKS) else "an empty pile"
    lines += [f"The {RANKS[cards[0] - 1]} needs {wanted}.", tops_line(position)]
    if kind == IMPOSSIBLE:
        return [*lines, "None of the other piles offers that, so no single move turns the card up."]
    lines.append(sentence(target_clause(position, cards[0], right)))
    wrong = [target for target in targets if target != right]
    if wrong:
        told = joined([f"the {RANKS[position.top(target) - 1]} of pile {target}" for target in wrong])
        lines.append(f"The {RANKS[cards[0] - 1]} does not fit onto {told}.")
    below = [number for number in numbers if number < down]
    if below:
        told = joined([str(number) for number in below])
        lines.append(
            f"Card{verb(len(below), '', 's')} {told} {verb(len(below), 'lies', 'lie')} face down and can't be moved."
        )
    above = [number for number in numbers if number > down]
    if above:
        told = joined([str(number) for number in above], "or")
        lines.append(f"If only the cards from card {told} on leave, card {down} stays.")
    return [*lines, f"So the card is turned up by moving card {down} onto pile {right}."]


def _best(position: Position) -> Move | None:
    """The one move that makes the longest run, where this is longer than all there are."""
    lengths = {move: length_after(position, move) for move in joins(position)}
    if not lengths:
        return None
    most = max(lengths.values())
    best = [move for move, length in lengths.items() if length == most]
    return best[0] if len(best) == 1 and most > max(runs(position)) else None


def _suits_best(position: Position, deal: bool) -> bool:
    """Whether best_move can be asked, with the deal or a move as its answer."""
    if position.has_empty_pile() or not position.stock:
        return False
    lengths = [length_after(position, move) for move in joins(position)]
    if len(lengths) < FEWEST_LEGAL + 1:
        return False
    return max(lengths) <= max(runs(position)) if deal else _best(position) is not None


def new_best_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position in which one move, or the deal, is best, as is drawn first."""
    deal = rng.steady("deal").chance(1, 8)
    deals = 1 + rng.steady("deals").below(DEALS)
    return position_where(level, rng, accept, deals, lambda position: _suits_best(position, deal), rng.below(8))


def _tempting(position: Position) -> list[Move]:
    """Illegal moves that break one rule."""
    return _moves_with(position, "s") + _moves_with(position, "t")


def best_move(position: Position, rng: Rng) -> Question:
    """The move that makes the longest run, or the deal."""
    deal = rng.steady("deal").chance(1, 8)
    if not _suits_best(position, deal):
        raise Redraw
    best = None if deal else _best(position)
    legal = [move for move in joins(position) if move != best]
    chosen = rng.sample(legal, min(len(legal), rng.between(FEWEST_LEGAL, FEWEST_LEGAL + 2)))
    lengths = runs(position)
    goal = lengths.index(max(lengths)) if best is None else best[2]
    tempting = _tempting(position)
    onto_goal = [move for move in tempting if move[2] == goal]
    broken = rng.sample(onto_goal, min(len(onto_goal), ONTO_GOAL))
    rest = [move for move in tempting if move[2] != goal]
    broken += rng.sample(rest, min(len(rest), MOST_CANDIDATES - len(chosen) - len(broken)))
    if best is None:
        moves = [*chosen, *broken][:7]
        if len(moves) < 7:
            raise Redraw
    else:
        by_text = {write_move(move): move for move in [best, *chosen, *broken]}
        wrong = [text for text in by_text if by_text[text] != best]
        moves = [by_text[text] for text in among_alike(rng, write_move(best), wrong, _alike, 7)]
        if sum(not why_not(position, move) for move in moves) < 2:
            raise Redraw
    answer = DEAL_TEXT if best is None else write_move(best)
    options = shuffled_options(rng, answer, [*map(write_move, moves), DEAL_TEXT])
    return Question(
        "Which of these moves is legal and makes a run that is longer than every run in the piles now? If several do, "
        "choose the one that makes the longest; if none does, choose the deal. A card is moved together with all cards "
        "on it, and the run that counts is the one that ends in the top card of the pile it is moved onto, before a "
        "complete run is removed.",
        answer,
        tuple(_best_lines(position, best, options, {write_move(move): move for move in moves})),
        options,
        evidence=((card_place(position, best[1], best[0]), pile_place(best[2])) if best else (("stock", ("stock",)),)),
    )


def _alike(one: str, other: str) -> int:
    """How many words two moves have in common, at the same places."""
    return sum(a == b for a, b in zip(one.split(), other.split(), strict=True))


def _best_lines(position: Position, best: Move | None, options: Sequence[str], moves: dict[str, Move]) -> list[str]:
    """The argument of best_move: the runs, and what every option does."""
    lengths = runs(position)
    named = sorted({pile for move in moves.values() for pile in move[1:]})
    lines = [pile_line(position, pile) for pile in named]
    most = max(lengths)
    longest = lengths.index(most)
    told = ", ".join(f"pile {pile}: {length}" for pile, length in enumerate(lengths))
    lines.append(f"The runs that end in the top cards have so many cards: {told}. The longest has {most}.")
    longest_after = 0
    for letter, text in zip(LETTERS, options, strict=False):
        if text not in moves:
            continue
        move = moves[text]
        number, pile, target = move
        cards = position.piles[pile][number - position.down[pile] :]
        start = f"{letter}: card {number} is the {RANKS[cards[0] - 1]}; "
        why = why_not(position, move)
        if "s" in why:
            lines.append(f"{start}{run_clause(cards)}.")
        elif why:
            lines.append(f"{start}{target_clause(position, cards[0], target)}.")
        else:
            length = length_after(position, move)
            longest_after = max(longest_after, length)
            lines.append(
                f"{start}{target_clause(position, cards[0], target)}, and {len(cards)} + {lengths[target]} = {length} "
                "cards form a run."
            )
    if best is None:
        lines.append(
            f"The longest of these has {count_of(longest_after, 'card')}, not more than the run of pile {longest}, so "
            "the deal is right."
        )
    else:
        gone = " It is complete and goes to a foundation." if longest_after == COMPLETE else ""
        lines.append(f"The longest of these has {longest_after} cards, more than {most}.{gone}")
        lines.append(f"So {write_move(best)} makes the longest run, {ranks_text(_run_after(position, best))}.")
    return lines


def _run_after(position: Position, move: Move) -> tuple[int, ...]:
    """The run that a move makes."""
    number, pile, target = move
    moved = position.piles[pile][number - position.down[pile] :]
    below = position.piles[target]
    return (*below[len(below) - run_of(below) :], *moved)
