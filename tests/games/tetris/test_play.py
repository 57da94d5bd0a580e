"""Drops of episodes, their outcome and the score, against boards that are one number and pieces that move step by
step."""

from __future__ import annotations

import pytest

from gameqa.configs import Part
from gameqa.rng import Rng
from tests.games.tetris.board import Cells, Masks, boards, turns
from tests.playing import PLAY_PARTS, some_episodes

HIGH = 4


def rests(board: Masks) -> dict[str, Cells]:
    """Where the piece comes to rest in every drop, by its action."""
    found = {}
    for number, cells in turns(board.kind).items():
        for column in range(board.side - max(c for _, c in cells)):
            at = frozenset((r - HIGH, c + column) for r, c in cells)
            while board.fits(lower := frozenset((r + 1, c) for r, c in at)):
                at = lower
            found[f"turn {number}, column {column}"] = at
    return found


@pytest.mark.parametrize("played", [part for part in PLAY_PARTS if part.game == "tetris"], ids=lambda part: part.level)
@pytest.mark.parametrize("policy", [False, True])
def test_drops(played: Part, policy: bool) -> None:
    for episode in some_episodes(played, 4):
        rng, cleared = Rng(episode.id), 0
        while not episode.is_done:
            board = boards(episode.position.board.rows)
            resting = rests(board)
            assert set(episode.actions) == {text for text, at in resting.items() if min(r for r, _ in at) >= 0}
            action = episode.plan()[0] if policy else rng.choice(list(episode.actions))
            episode.act(action)
            cleared += len(board.filled(resting[action]))
            after = board.after(resting[action])
            assert [[int(sign == "#") for sign in row] for row in episode.position.board.rows] == after
            assert episode.score == min(cleared, episode.position.wanted) / episode.position.wanted
            assert episode.is_over == (episode.score == 1 or any(map(any, after[:2])))


def test_drops_above_the_board_are_refused() -> None:
    """On a board whose stack reaches row 2, an upright I can't be dropped onto it."""
    from gameqa.games.tetris import engine, pieces
    from gameqa.games.tetris.play import PLAY, Fall

    stack = [0, 0] + [1] * 6
    high = Fall(engine.board_of(stack, engine.Falling(pieces.turns_of("I")[0], 0, 2)), 0, 2)
    assert "turn 1, column 1" in PLAY.actions(high)
    assert "turn 1, column 0" not in PLAY.actions(high)
    assert PLAY.why_not(high, "turn 1, column 0") == "The piece would stick out above the board."
    assert "0 to 4" in PLAY.why_not(high, "turn 0, column 5")
    assert "0, 1" in PLAY.why_not(high, "turn 3, column 0")
