"""Rows that change places with a neighbor."""

from types import SimpleNamespace

import pytest

from core.order import move_by_one


@pytest.mark.parametrize(
    ("pk", "up", "place", "order"),
    [
        (2, True, 0, [2, 1, 3]),
        (2, False, 2, [1, 3, 2]),
        (1, True, None, [1, 2, 3]),
        (3, False, None, [1, 2, 3]),
        (9, True, None, [1, 2, 3]),
    ],
)
def test_one_moves_and_nothing_happens_at_an_end_or_without_it(pk, up, place, order):
    rows = [SimpleNamespace(pk=number) for number in (1, 2, 3)]

    assert move_by_one(rows, SimpleNamespace(pk=pk), up=up) == place
    assert [row.pk for row in rows] == order
