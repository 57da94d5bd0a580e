"""The curriculum: what it asks, that it resumes exactly, and that workers only make rows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from torch.utils.data import DataLoader

import gameqa
from gameqa.configs import parse_config
from gameqa.contract import LEVELS
from gameqa.curriculum import EVEN_EVERY, MOST_WAITING, Curriculum
from gameqa.keys import Key, parse_data_id
from gameqa.rows import COLUMNS
from gameqa.running import RunningScores

CONFIG = "sokoban"
SKILL = {"easy": 1.0, "medium": 0.5, "hard": 0.0}


def answered(curriculum: Curriculum, count: int, skill: dict[str, float] = SKILL) -> list[Key]:
    """Decides rows, each of which is answered at once as the skill of its level says."""
    asked = []
    for key in islice(curriculum.sampler, count):
        curriculum.update([key.data_id], [skill[key.level]])
        asked.append(key)
    return asked


def test_what_is_answered_half_the_time_is_asked_most() -> None:
    curriculum = Curriculum(CONFIG)
    levels = Counter(key.level for key in islice(curriculum.sampler, 600))
    assert all(120 < levels[level] < 280 for level in LEVELS)
    asked = answered(curriculum, 600)
    late = Counter(key.level for key in asked[300:])
    assert late["medium"] > 0.6 * 300
    assert late["easy"] > 0.02 * 300
    assert late["hard"] > 0.02 * 300
    shares = {level: share for level, (share, _) in curriculum.by_level().items()}
    assert sum(shares.values()) == pytest.approx(1)
    assert sum(curriculum.shares().values()) == pytest.approx(1)
    assert shares["medium"] == pytest.approx(late["medium"] / 300, abs=0.12)
    scores = curriculum.scores()
    assert scores["sokoban-solve-easy"] > 0.8
    assert scores["sokoban-solve-hard"] < 0.2


def test_nothing_is_dropped() -> None:
    """Where all but one task and level score 0, each still comes in every round of the even rows."""
    curriculum = Curriculum("sokoban")
    parts = len(parse_config("sokoban").parts)
    asked = answered(curriculum, 4 * EVEN_EVERY * parts, {"easy": 0.0, "medium": 0.5, "hard": 0.0})
    for turn in range(4):
        some = asked[turn * EVEN_EVERY * parts : (turn + 1) * EVEN_EVERY * parts]
        assert len({(key.task, key.level) for key in some}) == parts
        even = some[EVEN_EVERY - 1 :: EVEN_EVERY]
        assert len({(key.task, key.level) for key in even}) == parts
    assert min(curriculum.shares().values()) >= 1 / EVEN_EVERY / parts


def test_every_task_and_level_walks_its_own_rows() -> None:
    asked = answered(Curriculum(CONFIG, split="validation", seed=3), 500)
    walked: dict[tuple[str, str], list[int]] = {}
    for key in asked:
        assert (key.split, key.seed) == ("validation", 3)
        walked.setdefault((key.task, key.level), []).append(key.index)
    assert all(indices == list(range(len(indices))) for indices in walked.values())


def test_few_answers_tell_of_neighbours() -> None:
    parts = parse_config("all").parts
    scores = RunningScores(parts)
    places = [place for place, part in enumerate(parts) if part.game == "sokoban" and part.level == "hard"]
    for _ in range(10):
        for place in places[:3]:
            scores.add(place, 0.0)
    found = dict(zip(parts, scores.scores(), strict=True))
    own, neighbour = (found[parts[place]] for place in (places[0], places[-1]))
    other_game = next(value for part, value in found.items() if part.game == "maze" and part.level == "hard")
    other_level = next(value for part, value in found.items() if part.game == "maze" and part.level == "easy")
    assert own < neighbour < other_game < other_level == 0.5


def rows_with_scores(curriculum: Curriculum, rows: Iterator[Any], count: int) -> list[str]:
    ids = []
    for row in islice(rows, count):
        ids.append(row["data_id"])
        curriculum.update([row["data_id"]], [SKILL[row["plot_level"].lower()]])
    return ids


@pytest.mark.parametrize("workers", [0, 2])
def test_a_saved_state_resumes_exactly(workers: int) -> None:
    def fresh() -> Curriculum:
        return Curriculum(CONFIG, modality="text", workers=workers)

    whole_curriculum = fresh()
    whole = rows_with_scores(whole_curriculum, iter(whole_curriculum), 60)
    assert len(set(whole)) == 60
    stopped = fresh()
    first = rows_with_scores(stopped, iter(stopped), 25)
    state = json.loads(json.dumps(stopped.state_dict()))
    resumed = fresh()
    resumed.load_state_dict(state)
    assert resumed.state_dict() == state
    assert first + rows_with_scores(resumed, iter(resumed), 35) == whole
    assert resumed.state_dict() == whole_curriculum.state_dict()


def test_rows_whose_scores_are_missing_are_asked_again() -> None:
    curriculum = Curriculum(CONFIG)
    asked = [key.data_id for key in islice(curriculum.sampler, 8)]
    curriculum.update(asked[:3] + asked[4:5], [1.0] * 4)
    resumed = Curriculum(CONFIG)
    resumed.load_state_dict(curriculum.state_dict())
    assert [key.data_id for key in islice(resumed.sampler, 4)] == [asked[3], *asked[5:]]
    assert next(iter(resumed.sampler)) == next(iter(curriculum.sampler))


def test_other_updates_other_rows_and_the_same_the_same() -> None:
    first, again = (answered(Curriculum(CONFIG), 200) for _ in range(2))
    assert first == again
    assert first != answered(Curriculum(CONFIG), 200, {"easy": 0.0, "medium": 0.0, "hard": 0.5})
    assert first != answered(Curriculum(CONFIG, seed=1), 200)


def test_workers_make_what_the_sampler_decides() -> None:
    """A data loader of one's own: the mix moves, though the rows are made in workers."""
    curriculum = Curriculum(CONFIG, modality="text")
    loader = DataLoader(
        curriculum.dataset, sampler=curriculum.sampler, batch_size=4, num_workers=2, collate_fn=list, prefetch_factor=2
    )
    batches, rows = iter(loader), []
    for batch in islice(batches, 40):
        rows += batch
        assert curriculum.ahead == 4 * 5
        curriculum.update([row["data_id"] for row in batch], [SKILL[row["plot_level"].lower()] for row in batch])
        assert 4 * 4 <= curriculum.lag < 4 * 5
    assert list(rows[0]) == list(COLUMNS)
    assert gameqa.recreate(rows[5]["data_id"]) == rows[5]
    late = Counter(row["plot_level"] for row in rows[80:])
    assert late["Medium"] > 40


