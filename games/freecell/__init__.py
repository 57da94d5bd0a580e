"""FreeCell: every card is visible, four cells are free."""

from gameqa.cards import RANK_ORDER
from gameqa.contract import Game

from . import engine, picture, tasks

GAME = Game(
    id="freecell",
    title="FreeCell",
    category="pattern_recognition",
    in_domain=True,
    version=1,
    rules=(
        "This is a game of FreeCell with one deck of 52 cards: four free cells, four foundations, and cascades. One "
        "card is moved at a time: the top card of a cascade, or a card in a free cell. A free cell takes any card if "
        "it is empty. A foundation takes the cards of its suit one after the other, from the ace to the king. A "
        "cascade takes a card on its top card if that has the other color and is one rank higher; an empty cascade "
        "takes any card. Cards do not come back from the foundations. Hearts and diamonds are red, clubs and spades "
        f"black. {RANK_ORDER}"
    ),
    legend=(
        "In the picture, the free cells are at the top left, the foundations at the top right, each with its highest "
        "card or, if empty, its suit in gray. Below are the cascades; a card that is drawn further down lies on the "
        "one above it, so the lowest card of a cascade is its top card."
    ),
    state_type=engine.Position,
    new_state=engine.new_position,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=("cards of the longest cascade", engine.cards_in_longest),
    tasks=tasks.TASKS,
)
