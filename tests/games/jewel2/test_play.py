"""Commands of episodes, their outcome and the wanted totals, against the boards of the other implementation."""

from __future__ import annotations

import pytest

from gameqa.configs import Part
from gameqa.play.reading import read_action
from gameqa.play.registry import all_plays
from gameqa.rng import Rng
from tests.games.jewel2.gems import WAYS, Command, Gems, gems_of, read_command
from tests.playing import PLAY_PARTS, some_episodes

PARTS = [part for part in PLAY_PARTS if part.game == "jewel2"]


def possible(board: Gems) -> set[Command]:
    """The commands for which there are gems."""
    found = {(cell, "") for cell in board.cells(board.signs != ".")}
    every = [(cell, way) for cell in board.cells(board.basic) for way in WAYS]
    return found | {command for command in every if board.exchanged(command) is not None}


def most_within(board: Gems, count: int) -> int:
    """The most gems that so many commands remove: every order of all commands is tried."""
    if not count:
        return 0
    removing = [command for command in possible(board) if board.count(command)]
    return max([board.count(one) + most_within(board.after(one), count - 1) for one in removing], default=0)


@pytest.mark.parametrize("played", PARTS, ids=lambda part: part.level)
def test_commands(played: Part) -> None:
    for episode in some_episodes(played, 3):
        rng = Rng(episode.id)
        board, first = gems_of(episode.start.board.rows), episode.start.board.total
        total = first
        while not episode.is_done:
            assert {read_command(action) for action in episode.actions} == possible(board)
            action = rng.choice(list(episode.actions)) if rng.chance(1, 2) else episode.plan()[0]
            episode.act(action)
            total += board.count(read_command(action))
            board = board.after(read_command(action))
            assert board is gems_of(episode.position.board.rows)
            assert total == episode.position.board.total
            wanted = episode.start.wanted
            assert episode.score == pytest.approx(min(1, (total - first) / (wanted - first)))


def test_wanted_totals_are_the_most() -> None:
    for episode in some_episodes(PARTS[0], 4):
        board, wanted = gems_of(episode.start.board.rows), episode.start.left
        assert most_within(board, 2) == wanted > most_within(board, 1)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("swap (1, 2) and (1, 3)", "swap (1, 2) right"),
        ("Swap the gems at (1, 3) with (1, 2).", "swap (1, 3) left"),
        ("swap row 0, column 4 and row 1, column 4", "swap (0, 4) down"),
        ("swap (2, 0), (1, 0)", "swap (2, 0) up"),
        ("swap (1, 2) and (2, 3)", None),
        ("swap (1, 2) and (1, 2)", None),
        ("swap (1, 2)", None),
    ],
)
def test_swaps_of_two_cells_are_read(text: str, action: str | None) -> None:
    assert read_action(all_plays()["jewel2"], text) == action
