"""Moves of episodes and the score, against piles of cards that lie face up or not."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from itertools import chain

import pytest
from gameqa.games.spider_solitaire.play import PLAY, seen

from gameqa.configs import Part
from gameqa.play.reading import read_action
from gameqa.rng import Rng
from tests.games.spider_solitaire.test_oracle import Table, move_of
from tests.playing import PLAY_PARTS, some_episodes

PARTS = [part for part in PLAY_PARTS if part.game == "spider_solitaire"]
ROOM = 39


def has_room(cards: list[tuple[int | None, bool]]) -> bool:
    return sum(1 + up for _, up in cards) <= ROOM


@pytest.mark.parametrize("policy", [False, True])
@pytest.mark.parametrize("played", PARTS, ids=lambda part: part.level)
def test_moves(played: Part, policy: bool) -> None:
    for episode in some_episodes(played, 3):
        rng = Rng(episode.id)
        turned = 0
        while not episode.is_done:
            at = episode.position
            ranks = Counter(chain(*at.piles, *at.down, *at.stock, list(range(1, 14)) * at.foundations))
            assert ranks == dict.fromkeys(range(1, 14), 8)
            table = Table(asdict(seen(at)))
            moves = [move for move in table.moves(empties=True) if has_room(table.moved(*move)[move[2]])]
            deals = table.stock and all(table.piles) and all(has_room([*cards, (0, True)]) for cards in table.piles)
            found = [action for action in episode.actions if action != "deal"]
            assert sorted(map(move_of, found)) == sorted(moves)
            assert ("deal" in episode.actions) == bool(deals)
            action = episode.plan()[0] if policy else rng.choice(list(episode.actions))
            episode.act(action)
            if action == "deal":
                piles = [[*cards, (at.stock[-1][n] - 1, True)] for n, cards in enumerate(table.piles)]
            else:
                piles = table.moved(*move_of(action))
            for pile, cards in enumerate(piles):
                if len(cards) >= 13 and [rank for rank, _ in cards[-13:]] == list(range(12, -1, -1)):
                    del cards[-13:]
                if cards and not cards[-1][1]:
                    cards[-1] = (at.down[pile][-1] - 1, True)
                    turned += 1
            assert Table(asdict(seen(episode.position))).piles == piles
            assert episode.score == min(1, turned / episode.position.wanted)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Move card 04 of pile 2 to pile 6", "card 4 of pile 2 onto pile 6"),
        ("card 3 from pile 1 -> 5", "card 3 of pile 1 onto pile 5"),
        ("click on the stock", "deal"),
        ("pile 2 onto pile 6", None),
    ],
)
def test_notations(text: str, action: str | None) -> None:
    assert read_action(PLAY, text) == action
