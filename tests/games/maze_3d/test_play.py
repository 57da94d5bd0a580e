"""Playing 3D mazes, against networkx."""

from __future__ import annotations

import networkx as nx

from gameqa.play.configs import parse_play
from gameqa.play.episode import Episode
from tests.games.maze_3d.test_oracle import follow, graph_of
from tests.playing import play_at_random, play_by_policy, some_episodes


def test_moves() -> None:
    for part in parse_play("maze_3d").parts:
        for episode in some_episodes(part, 4):
            for actions in (play_at_random(Episode(episode.key)), play_by_policy(Episode(episode.key))):
                _follow(Episode(episode.key), actions)


def _follow(episode: Episode, actions: list[str]) -> None:
    maze = episode.position
    graph = graph_of({"columns": maze.columns, "ladders": maze.ladders})
    place, goal = maze.start, maze.goal
    first = nx.shortest_path_length(graph, place, goal)
    for action in actions:
        assert set(episode.actions) == {data["move"] for _, _, data in graph.out_edges(place, data=True)}
        place = follow(graph, place, [action])
        episode.act(action)
        assert episode.position.start == place
        left = nx.shortest_path_length(graph, place, goal)
        assert episode.score == max(0, first - left) / first
        assert episode.is_over == (place == goal)
