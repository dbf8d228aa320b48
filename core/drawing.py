"""The drawing of the network on the public page: the state, its service centers, their schools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHOOL_STEP = 24.0  # between two schools of one center
GROUP_GAP = 28.5  # between the schools of two centers
TOP = 14.0
ROOT_X, CENTER_X, SCHOOL_X = 66, 238, 412
MOST_CENTERS, MOST_SCHOOLS = 8, 32  # more would be a blot
EXAMPLE = (3, 4, 3, 4, 3)


@dataclass(frozen=True)
class Node:
    """A point of the drawing."""

    x: float
    y: float


@dataclass(frozen=True)
class Tree:
    """Points and curves; `counted` is False when the drawing is only an example of the shape."""

    root: Node
    centers: tuple[Node, ...]
    schools: tuple[Node, ...]
    curves: tuple[str, ...]
    height: float
    counted: bool

    @property
    def root_label_y(self) -> float:
        """Under the state."""
        return self.root.y + 38

    @property
    def centers_label_y(self) -> float:
        """Under the last service center."""
        return self.centers[-1].y + 42


def tree(schools_per_center: Sequence[int]) -> Tree:
    """Draw the real numbers where they fit, else an example of the shape."""
    groups = [count for count in schools_per_center if count]
    fits = 0 < len(groups) <= MOST_CENTERS and sum(groups) <= MOST_SCHOOLS
    centers: list[Node] = []
    schools: list[Node] = []
    curves: list[str] = []
    y = TOP
    for count in groups if fits else EXAMPLE:
        own = [Node(SCHOOL_X, round(y + SCHOOL_STEP * n, 1)) for n in range(count)]
        center = Node(CENTER_X, round((own[0].y + own[-1].y) / 2, 1))
        y = own[-1].y + GROUP_GAP
        centers.append(center)
        schools.extend(own)
        curves.extend(_curve(center, school, 92) for school in own)
    root = Node(ROOT_X, round((schools[0].y + schools[-1].y) / 2, 1))
    curves.extend(_curve(root, center, 94) for center in centers)
    height = round(max(schools[-1].y + 24, centers[-1].y + 50), 1)
    return Tree(root, tuple(centers), tuple(schools), tuple(curves), height, fits)


def _curve(start: Node, end: Node, reach: int) -> str:
    """A line that leaves and arrives level."""
    bend = start.x + reach
    return f"M{start.x} {start.y}C{bend} {start.y} {bend - 10} {end.y} {end.x} {end.y}"
