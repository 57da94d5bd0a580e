"""The questions about spider solitaire."""

from __future__ import annotations

from gameqa import contract
from gameqa.cards import RANKS
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Question, Task
from gameqa.errors import Redraw
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined, name_of, verb

from . import engine
from .engine import COMPLETE, DEALS, Position
from .moving import best_move, move_result, new_best_position, new_result_position, new_reveal_position, reveal_move
from .playing import position_where
from .telling import pile_line, pile_place, rank_name, ranks_text, read_rank, tops_line

RANK_FORMAT = "Answer with the rank alone: A, 2, 3, 4, 5, 6, 7, 8, 9, 10, J, Q or K."

CLICKS = {"easy": (2, 3), "medium": (2, 4), "hard": (2, 5)}
"""Least and most clicks on the stock in face_up_after_deals, where all of them deal."""

ALL_DEAL, TOO_MANY, BLOCKED = "all deal", "too many", "blocked"
CLICK_KINDS = (ALL_DEAL,) * 4 + (TOO_MANY,) * 3 + (BLOCKED,)
"""What becomes of clicks on the stock: all of them deal, the stock is used up before, or a pile is empty."""

LEGAL = {"easy": (1, 7), "medium": (1, 9), "hard": (3, 12)}
"""Least and greatest answer of legal_moves."""

LONGEST_RUN = {"easy": (2, 7), "medium": (2, 8), "hard": (2, 9)}
"""Least and greatest answer of longest_run."""

STOCK: tuple[str, Place] = ("stock", ("stock",))


def _stock_line(position: Position) -> str:
    """What is seen of the stock."""
    if not position.stock:
        return "The stock is empty, so no deal is left."
    return (
        f"The stock has {count_of(position.stock, 'card')}, so {count_of(position.stock, 'deal')} "
        f"{verb(position.stock, 'is', 'are')} left."
    )


def deals_left(position: Position, rng: Rng) -> Question:
    """The deals that the stock still holds."""
    if position.stock:
        seen = f"At the top left, {verb(position.stock, 'one back is', f'{name_of(position.stock)} backs are')} seen."
    else:
        seen = "At the top left, there is an empty place in which no card lies."
    return Question(
        "How many deals are left in the stock?",
        str(position.stock),
        (seen, _stock_line(position)),
        evidence=(STOCK,),
        text_steps=(_stock_line(position),),
    )


def top_card(position: Position, rng: Rng) -> Question:
    """The rank of a pile's top card; all ranks that are seen are asked for equally often."""
    rank = rng.choice(sorted({cards[-1] for cards in position.piles if cards}))
    pile = rng.choice([pile for pile, cards in enumerate(position.piles) if cards and cards[-1] == rank])
    return Question(
        f"What is the rank of the top card of pile {pile}?",
        RANKS[rank - 1],
        (
            pile_line(position, pile),
            f"On its last card, {rank_name(rank)}, no other card lies, so this is the top card.",
        ),
        evidence=(("top card", ("card", pile, position.size(pile) - 1)),),
    )


def face_down_total(position: Position, rng: Rng) -> Question:
    """The cards that lie face down in all piles."""
    piles = [f"pile {pile} has {count}" for pile, count in enumerate(position.down)]
    total = sum(position.down)
    return Question(
        "How many cards lie face down in all piles together, not counting the stock?",
        str(total),
        (
            f"Of face-down cards, {joined(piles)}.",
            f"Together these are {' + '.join(map(str, position.down))} = {total}.",
        ),
        evidence=tuple(pile_place(pile) for pile in range(len(position.piles))),
    )


