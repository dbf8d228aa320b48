"""When answers that come as a file were asked."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from core import clock
from surveys.collection.refusals import CannotBringIn

if TYPE_CHECKING:
    from surveys.collection.arrivals.mapping import Plan

SCHOOL_YEAR = re.compile(r"(20\d\d|19\d\d)-(\d\d)")


def window_of(plan: Plan) -> tuple[dt.datetime, dt.datetime, str]:
    """When it was asked, as far as the map says: else some time in its school year.

    The opening, the close and the school year. Raises CannotBringIn.
    """
    today = clock.today()
    first = today.year if today.month >= 7 else today.year - 1
    school_year = plan.school_year or f"{first}-{(first + 1) % 100:02d}"
    said = SCHOOL_YEAR.fullmatch(school_year)
    if said is None or (int(said[1]) + 1) % 100 != int(said[2]):
        raise CannotBringIn(f"“{school_year}” is no school year such as 2023-24.")
    first = int(said[1])
    opens_at = clock.on_day(plan.opens or dt.date(first, 7, 1), hour=0)
    last = clock.on_day((plan.closes or dt.date(first + 1, 6, 30)), hour=23, minute=59)
    closes_at = last if plan.closes else min(last, clock.now())
    if closes_at > clock.now() or opens_at >= closes_at:
        raise CannotBringIn(
            "The survey has not ended: it opens before it closes, and closes before today."
        )
    return opens_at, closes_at, school_year
