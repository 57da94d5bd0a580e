"""Klondike once more, with cards by name in named piles, and play from a deal."""

from __future__ import annotations

from typing import Any

RANKS = ["A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K"]
SUITS = ["hearts", "diamonds", "clubs", "spades"]
NAMES = [f"{rank} of {suit}" for suit in SUITS for rank in RANKS]


def rank(card: str) -> int:
    return RANKS.index(card.split(" of ")[0]) + 1


def suit(card: str) -> str:
    return card.split(" of ")[1]


def is_red(card: str) -> bool:
    return suit(card) in ("hearts", "diamonds")


class Table:
    """Piles by name: Tab1 to Tab7, waste, and the suits of the foundations; `down` counts or lists face-down cards."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.piles = {
            f"Tab{number + 1}": [NAMES[card] for card in cards] for number, cards in enumerate(plain["piles"])
        }
        self.down: dict[str, Any] = {f"Tab{number + 1}": count for number, count in enumerate(plain["down"])}
        self.piles["waste"] = [NAMES[plain["waste"]]] if plain["waste"] >= 0 else []
        for name, top in zip(SUITS, plain["foundations"], strict=True):
            self.piles[name] = [f"{RANKS[place]} of {name}" for place in range(top)]
        self.stock = plain["stock"]
        self.waste_count = len(self.piles["waste"]) + plain["covered"]

    def tabs(self) -> list[str]:
        return [name for name in self.piles if name.startswith("Tab")]

    def tops(self) -> dict[str, str]:
        """The top cards of the tableau."""
        return {name: self.piles[name][-1] for name in self.tabs() if self.piles[name]}

    def where(self, card: str) -> str:
        return next(name for name, cards in self.piles.items() if card in cards)

    def allows(self, card: str, source: str, target: str) -> bool:
        cards = self.piles[source]
        if card not in cards or source == target or source in SUITS or target == "waste":
            return False
        alone = cards[-1] == card
        if target in SUITS:
            return alone and suit(card) == target and rank(card) == len(self.piles[target]) + 1
        if not alone and source == "waste":
            return False
        onto = self.piles[target]
        if not onto:
            return rank(card) == 13 and not self.down[target]
        return rank(onto[-1]) == rank(card) + 1 and is_red(onto[-1]) != is_red(card)

    def is_idle(self, card: str, source: str, target: str) -> bool:
        """Whether a move takes all cards of a pile to an empty one."""
        return (
            target.startswith("Tab")
            and not self.piles[target]
            and (source != "waste" and self.piles[source][0] == card and not self.down[source])
        )

    def moves(self) -> list[tuple[str, str, str]]:
        """All legal moves but idle ones."""
        return [
            (card, source, target)
            for source in [*self.tabs(), "waste"]
            for card in self.piles[source]
            for target in self.piles
            if self.allows(card, source, target) and not self.is_idle(card, source, target)
        ]

    def home_moves(self) -> list[tuple[str, str, str]]:
        return [move for move in self.moves() if move[2] in SUITS]

    def effect(self, card: str, source: str, target: str) -> str:
        cards = self.piles[source]
        if cards[0] != card:
            below = cards[cards.index(card) - 1]
            return "frees" if rank(below) == len(self.piles[suit(below)]) + 1 else "uncovers"
        if self.down[source]:
            return "turns up"
        return "empties" if self.piles[target] else ""

    def move(self, card: str, source: str, target: str) -> None:
        assert self.allows(card, source, target), (card, source, target)
        cards = self.piles[source]
        place = cards.index(card)
        self.piles[target] += cards[place:]
        del cards[place:]


def target_name(text: str) -> str:
    return text.rsplit(" ", 1)[-1]


def play_to(plain: dict[str, Any], order: list[int]) -> None:
    """Plays from a deal to a position, by the rules; fails where that is not possible.

    Args:
        order: in which order the piles are cleared of the cards that were dealt upon their lowest face-up card.
    """
    goal = Table(plain)
    seen = {card for cards in goal.piles.values() for card in cards}
    unseen = [card for card in NAMES if card not in seen]
    hidden = {name: [unseen.pop() for _ in range(goal.down[name])] for name in goal.tabs()}
    below = [unseen.pop() for _ in range(plain["covered"])]
    assert len(unseen) == plain["stock"]
    sinks = [
        (f"{RANKS[place]} of {name}", name) for place in range(13) for name in SUITS if place < len(goal.piles[name])
    ]
    deal: dict[str, list[str]] = {}
    steps = []
    for number in order:
        name = f"Tab{number + 1}"
        own = goal.piles[name][:1]
        lower = [*hidden[name], *own]
        cleared = number + 1 - len(lower)
        assert 0 <= cleared <= len(sinks)
        taken, sinks = sinks[:cleared], sinks[cleared:]
        deal[name] = [*lower, *(card for card, _ in reversed(taken))]
        steps += [(card, name, target) for card, target in taken]
        sinks += [(card, name) for card in goal.piles[name][1:]]
    stock = [*(card for card, _ in sinks), *below, *goal.piles["waste"], *unseen]
    assert sorted(stock + [card for cards in deal.values() for card in cards]) == sorted(NAMES)
    assert len(stock) == 24
    table = Table({"piles": [[]] * 7, "down": [0] * 7, "waste": -1, "covered": 0, "stock": 24, "foundations": [0] * 4})
    for name, cards in deal.items():
        assert len(cards) == int(name[3:])
        table.down[name], table.piles[name] = cards[:-1], cards[-1:]

    def turn_up() -> None:
        for name in table.tabs():
            if not table.piles[name] and table.down[name]:
                table.piles[name].append(table.down[name].pop())

    for step in steps:
        table.move(*step)
        turn_up()
    for place, card in enumerate(stock[: 24 - plain["stock"]]):
        table.piles["waste"].append(card)
        if place < len(sinks):
            table.move(card, "waste", sinks[place][1])
    assert {name: len(table.down[name]) for name in table.tabs()} == goal.down
    assert table.piles["waste"] == [*below, *goal.piles["waste"]]
    for name, cards in goal.piles.items():
        assert name == "waste" or table.piles[name] == cards
