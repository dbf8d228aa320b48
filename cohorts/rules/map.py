"""The map of counties: circles where their schools are, drawn without a map of anybody's making.

Plain geometry: degrees become points of a drawing, east–west shrunk by the cosine of the middle
latitude, so that a mile is as long in both directions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 320.0  # as wide as it stands on a phone, so that its letters are as large there as others
EDGE = 40.0  # room for circles and names at the border
APART, ROUNDS = 3.0, 200  # between two circles; how often they are pushed before that is enough
SMALL, SMALLEST, LARGEST = 2.5, 9.0, 22.0  # radius of a county that takes no part; of one that does
HIGHEST = 450.0
LETTER, LINE = 7.0, 14.0  # about as wide and high as a letter of a name is


@dataclass(frozen=True)
class Spot:
    """Where a county is, in degrees, and how many schools and districts of it take part."""

    name: str
    latitude: float
    longitude: float
    number: int = 0


@dataclass(frozen=True)
class Circle:
    """A county in the drawing; `label` is empty where the name would cover another one."""

    name: str
    number: int
    x: float
    y: float
    radius: float
    label: str = ""

    @property
    def label_y(self) -> float:
        """Under the circle."""
        return round(self.y + self.radius + 13, 1)

    @property
    def number_y(self) -> float:
        """The middle of the figure inside."""
        return round(self.y + 4.5, 1)


@dataclass(frozen=True)
class Map:
    """All circles, those that take part last, so that they lie on top."""

    width: float
    height: float
    others: tuple[Circle, ...]
    counties: tuple[Circle, ...]


def drawn(spots: Sequence[Spot]) -> Map | None:
    """The drawing; None where no county that takes part has a place."""
    if not any(spot.number for spot in spots):
        return None
    middle = math.radians(sum(spot.latitude for spot in spots) / len(spots))
    flat = [(spot.longitude * math.cos(middle), -spot.latitude) for spot in spots]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
    inner = WIDTH - 2 * EDGE
    scale = min(
        inner / wide if wide else math.inf, (HIGHEST - 2 * EDGE) / high if high else math.inf
    )
    if math.isinf(scale):  # one place alone
        scale = 1.0
    shift = (inner - wide * scale) / 2
    most = max(spot.number for spot in spots)
    circles = [
        Circle(
            name=spot.name,
            number=spot.number,
            x=round(EDGE + shift + (x - left) * scale, 1),
            y=round(EDGE + (y - top) * scale, 1),
            radius=_radius(spot.number, most),
        )
        for spot, (x, y) in zip(spots, flat, strict=True)
    ]
    height = round(2 * EDGE + high * scale, 1)
    taking_part = _pushed_apart([circle for circle in circles if circle.number], height)
    return Map(
        width=WIDTH,
        height=height,
        others=tuple(circle for circle in circles if not circle.number),
        counties=tuple(_named(taking_part)),
    )


def _radius(number: int, most: int) -> float:
    """The area grows with the number; the smallest circle still holds its figure."""
    if not number:
        return SMALL
    return round(max(SMALLEST, LARGEST * math.sqrt(number / most)), 1)


def _pushed_apart(circles: Sequence[Circle], height: float) -> list[Circle]:
    """The same circles, none on another as far as there is room for it."""
    spots = [[circle.x, circle.y] for circle in circles]
    pairs = list(combinations(range(len(circles)), 2))
    for _ in range(ROUNDS):
        is_calm = True
        for one, other in pairs:
            least = circles[one].radius + circles[other].radius + APART
            x, y = (spots[other][axis] - spots[one][axis] for axis in (0, 1))
            away = math.hypot(x, y)
            if away >= least - 0.1:
                continue
            is_calm = False
            # Two in one place part along a line of their own, so that a third finds room.
            angle = math.atan2(y, x) if away else one + 0.5
            push = (least - away) / 2
            step = (push * math.cos(angle), push * math.sin(angle))
            for index, sign in ((one, -1), (other, 1)):
                reach = circles[index].radius
                for axis, end in ((0, WIDTH), (1, height)):
                    moved = spots[index][axis] + sign * step[axis]
                    spots[index][axis] = min(max(moved, reach), end - reach)
        if is_calm:
            break
    return [
        replace(circle, x=round(x, 1), y=round(y, 1))
        for circle, (x, y) in zip(circles, spots, strict=True)
    ]


def _named(circles: Iterable[Circle]) -> list[Circle]:
    """The same circles, with names wherever they fit; large ones get theirs first."""
    ordered = sorted(circles, key=_by_size)
    taken = [_box_of_circle(circle) for circle in ordered]
    named = []
    for circle in ordered:
        box = _box_of_name(circle)
        fits = box[0] >= 0 and box[2] <= WIDTH and not any(_overlap(box, other) for other in taken)
        if fits:
            taken.append(box)
        label = circle.name if fits else ""
        named.append(replace(circle, label=label))
    return named


def _by_size(circle: Circle) -> tuple[int, str]:
    return (-circle.number, circle.name)


Box = tuple[float, float, float, float]


def _box_of_circle(circle: Circle) -> Box:
    reach = circle.radius - 1  # a name may touch its own circle
    return (circle.x - reach, circle.y - reach, circle.x + reach, circle.y + reach)


def _box_of_name(circle: Circle) -> Box:
    half = len(circle.name) * LETTER / 2
    return (circle.x - half, circle.label_y - LINE + 4, circle.x + half, circle.label_y + 3)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
