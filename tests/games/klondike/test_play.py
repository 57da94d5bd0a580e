"""Moves of episodes and the score, against piles of named cards."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from gameqa.games.klondike.play import PLAY, seen

from gameqa.cards import write_card
from gameqa.configs import Part
from gameqa.play.reading import read_action
from gameqa.rng import Rng
from tests.games.klondike.table import NAMES, SUITS, Table
from tests.playing import PLAY_PARTS, some_episodes

PARTS = [part for part in PLAY_PARTS if part.game == "klondike"]


def written(source: str, target: str) -> str:
    return f"{source} > {'home' if target in SUITS else target}"


@pytest.mark.parametrize("played", PARTS, ids=lambda part: part.level)
def test_moves(played: Part) -> None:
    for episode in some_episodes(played, 3):
        rng = Rng(episode.id)
        begun = sum(episode.start.foundations)
        while not episode.is_done:
            position = episode.position
            everything = [position.stock, position.waste, *position.piles, *position.down]
            home = [NAMES[13 * suit + rank] for suit, top in enumerate(position.foundations) for rank in range(top)]
            assert sorted([*home, *(write_card(card) for cards in everything for card in cards)]) == sorted(NAMES)
            table = Table(asdict(seen(position)))
            moves = {
                written(source, target): (card, source, target)
                for source in [*table.tabs(), "waste"]
                for card in table.piles[source]
                for target in table.piles
                if table.allows(card, source, target)
            }
            assert set(episode.actions) == {*moves, *(["draw"] if position.stock or position.waste else [])}
            action = rng.choice(list(episode.actions))
            episode.act(action)
            if action == "draw":
                drawn, waste = position.stock[-1:], position.waste
                assert episode.position.waste == ((*waste, *drawn) if drawn else ())
                assert episode.position.stock == (position.stock[:-1] if drawn else waste[::-1])
                continue
            table.move(*moves[action])
            after = Table(asdict(seen(episode.position)))
            for name in table.tabs():
                if not table.piles[name] and table.down[name]:
                    table.piles[name].append(write_card(position.down[int(name[3:]) - 1][-1]))
                assert after.piles[name] == table.piles[name]
            assert all(after.piles[suit] == table.piles[suit] for suit in SUITS)
            brought = sum(episode.position.foundations) - begun
            assert episode.score == min(1, brought / episode.start.left)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("waste to tab 2", "waste > Tab2"),
        ("Move Tab3 -> home", "Tab3 > home"),
        ("from pile 4 to the foundation of clubs", "Tab4 > home"),
        ("draw a card", "draw"),
        ("Tab1 > waste", None),
    ],
)
def test_notations(text: str, action: str | None) -> None:
    assert read_action(PLAY, text) == action
