"""The organisation tree of one administration: network, service centers, districts, schools.

Units are numbered in the order in which one of them is chosen to protect another: fewest staff
first, then id. Staff is public and frozen at opening; an order that looked at answers could be
turned round by whoever knows the rule (disclosure.md 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Unit:
    """A place in the tree. `staff` is the frozen frame of a unit that has none below it.

    Units with others below get the sum of theirs and leave `staff` at 0.
    """

    id: str
    parent: str | None
    staff: int = 0


class NotATree(ValueError):
    """The units do not form a tree."""


class Tree:
    """Units by number; a number is also the place in the order."""

    ids: tuple[str, ...]
    staff: tuple[int, ...]
    parent: tuple[int | None, ...]
    children: tuple[tuple[int, ...], ...]
    upwards: tuple[int, ...]  # every unit after all units below it

    def __init__(self, units: Iterable[Unit]) -> None:
        """Units without a frame, and those with only such units below them, are left out."""
        listed = list(units)
        given = {unit.id: unit for unit in listed}
        if len(given) < len(listed):
            raise NotATree("A unit is listed twice.")
        staff = _staff_of_all(given)
        self.ids = tuple(sorted((i for i in given if staff[i]), key=lambda i: (staff[i], i)))
        self.number: Mapping[str, int] = {unit: place for place, unit in enumerate(self.ids)}
        self.staff = tuple(staff[i] for i in self.ids)
        parents = [given[i].parent for i in self.ids]
        self.parent = tuple(None if up is None else self.number[up] for up in parents)
        children: list[list[int]] = [[] for _ in self.ids]
        for unit, up in enumerate(self.parent):
            if up is not None:
                children[up].append(unit)
        self.children = tuple(tuple(below) for below in children)
        self.upwards = tuple(self._upwards())

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, unit: object) -> bool:
        return unit in self.number

    @property
    def leaves(self) -> Iterator[int]:
        """Units with none below them: schools, as a rule."""
        return (unit for unit, below in enumerate(self.children) if not below)

    def leaves_below(self, unit: int) -> list[int]:
        """The leaves of one unit; of a leaf, itself."""
        if not self.children[unit]:
            return [unit]
        return [leaf for child in self.children[unit] for leaf in self.leaves_below(child)]

    def line_up(self, unit: int) -> Iterator[int]:
        """The unit and everything above it."""
        step: int | None = unit
        while step is not None:
            yield step
            step = self.parent[step]

    def _upwards(self) -> Iterator[int]:
        stack = [unit for unit, up in enumerate(self.parent) if up is None]
        downwards = []
        while stack:
            downwards.append(unit := stack.pop())
            stack.extend(self.children[unit])
        return reversed(downwards)


def _staff_of_all(given: Mapping[str, Unit]) -> dict[str, int]:
    """Staff of every unit, that of inner units added up from below."""
    has_below = {unit.parent for unit in given.values()}
    staff = dict.fromkeys(given, 0)
    reached = set()
    for unit in given.values():
        if unit.id in has_below:
            if unit.staff:
                raise NotATree(f"{unit.id} has units below it and staff of its own.")
            continue
        step, seen = unit, {unit.id}
        staff[unit.id] = unit.staff
        while step.parent is not None:
            if step.parent not in given or step.parent in seen:
                raise NotATree(f"{step.parent}, above {step.id}, is missing or goes round.")
            seen.add(step.parent)
            step = given[step.parent]
            staff[step.id] += unit.staff
        reached |= seen
    if len(reached) < len(given):
        raise NotATree("Some units only have one another above and below them.")
    return staff
