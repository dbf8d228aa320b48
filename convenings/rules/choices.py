"""Who goes to which choice session: as many people as possible get what they wish for most.

The rule, in this order:
1. everybody who wishes gets a place, as far as there are places;
2. as few people as possible are put where they did not wish to be;
3. the sum of the squared ranks is least, so that one third wish weighs more than two second ones;
4. whatever is still equal is decided by lot. Whoever wished for nothing takes what is left.

A least sum is one that no two people could lower by swapping, and nobody by moving to a free seat.
The lot is drawn from a number, so that anybody can draw it again and find the same.

This is the assignment problem. It is solved by shortest augmenting paths (Kuhn 1955; Edmonds and
Karp 1972), here over choices instead of people, because there are few of them: a person who enters
may push somebody on, who pushes somebody on, to a free seat, along the path that costs least.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOWHERE = -1  # the choice of whoever finds no place; there is room for everybody


def assign(
    wishes: Mapping[int, Sequence[int]], *, seats: Mapping[int, int], seed: int
) -> dict[int, int]:
    """Person to choice, of those who found a place.

    `wishes` are each person's choices, wished most first; `seats` how many each choice has.
    """
    lot = random.Random(seed)  # noqa: S311  a lot that can be drawn again, not a secret
    choices = sorted(seats)
    lot.shuffle(choices)
    people = sorted(wishes)
    lot.shuffle(people)
    room = _Room(wishes, choices, seats)
    for person in people:
        if any(wish in seats for wish in wishes[person]):
            room.enter(person)
    for person in people:
        if person not in room.place:
            room.fill(person)
    return {person: choice for person, choice in room.place.items() if choice != NOWHERE}


def rank_of(wishes: Sequence[int], choice: int) -> int | None:
    """1 for the first wish; None when it was not wished for."""
    return wishes.index(choice) + 1 if choice in wishes else None


class _Room:
    """Who sits where while people enter one by one."""

    def __init__(
        self, wishes: Mapping[int, Sequence[int]], choices: Sequence[int], seats: Mapping[int, int]
    ) -> None:
        self.choices = [*choices, NOWHERE]
        self.seats = {**seats, NOWHERE: len(wishes)}
        self.place: dict[int, int] = {}
        self.members: dict[int, set[int]] = {choice: set() for choice in self.choices}
        worst = (len(choices) + 1) ** 2
        # One person where they did not wish to be weighs more than all ranks of all together.
        unwished = worst * (len(wishes) + 1)
        nowhere = unwished * (len(wishes) + 1)
        self.cost = {
            person: _costs(wished, choices, unwished) | {NOWHERE: nowhere}
            for person, wished in wishes.items()
        }

    def enter(self, person: int) -> None:
        """Seat one more, pushing others on along the cheapest path to a free seat."""
        cost = self.cost[person]
        best = min(self.choices, key=cost.__getitem__)
        if self._is_free(best):
            self._sit(person, best)
            return
        pushed, came_from = self._paths(person)
        free = [choice for choice in self.choices if self._is_free(choice)]
        end = min(free, key=pushed.__getitem__)
        while came_from[end] is not None:
            before, who = came_from[end]  # type: ignore[misc]  # not None, as asked above
            self._sit(who, end)
            end = before
        self._sit(person, end)

    def fill(self, person: int) -> None:
        """Seat somebody indifferent where most seats are free."""
        free = [choice for choice in self.choices[:-1] if self._is_free(choice)]
        self._sit(person, max(free, key=self._free, default=NOWHERE))

    def _paths(self, person: int) -> tuple[dict[int, int], dict[int, tuple[int, int] | None]]:
        """The least cost of freeing a seat in each choice, and who is pushed to it from where."""
        least = dict(self.cost[person])
        came_from: dict[int, tuple[int, int] | None] = dict.fromkeys(self.choices)
        steps = self._steps()
        for _ in self.choices:
            is_settled = True
            for (before, after), (step, who) in steps.items():
                if least[before] + step < least[after]:
                    least[after] = least[before] + step
                    came_from[after] = (before, who)
                    is_settled = False
            if is_settled:
                break
        return least, came_from

    def _steps(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For every two choices: who is moved at least cost from the one to the other."""
        steps: dict[tuple[int, int], tuple[int, int]] = {}
        for before, members in self.members.items():
            for who in sorted(members):
                cost = self.cost[who]
                for after in self.choices:
                    step = cost[after] - cost[before]
                    known = steps.get((before, after))
                    if after != before and (known is None or step < known[0]):
                        steps[before, after] = (step, who)
        return steps

    def _sit(self, person: int, choice: int) -> None:
        left = self.place.get(person)
        if left is not None:
            self.members[left].discard(person)
        self.place[person] = choice
        self.members[choice].add(person)

    def _free(self, choice: int) -> int:
        return self.seats[choice] - len(self.members[choice])

    def _is_free(self, choice: int) -> bool:
        return self._free(choice) > 0


def _costs(wished: Sequence[int], choices: Sequence[int], unwished: int) -> dict[int, int]:
    """The squared rank of each choice; those not wished for cost all the same."""
    ranks = {choice: rank * rank for rank, choice in enumerate(wished, start=1)}
    return {choice: ranks.get(choice, unwished) for choice in choices}


def ranks_given(places: Mapping[int, int], wishes: Mapping[int, Sequence[int]]) -> Counter[int]:
    """How many got their first, second, third wish; 0 stands for what was not wished for."""
    return Counter(
        rank_of(wishes.get(person, ()), choice) or 0 for person, choice in places.items()
    )
