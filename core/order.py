"""Rows in an order that people choose: one changes places with its neighbor."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def move_by_one(rows: list[Row], row: Row, *, up: bool) -> int | None:
    """Let `row` change places with the one before or after it; its new index.

    None where nothing happens: at an end, or when it is gone.
    """
    place = next((n for n, one in enumerate(rows) if one.pk == row.pk), None)
    if place is None:
        return None
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return None
    rows[place], rows[other] = rows[other], rows[place]
    return other
