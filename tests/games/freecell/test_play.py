"""Moves of episodes and the score against a table of piles by name, and shortest solutions against a plain search."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from gameqa.games.freecell.engine import Position
from gameqa.games.freecell.play import PLAY

from gameqa.configs import Part
from gameqa.play.reading import read_action
from gameqa.rng import Rng
from tests.games.freecell.test_oracle import Table
from tests.playing import PLAY_PARTS, some_episodes

PARTS = [part for part in PLAY_PARTS if part.game == "freecell"]


def table_of(position: object) -> Table:
    return Table(asdict(position))  # type: ignore[call-overload]


@pytest.mark.parametrize("played", PARTS, ids=lambda part: part.level)
def test_moves(played: Part) -> None:
    for episode in some_episodes(played, 3):
        rng = Rng(episode.id)
        table = table_of(episode.position)
        left = 52 - sum(episode.position.foundations)
        while not episode.is_done:
            moves = {
                f"{source} > {'home' if target[0] == 'h' else target}": (source, target)
                for source, target in table.moves()
            }
            assert set(episode.actions) == set(moves)
            action = rng.choice(list(episode.actions))
            episode.act(action)
            table = table.move(*moves[action])
            assert table.key() == table_of(episode.position).key()
            assert episode.score == pytest.approx(1 - (52 - sum(episode.position.foundations)) / left)


def shape(table: Table) -> str:
    """The same for tables that differ in the order of cascades or cells."""
    return repr([sorted(cards for name, cards in table.piles.items() if name[0] == kind) for kind in "cf"])


@pytest.mark.parametrize("seed", range(4))
def test_solutions_are_shortest(seed: int) -> None:
    """A search in breadth through all positions of the last six cards finds no shorter list."""
    cards = Rng(f"six cards {seed}").shuffled([10, 11, 12, 25, 38, 51])
    position = Position((tuple(cards[:3]), tuple(cards[3:])), (-1,) * 4, (10, 12, 12, 12))
    edge, seen, depth = [table_of(position)], set[str](), 0
    while not any(map(is_done, edge)):
        later = [table.move(*move) for table in edge for move in table.moves()]
        edge = [table for table in {shape(table): table for table in later}.values() if shape(table) not in seen]
        seen |= set(map(shape, edge))
        depth += 1
    assert PLAY.fewest is not None
    assert PLAY.fewest(position) == depth == len(PLAY.policy.plan(position))


def is_done(table: Table) -> bool:
    return all(not cards for name, cards in table.piles.items() if name[0] in "cf")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Cascade 3 to free cell 0", "c3 > f0"),
        ("move c3 -> home", "c3 > home"),
        ("f2 to cascade 05", "f2 > c5"),
        ("from freecell 1 to the foundation of hearts", "f1 > home"),
        ("c3", None),
        ("home > c3", None),
    ],
)
def test_notations(text: str, action: str | None) -> None:
    assert read_action(PLAY, text) == action
