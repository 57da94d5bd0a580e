"""Klondike: the patience of seven piles, stock, waste and foundations."""

from gameqa.cards import RANK_ORDER
from gameqa.contract import Difficulty, Game

from . import drafts, engine, picture, tasks

GAME = Game(
    id="klondike",
    title="Klondike",
    category="pattern_recognition",
    in_domain=False,
    version=2,
    scene="This is a game of Klondike with one deck of 52 cards: seven piles, a stock, a waste, and four foundations.",
    rules={
        "tableau": (
            "A face-up card of a pile may be moved to another pile, together with all cards that lie on it; the top "
            "card of the waste may be moved to a pile, too. A card goes onto the top card of a pile if that card has "
            "the other color and is one rank higher; onto an empty pile only a king goes."
        ),
        "foundations": (
            "The top card of a pile or of the waste may be moved to the foundation of its suit; each foundation is "
            "built from the ace up to the king. Cards do not come back from the foundations."
        ),
        "turning": "When no face-up card is left on a pile, its top face-down card is turned up.",
        "ranks": f"Hearts and diamonds are red, clubs and spades black. {RANK_ORDER}",
    },
    legend={
        "places": (
            "In the picture, stock and waste are at the top left, each with its number of cards; only the top card of "
            "the waste is seen. The foundations are at the top right; each shows its highest card, or its suit in gray "
            "if it is empty. Below are the piles, named Tab1 to Tab7; a card that is shown lower lies on the one above "
            "it, so the lowest one is the top card, and cards with blue backs lie face down."
        ),
    },
    state_type=engine.Position,
    new_state=drafts.new_position,
    split_key=engine.split_key,
    draw=picture.draw,
    describe=picture.describe,
    colors=picture.colors,
    difficulty=Difficulty.of_state("cards of the tableau", engine.tableau_cards),
    tasks=tasks.TASKS,
)
