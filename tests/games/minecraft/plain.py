"""Scenes of blocks as dictionaries, and their answers by networkx: weighted shortest paths over (cell, height)."""

from __future__ import annotations

import re
from typing import Any

import networkx as nx
import numpy as np

Cell = tuple[int, int]

NAMES = {"B": "brick", "S": "stone", "G": "gold ore", "D": "diamond ore", "T": "TNT", "P": "pumpkin"}
ALL_KINDS = [*NAMES.values(), "tree", "ladder", "river", "lava"]
CELL = r"\(\d+, \d+\)"


def cells_in(text: str) -> list[Cell]:
    """The cells that a text names."""
    return [(int(x), int(y)) for x, y in re.findall(r"\((\d+), (\d+)\)", text)]


def sides(cell: Cell) -> list[Cell]:
    x, y = cell
    return [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]


class Scene:
    """A scene with cells counted from 1."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.side = plain["side"]
        cells = [(x, y) for x in range(1, self.side + 1) for y in range(1, self.side + 1)]
        self.surface = {(x, y): plain["ground"][x - 1][y - 1] for x, y in cells}
        self.columns = {(x + 1, y + 1): kinds for x, y, kinds in plain["columns"]}
        self.ladders: dict[Cell, int] = {}
        for x, y, face, height in plain["hung"]:
            foot = (x + 1, y) if face == "left" else (x + 2, y + 1)
            assert len(self.columns[x + 1, y + 1]) >= height
            assert foot in self.surface
            self.ladders[foot] = max(height, self.ladders.get(foot, 0))
        self.player = tuple(number + 1 for number in plain["player"])
        self.flag = tuple(number + 1 for number in plain["flag"])
        self.river = {cell for cell in cells if self.surface[cell] == "~"}
        self.free = {cell for cell in cells if self.surface[cell] == "." and cell not in self.columns}

    def height(self, cell: Cell) -> int:
        return len(self.columns.get(cell, ""))

    def kinds(self) -> set[str]:
        found = {NAMES[kind] for kinds in self.columns.values() for kind in kinds if kind in NAMES}
        found |= {"tree"} if "WL" in self.columns.values() else set()
        found |= {"ladder"} if self.ladders else set()
        return found | {name for sign, name in (("~", "river"), ("!", "lava")) if sign in self.surface.values()}

    def top(self, cell: Cell) -> str:
        kinds = self.columns.get(cell, "")
        if kinds:
            return NAMES.get(kinds[-1], "tree")
        return {"~": "river", "!": "lava", ".": "grass"}[self.surface[cell]]

    def place_costs(self) -> dict[Cell, int]:
        """The fewest blocks to stand in each cell of the ground: every arc into a river cell costs one."""
        graph = nx.DiGraph()
        graph.add_node(self.player)
        for cell in self.free | self.river:
            for other in sides(cell):
                if other in self.free | self.river:
                    graph.add_edge(cell, other, weight=int(other in self.river))
        return nx.single_source_dijkstra_path_length(graph, self.player)

    def ores(self, kind: str) -> list[tuple[Cell, int]]:
        return [
            (cell, number) for cell, kinds in self.columns.items() for number, own in enumerate(kinds, 1) if own == kind
        ]

    def mining_cost(self, kind: str) -> int:
        """The fewest blocks, as a path over (cell, height of the feet): a block more under the feet costs one, to
        climb a ladder nothing."""
        graph = nx.DiGraph()
        for cell in self.free | self.river:
            for other in sides(cell):
                if other in self.free | self.river:
                    graph.add_edge((cell, 0), (other, 0), weight=int(other in self.river))
            for feet in range(9):
                graph.add_edge((cell, feet), (cell, feet + 1), weight=1)
            if cell in self.ladders:
                graph.add_edge((cell, 0), (cell, self.ladders[cell]), weight=0)
        for cell, height in self.ores(kind):
            for other in sides(cell):
                for feet in range(10):
                    if feet + 2 >= height and other in self.free | self.river:
                        graph.add_edge((other, feet), "mined", weight=0)
        return nx.dijkstra_path_length(graph, (self.player, 0), "mined")

    def walk_lengths(self) -> dict[Cell, int]:
        """The fewest steps to each cell, over grass and tops."""
        graph = nx.Graph()
        steps_on = self.free | {cell for cell, kinds in self.columns.items() if kinds != "WL"}
        for cell in steps_on:
            for other in sides(cell):
                if other in steps_on and abs(self.height(cell) - self.height(other)) <= 1:
                    graph.add_edge(cell, other)
        graph.add_node(self.player)
        return nx.single_source_shortest_path_length(graph, self.player)

    def cubes(self) -> int:
        heights = np.zeros((self.side + 1, self.side + 1), int)
        for cell, kinds in self.columns.items():
            heights[cell] = len(kinds)
        return int(heights.sum())

    def piece(self, cell: Cell) -> set[Cell]:
        """The free cells that can be walked to from a free cell without a block."""
        graph = nx.Graph()
        graph.add_nodes_from(self.free)
        graph.add_edges_from((one, other) for one in self.free for other in sides(one) if other in self.free)
        return nx.node_connected_component(graph, cell)
