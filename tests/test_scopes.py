"""Which tasks are the paper's and which are this library's own, and the scopes that hold the paper's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from gameqa.builders.card import scopes_table, tasks_table

from gameqa.commands import main
from gameqa.configs import PAPER_SCOPES, config_names, parse_config, scopes
from gameqa.contract import LEVELS, Game
from gameqa.registry import all_games

PAPER_TASKS = {
    "chess_ranger": "steps_to_solve count_pieces find_piece piece_at first_captures",
    "freecell": "card_at valid_move card_after_move",
    "hue": "missing_color color_name gradient",
    "jewel2": "count_gem find_gem count_specials clear_result swap_result two_commands best_command",
    "klondike": "legal_move deadlock effective_move",
    "langtons_ant": "ant_pose pose_after_steps color_changes",
    "lifegame": "live_cells live_after_steps cell_history steps_to_stability",
    "maze": "player_position goal_position path_to_goal count_turns open_directions position_after_moves",
    "maze_3d": "path_choices checkpoint_order height_order main_path",
    "minecraft": "scenery count_cubes bridge_blocks reach_blocks cross_and_reach",
    "minesweeper": "flag_count mines_left revealed_count cell_state reveal_result best_action",
    "pacman": (
        "position_and_direction beans_nearby closest_ghost beans_ahead outcome_of_moves pinky_turn "
        "blinky_turn pinky_next blinky_next best_direction"
    ),
    "pyramid_chess": "place_state placement_outcome turns_to_place best_place count_balls place_status",
    "reconstruction_3d": (
        "count_voxels voxel_at projection_match projection_after_adding additions_to_match min_additions"
    ),
    "rhythm_game": (
        "block_type block_share snake_length_later column_score column_score_slow_flip best_column "
        "best_column_slow_flip"
    ),
    "rubiks_cube": "sticker_color color_after_moves face_moves cube_moves color_count",
    "snake": "head_position food_position snake_length outcome_of_moves shortest_path",
    "sokoban": "player_after_moves box_after_moves min_moves player_position box_target_distance path_to_cell",
    "space_invaders": (
        "enemies_in_column enemies_in_row enemies_total enemies_of_color shot_here shot_from_column "
        "stay_and_shoot best_single_shot best_two_shots"
    ),
    "spider_solitaire": "deals_left top_card face_down_total face_up_after_deals move_result reveal_move best_move",
    "star_battle": "last_star cell_in_region star_in_region placeable_cell",
    "sudoku": "color_at color_count candidates sparse_lines deduce_cell",
    "tangram": "piece_count piece_rotation piece_area piece_adjacency piece_placement",
    "tents": "tents_in_row missing_in_column missing_total next_to_tree placeable_cells find_tree placeable_cell",
    "tetris": "empty_in_row shape steps_to_collision max_rows_cleared",
    "tictactoe": "cell_content best_move reply_after_move",
    "turing_machine_2d": "head_position head_state symbol_history first_entry",
    "ultra_tictactoe": (
        "cell_owner next_move_count middle_cells_marked pieces_on_board block_points next_block best_cell"
    ),
    "word_search": "letter_at letter_count word_direction",
    "zuma": "loaded_color count_color groups_in_sector marble_hit shot_outcome best_shot",
}
"""The tasks of arXiv 2505.13886 by game."""

OUT_OF_DOMAIN = {
    "chess_ranger", "jewel2", "klondike", "lifegame", "minecraft", "minesweeper", "pacman", "pyramid_chess", "snake",
    "sudoku",
}  # fmt: skip


def test_the_paper_has_158_tasks_of_thirty_games() -> None:
    assert len(PAPER_TASKS) == 30
    assert sum(len(tasks.split()) for tasks in PAPER_TASKS.values()) == 158
    assert PAPER_TASKS.keys() > OUT_OF_DOMAIN


def test_every_game_says_which_tasks_are_its_own(game: Game[Any]) -> None:
    paper = PAPER_TASKS.get(game.id, "").split()
    missing = [task.id for task in game.tasks if task.id not in paper and not task.beyond]
    assert not missing, f"declare these tasks of {game.id} with beyond=True: {missing}"
    assert [task.id for task in game.tasks if not task.beyond] == paper
    assert game.in_domain == (game.id in PAPER_TASKS and game.id not in OUT_OF_DOMAIN)


@pytest.mark.parametrize("scope", PAPER_SCOPES)
def test_scopes_of_the_paper_hold_its_tasks_at_every_level(scope: str) -> None:
    whole = scopes()[PAPER_SCOPES[scope]]
    assert scopes()[scope] == whole
    wanted = {(game, task) for game in whole for task in PAPER_TASKS.get(game, "").split()}
    parts = parse_config(scope).parts
    assert {(part.game, part.task) for part in parts} == wanted
    assert len(parts) == len(LEVELS) * len(wanted)
    assert {part.level for part in parse_config(f"{scope}-hard").parts} == {"hard"}
    assert f"{scope}-easy" in config_names()
    if PAPER_TASKS.keys() <= all_games().keys():
        assert len(wanted) == {"gameqa": 158, "gameqa_in_domain": 102, "gameqa_out_of_domain": 56}[scope]


def test_other_scopes_hold_every_task() -> None:
    every = {(game.id, task.id) for game in all_games().values() for task in game.tasks}
    assert {(part.game, part.task) for part in parse_config("all").parts} == every
    groups = ["in_domain", "out_of_domain"]
    assert {(part.game, part.task) for name in groups for part in parse_config(name).parts} == every
    assert {part.task for part in parse_config("maze").parts} == {task.id for task in all_games()["maze"].tasks}


def test_tables_and_lists_tell_them_apart() -> None:
    table = tasks_table()
    assert "| `maze` | strategic_planning | `path_to_goal` | paper |" in table
    assert "| `maze` | strategic_planning | `dead_ends` | ours |" in table
    count = len(parse_config("gameqa-easy").parts)
    assert f"| `gameqa` | those of `all`, with the {count} tasks of the paper only |" in scopes_table()
    listed = json.loads(CliRunner().invoke(main, ["list", "--json"]).output)
    for game in listed["games"]:
        wanted = PAPER_TASKS.get(game["id"], "").split()
        assert [task["id"] for task in game["tasks"] if not task["beyond"]] == wanted
