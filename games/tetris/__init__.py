"""Tetris: a piece of four cells falls onto a stack, and full rows are cleared."""

from gameqa.contract import Difficulty, Game

from . import engine, picture, stacks, tasks

GAME = Game(
    id="tetris",
    title="Tetris",
    category="pattern_recognition",
    in_domain=True,
    version=2,
    scene="This is a board of Tetris: some cells are settled, and a piece of four cells may be falling.",
    rules={
        "rows": "Rows are counted from the top and columns from the left, both from 0.",
        "pieces": (
            "There are seven pieces. I is four cells in a straight line, O a square of two by two cells, and T three "
            "cells in a line with a fourth beside the middle one. L and J are three cells in a line with a fourth "
            "beside an end: where the line stands upright and the fourth cell is beside its lowest one, that cell is "
            "on the right in an L and on the left in a J. S and Z, lying flat, are two pairs of cells, one above the "
            "other and shifted by one column: the upper pair is further right in an S and further left in a Z. Every "
            "piece may be turned, but is never flipped over."
        ),
        "sideways": (
            "A piece that is moved sideways stays in its rows. A wall or a settled cell in its way stops it; a settled "
            "cell or the floor right below it does not. It falls only after that, from where it then is."
        ),
        "falling": "A falling piece comes to rest when a settled cell or the floor is right below one of its cells.",
        "drop": (
            "In a drop, the falling piece is first turned in any way and placed over any columns of the board, above "
            "all settled cells; then it falls straight down until a settled cell or the floor is right below one of "
            "its cells, and rests there. While it falls it is neither turned nor moved sideways."
        ),
        "clearing": (
            "When the piece has come to rest, every row without an empty cell is full and is cleared: it is removed, "
            "and all rows above it move down by one; single cells do not fall further."
        ),
    },
    legend={
        "colors": (
            "In the picture, settled cells are gray, those of the falling piece are red with a light square in the "
            "middle, and empty cells are plain."
        ),
        "turns": "Below the board, the turns of the falling piece are shown with their numbers.",
    },
    state_type=engine.Board,
    new_state=stacks.new_board,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cells of the board", engine.cell_count),
    tasks=tasks.TASKS,
)
