"""Chess Ranger: every move captures, until one piece is left."""

from gameqa.contract import Difficulty, Game

from . import boards, engine, picture, tasks

GAME = Game(
    id="chess_ranger",
    title="Chess Ranger",
    category="strategic_planning",
    in_domain=False,
    version=3,
    scene="This is a game of Chess Ranger: a chessboard of 8 x 8 squares with pieces that all belong to one player.",
    rules={
        "moving": (
            "Every move is a capture: a piece moves, as in chess, to a square where any other piece stands, and takes "
            "it off the board. There are no turns. Queens, rooks and bishops can't pass other pieces; knights can. A "
            "pawn captures one square diagonally toward rank 8, and is never promoted. Kings may be captured, and "
            "there may be several."
        ),
        "goal": "The board is solvable if some run of captures, one after the other, leaves a single piece.",
        "runs": "A run of captures ends when none is possible. It may be impossible to get down to a single piece.",
        "letters": "K stands for a king, Q for a queen, R for a rook, B for a bishop, N for a knight, P for a pawn.",
        "squares": "A square is written as its file, a to h, and its rank, 1 to 8.",
    },
    legend={
        "board": "In the picture, files are lettered from the left and ranks are numbered from the bottom.",
    },
    state_type=engine.Board,
    new_state=boards.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("pieces", engine.piece_count),
    tasks=tasks.TASKS,
)
