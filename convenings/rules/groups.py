"""Which teams work together in the room, out of what each of them chose.

Rule: every team that chose something is in one group, and it is a group of its own choice; the
groups are as even as that allows, so that no team could move to another of its choices that is at
least two teams smaller. Moving teams until that holds ends, since each move lowers the sum of the
squared sizes. The result depends on the order of the teams alone, so it can be repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def groups_from(wishes: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """Teams by the option that their group is about; wishes hold the options that a team chose."""
    in_order = sorted(wishes)
    # Whoever has fewer choices goes first: the others can make room.
    placed: dict[int, int] = {}
    for team in sorted(in_order, key=lambda one: (len(wishes[one]), one)):
        if wishes[team]:
            placed[team] = _smallest(wishes[team], placed)
    while _one_moves(in_order, wishes, placed):
        pass
    options = sorted(set(placed.values()))
    return {option: [team for team in in_order if placed.get(team) == option] for option in options}


def _smallest(options: Sequence[int], placed: Mapping[int, int]) -> int:
    return min(options, key=lambda option: (_size(option, placed), options.index(option)))


def _one_moves(
    in_order: Sequence[int], wishes: Mapping[int, Sequence[int]], placed: dict[int, int]
) -> bool:
    for team in in_order:
        if team not in placed:
            continue
        better = _smallest(wishes[team], placed)
        if _size(better, placed) + 2 <= _size(placed[team], placed):
            placed[team] = better
            return True
    return False


def _size(option: int, placed: Mapping[int, int]) -> int:
    return sum(1 for one in placed.values() if one == option)