def test_rows_that_were_made_ahead_come_in_the_next_iteration() -> None:
    curriculum = Curriculum(CONFIG, modality="text", workers=1)
    first = [row["data_id"] for row in islice(curriculum, 3)]
    second = [row["data_id"] for row in islice(curriculum, 3)]
    expected = list(islice(Curriculum(CONFIG, modality="text").sampler, 6))
    found = [parse_data_id(data_id).at(0) for data_id in first + second]
    assert found == expected


def test_iterating_in_a_worker_is_refused() -> None:
    stream = Curriculum(CONFIG, modality="text").to_trl()
    with pytest.raises(ValueError, match=r"leave the loader's num_workers at 0"):
        next(iter(DataLoader(stream, batch_size=None, num_workers=1)))


def test_trl_rows_and_rewards() -> None:
    curriculum = Curriculum(CONFIG)
    rows = list(curriculum.to_trl().take(4))
    assert rows[0]["image"].mode == "RGB"
    assert rows[0]["prompt"][-1]["role"] == "user"
    # `datasets` looks at one row more than it is asked for.
    assert curriculum.ahead == 5
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    logged: dict[str, float] = {}
    right = [f"<answer>{row['answer']}</answer>" for row in rows]
    assert curriculum.reward(right, **columns, log_metric=logged.__setitem__) == [1.0] * 4
    assert curriculum.ahead == 1
    assert logged["curriculum/lag"] == 2.5
    assert sum(logged[f"share/{level}"] for level in LEVELS) == pytest.approx(1)
    assert "image" not in next(iter(Curriculum(CONFIG, modality="text").to_trl()))


