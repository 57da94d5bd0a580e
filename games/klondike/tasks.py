"""The questions about positions of klondike."""

from __future__ import annotations

from gameqa import contract
from gameqa.contract import ASKS_FOR_COUNTS, Difficulty, Task

from . import choosing, planning, surveying
from .engine import Position
from .wording import read_moves

MOVES_FORMAT = (
    "Answer with the list of moves, each a source and a target, separated by commas, such as: Tab3 > Tab5, waste > "
    "Tab2, Tab3 > home. Sources are Tab1 to Tab7 and the waste; the target home is the foundation of the card's suit. "
    "A move between piles takes the one face-up card that fits, with all cards on it."
)

TASKS: tuple[Task[Position], ...] = (
    Task(
        id="legal_move",
        description="The one of several moves that is legal",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=choosing.legal_move,
        rules=("tableau", "foundations", "ranks"),
        new_state=choosing.new_position_to_choose,
    ),
    Task(
        id="deadlock",
        description="Which of three statements about the moves that are left are true",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=surveying.deadlock,
        rules=("tableau", "foundations", "turning", "ranks"),
        new_state=surveying.new_position_with_facts,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="effective_move",
        description="The one of several moves that is legal and turns up a card, empties a pile, or frees a card",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=choosing.effective_move,
        rules=("tableau", "foundations", "turning", "ranks"),
        new_state=choosing.new_position_with_effect,
    ),
    Task(
        id="legal_moves",
        description="The number of legal moves",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=surveying.count_moves,
        rules=("tableau", "foundations", "ranks"),
        new_state=surveying.new_position_with_count,
    ),
    Task(
        id="reach_foundation",
        description="Moves that bring a card to its foundation",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        beyond=True,
        make=planning.reach_foundation,
        rules=("tableau", "foundations", "turning", "ranks"),
        answer_format=MOVES_FORMAT,
        check=planning.check_reached,
        read=read_moves,
        new_state=planning.new_position_with_plan,
        difficulty=Difficulty("moves of the answer", lambda _, question: question.answer.count(",") + 1),
    ),
)