def new_click_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position for a kind of clicks that is drawn first."""
    kind = rng.steady("clicks").choice(CLICK_KINDS)
    low = CLICKS[level][0] if kind == ALL_DEAL else 0 if kind == TOO_MANY else 1
    deals = low + rng.steady("deals").below(DEALS + 1 - low)

    def suits(position: Position) -> bool:
        return position.stock >= low and position.has_empty_pile() == (kind == BLOCKED)

    return position_where(level, rng, accept, deals, suits, 0 if kind == BLOCKED else rng.below(10))


def _may_complete(position: Position, deals: int) -> bool:
    """Whether some cards that are dealt could complete a run, which would change the piles."""
    lengths = engine.runs(position)
    return any(
        cards and cards[-length] == COMPLETE and COMPLETE - length <= deals
        for cards, length in zip(position.piles, lengths, strict=True)
    )


def face_up_after_deals(position: Position, rng: Rng) -> Question:
    """The face-up cards of a pile after some clicks on the stock."""
    kind = rng.steady("clicks").choice(CLICK_KINDS)
    low, high = CLICKS[engine.level_of(position)]
    if kind == ALL_DEAL:
        clicks = rng.between(low, min(high, position.stock))
    elif kind == TOO_MANY:
        clicks = max(low, position.stock + rng.between(1, 2))
    else:
        clicks = rng.between(low, high)
    dealt = 0 if kind == BLOCKED else min(clicks, position.stock)
    if _may_complete(position, dealt):
        raise Redraw
    pile = rng.choice([pile for pile, cards in enumerate(position.piles) if cards])
    now = len(position.piles[pile])
    lines = [pile_line(position, pile), f"So {count_of(now, 'card')} {verb(now, 'lies', 'lie')} face up in it."]
    if kind == BLOCKED:
        empty = position.piles.index(())
        lines.append(f"Pile {empty} is empty, so a click on the stock does nothing.")
        lines.append(f"So pile {pile} keeps its {count_of(now, 'face-up card')}.")
    else:
        lines.append(_stock_line(position))
        made = "each makes a deal"
        if dealt < clicks:
            made = f"only {name_of(dealt)} {verb(dealt, 'makes', 'make')} a deal" if dealt else "none makes a deal"
        lines.append(f"No pile is empty. Of the {clicks} clicks, {made}.")
        lines.append(f"So pile {pile} then has {now} + {dealt} = {now + dealt} face-up cards.")
    return Question(
        f"How many cards of pile {pile} lie face up after {clicks} clicks on the stock, if no card is moved?",
        str(now + dealt),
        tuple(lines),
        evidence=(pile_place(pile), STOCK),
    )


def new_counting_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position with a number of legal moves onto other cards that is drawn first."""
    wanted = rng.steady("legal moves").between(*LEGAL[level])
    deals = rng.steady("deals").below(DEALS + 1)
    return position_where(level, rng, accept, deals, lambda position: len(engine.joins(position)) == wanted)


def legal_moves(position: Position, rng: Rng) -> Question:
    """The number of legal moves onto other cards."""
    lengths = engine.runs(position)
    by_pile: dict[int, list[int]] = {}
    for _, pile, target in engine.joins(position):
        by_pile.setdefault(pile, []).append(target)
    lines, counts = [tops_line(position)], []
    for pile, (cards, length) in enumerate(zip(position.piles, lengths, strict=True)):
        if not cards:
            continue
        run = cards[-length:]
        wanted = [RANKS[rank] for rank in reversed(run) if rank < COMPLETE]
        start = (
            f"Pile {pile} ends in the run {ranks_text(run)}"
            if length > 1
            else f"Pile {pile} ends in {rank_name(run[0])} alone"
        )
        fits = (
            f"which fits onto {joined(wanted, 'or')}"
            if length == 1
            else f"parts of which fit onto {joined(wanted, 'or')}"
        )
        if not wanted:
            lines.append(f"{start}, which fits onto no card.")
            continue
        targets = by_pile.get(pile, [])
        if targets:
            told = joined([f"pile {target} ({RANKS[position.top(target) - 1]})" for target in sorted(targets)])
            lines.append(f"{start}, {fits}: onto {told}, {count_of(len(targets), 'move')}.")
            counts.append(len(targets))
        else:
            lines.append(f"{start}, {fits}: none of these is the top card of another pile.")
    total = sum(counts)
    if len(counts) > 1:
        lines.append(f"So there are {' + '.join(map(str, counts))} = {total} legal moves.")
    else:
        lines.append(f"So there {verb(total, 'is', 'are')} {count_of(total, 'legal move')}.")
    return Question(
        "How many legal moves onto the top card of another pile are there now, not counting moves onto empty piles? "
        "Moves of different cards, or onto different piles, count separately.",
        str(total),
        tuple(lines),
        evidence=tuple(pile_place(pile) for pile in range(len(position.piles))),
    )