TOGETHER = """
import json, sys
import torch.distributed as distributed
from gameqa.curriculum import Curriculum

rank = int(sys.argv[1])
distributed.init_process_group("gloo", init_method=sys.argv[2], rank=rank, world_size=2)
curriculum = Curriculum("sokoban", modality="text")
rows = [row for row, _ in zip(curriculum, range(8))][rank::2]
columns = {name: [row[name] for row in rows] for name in rows[0]}
curriculum.reward([row["answer"] if rank else "no idea" for row in rows], **columns)
print(json.dumps(curriculum.state_dict()))
distributed.destroy_process_group()
"""


@pytest.mark.slow
def test_processes_that_train_together_decide_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TOGETHER]
    processes = [
        subprocess.Popen([*command, str(rank), f"file://{tmp_path}/meet"], stdout=subprocess.PIPE, text=True)
        for rank in range(2)
    ]
    first, second = (json.loads(process.communicate(timeout=300)[0]) for process in processes)
    assert first == second
    assert first["decided"] == 9
    assert len(first["waiting"]) == 1


def test_answers_to_one_row_count_as_one() -> None:
    one, group = Curriculum(CONFIG), Curriculum(CONFIG)
    for curriculum in (one, group):
        (key,) = islice(curriculum.sampler, 1)
    one.update([key.data_id], [0.25])
    group.update([key.data_id] * 4, [0, 0, 1, 0])
    assert one.state_dict() == group.state_dict()


def test_rows_without_scores_are_forgotten_some_day() -> None:
    curriculum = Curriculum("tictactoe-outcome-easy")
    for _ in islice(curriculum.sampler, MOST_WAITING + 5):
        pass
    assert curriculum.ahead == MOST_WAITING


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"config": "sokobann"}, "Did you mean 'sokoban'"),
        ({"split": "training"}, "Unknown split"),
        ({"seed": -1}, "seed must be"),
        ({"style": "shiny"}, "Unknown style"),
        ({"workers": -1}, "workers must be an integer, at least 0"),
        ({"prefetch": 0}, "prefetch must be an integer, at least 1"),
    ],
)
def test_bad_arguments(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Curriculum(**{"config": CONFIG, **arguments})


def test_bad_updates_change_nothing() -> None:
    curriculum = Curriculum(CONFIG)
    key = next(iter(curriculum.sampler))
    before = curriculum.state_dict()
    other = next(iter(Curriculum("maze").sampler))
    test_row = next(iter(Curriculum(CONFIG, split="test").sampler))
    for ids, scores, message in (
        ([key.data_id], [], "1 data_ids and 0 scores"),
        ([key.data_id, key.data_id], [0.5, 1.5], r"from 0.0 to 1.0, got 1.5"),
        ([key.data_id], [float("nan")], "from 0.0 to 1.0, got nan"),
        ([key.data_id, other.data_id], [0.5, 0.5], "is no row of sokoban, split train"),
        ([test_row.data_id], [0.5], "is no row of sokoban, split train"),
        (["nonsense"], [0.5], "Malformed data_id"),
    ):
        with pytest.raises(ValueError, match=message):
            curriculum.update(ids, scores)
        assert curriculum.state_dict() == before


def test_a_state_of_another_curriculum_is_refused() -> None:
    with pytest.raises(ValueError, match="of another curriculum"):
        Curriculum(CONFIG).load_state_dict(Curriculum(CONFIG, seed=1).state_dict())
