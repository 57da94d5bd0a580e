"""Spider solitaire with one suit."""

from gameqa.cards import RANK_ORDER
from gameqa.contract import Difficulty, Game

from . import engine, picture, playing, tasks

GAME = Game(
    id="spider_solitaire",
    title="Spider solitaire",
    category="pattern_recognition",
    in_domain=True,
    version=3,
    scene=(
        "This is a game of spider solitaire with 104 cards, all of them spades, that lie in piles, in a stock and, "
        "where complete runs from K down to A have been removed, on foundations."
    ),
    rules={
        "ranks": RANK_ORDER,
        "runs": (
            "A run is a sequence of face-up cards that ends in the top card of a pile and in which each card is one "
            "rank lower than the card that it lies on; a top card alone is a run of one card."
        ),
        "moving": (
            "A run, or any part of it that includes the top card, may be moved onto the top card of another pile if "
            "that is one rank higher than the highest card moved, or onto an empty pile. Nothing else may be moved."
        ),
        "turning": "A face-down card that becomes the top card of its pile is turned up.",
        "complete": "A complete run from K down to A is removed at once and goes to a foundation.",
        "deals": (
            "One click on the stock makes one deal: it puts one card face up onto every pile. A click does nothing "
            "while a pile is empty, or when the stock is used up."
        ),
        "piles": "Piles are counted from 0, from the left.",
        "top": "The top card of a pile is the one on which no other card lies.",
        "cards": "The cards of a pile are counted from 0, face-down ones too; card 0 is the one at the bottom.",
    },
    legend={
        "stock": "In the picture, the stock is at the top left: each visible card of it stands for one deal.",
        "piles": (
            "In the picture, the numbered piles lie below the stock and the foundations; a K on a foundation stands "
            "for a complete run. A blue back is a face-down card, and an outline an empty pile. A card that is shown "
            "lower lies on the one above it: the highest one drawn is the bottom of the pile, the lowest one is the "
            "top card."
        ),
    },
    state_type=engine.Position,
    new_state=playing.new_position,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("piles", engine.piles_to_look_at),
    tasks=tasks.TASKS,
)