def new_run_position(level: str, rng: Rng, accept: Accept) -> Position:
    """A position with a longest run whose length is drawn first."""
    wanted = rng.steady("longest run").between(*LONGEST_RUN[level])
    deals = rng.steady("deals").below(DEALS + 1)
    return position_where(level, rng, accept, deals, lambda position: max(engine.runs(position)) == wanted)


def longest_run(position: Position, rng: Rng) -> Question:
    """The number of cards of the longest run."""
    lengths = engine.runs(position)
    lines = []
    for pile, (cards, length) in enumerate(zip(position.piles, lengths, strict=True)):
        if not cards:
            lines.append(f"Pile {pile} is empty.")
            continue
        run = cards[-length:]
        if length < len(cards):
            before = f"on {rank_name(cards[-length - 1])}, which is not one rank higher"
        else:
            before = "on a face-down card" if position.down[pile] else "at the bottom of the pile"
        lines.append(f"Pile {pile}: {ranks_text(run)}, {count_of(length, 'card')}, {before}.")
    most = max(lengths)
    piles = [str(pile) for pile, length in enumerate(lengths) if length == most]
    lines.append(
        f"The longest run, in {verb(len(piles), 'pile', 'piles')} {joined(piles)}, has {count_of(most, 'card')}."
    )
    return Question(
        "How many cards does the longest run in the piles have?",
        str(most),
        tuple(lines),
        evidence=tuple(pile_place(pile) for pile, length in enumerate(lengths) if length == most),
    )


TASKS: tuple[Task[Position], ...] = (
    Task(
        id="deals_left",
        description="The deals left in the stock",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=deals_left,
        legend=("stock",),
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="top_card",
        description="The rank of a pile's top card",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.TEXT,
        make=top_card,
        rules=("piles", "top"),
        legend=("piles",),
        answer_format=RANK_FORMAT,
        read=read_rank,
    ),
    Task(
        id="face_down_total",
        description="The face-down cards in all piles",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=face_down_total,
        legend=("piles",),
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="face_up_after_deals",
        description="The face-up cards of a pile after some clicks on the stock",
        qa_type=contract.PREDICTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=face_up_after_deals,
        rules=("deals", "piles"),
        new_state=new_click_position,
    ),
    Task(
        id="move_result",
        description="What comes of a move",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=move_result,
        rules=("ranks", "runs", "moving", "piles", "cards", "top"),
        legend=("piles",),
        new_state=new_result_position,
    ),
    Task(
        id="reveal_move",
        description="The move that turns up the nearest face-down card of a pile",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=reveal_move,
        rules=("ranks", "runs", "moving", "turning", "piles", "cards", "top"),
        legend=("piles",),
        new_state=new_reveal_position,
    ),
    Task(
        id="best_move",
        description="The move that makes the longest run, or the deal",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=best_move,
        rules=("ranks", "runs", "moving", "complete", "deals", "piles", "cards", "top"),
        new_state=new_best_position,
    ),
    Task(
        id="legal_moves",
        description="The number of legal moves onto other cards",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=legal_moves,
        rules=("ranks", "runs", "moving", "piles", "top"),
        legend=("piles",),
        new_state=new_counting_position,
    ),
    Task(
        id="longest_run",
        description="The number of cards of the longest run",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=longest_run,
        rules=("ranks", "runs", "top"),
        legend=("piles",),
        new_state=new_run_position,
    ),
)
