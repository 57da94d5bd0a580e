"""FreeCell: every card is visible, four cells are free."""

from gameqa.cards import RANK_ORDER
from gameqa.contract import Difficulty, Game

from . import engine, picture, playing, tasks

GAME = Game(
    id="freecell",
    title="FreeCell",
    category="pattern_recognition",
    in_domain=True,
    version=7,
    scene=("This is a game of FreeCell with one deck of 52 cards: four free cells, four foundations, and cascades."),
    rules={
        "moving": (
            "One card is moved at a time: the top card of a cascade, or a card in a free cell. A free cell takes any "
            "card if it is empty. A foundation takes the cards of its suit one after the other, from the ace to the "
            "king. A cascade takes a card on its top card if that has the other color and is one rank higher; an empty"
            " cascade takes any card. Cards do not come back from the foundations."
        ),
        "ranks": f"Hearts and diamonds are red, clubs and spades black. {RANK_ORDER}",
        "counting": (
            "The top card of a cascade is the one that is fully visible, on which no other card lies; cascades and "
            "free cells are counted from 0, from the left."
        ),
    },
    legend={
        "places": (
            "In the picture, the free cells are at the top left and the foundations at the top right; a foundation "
            "shows its highest card, or its suit in gray if it is empty. Below are the cascades; a card that is drawn "
            "further down lies on the one above it, so the last one down is the top card."
        ),
    },
    state_type=engine.Position,
    new_state=playing.new_position,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cards of the longest cascade", engine.cards_in_longest),
    tasks=tasks.TASKS,
)
