"""When answers that come as a file were asked."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from core import clock, local_time
from surveys.collection.refusals import CannotBringIn

if TYPE_CHECKING:
    from surveys.collection.arrivals.mapping import Plan

SCHOOL_YEAR = re.compile(r"(20\d\d|19\d\d)-(\d\d)")


def window_of(plan: Plan) -> tuple[dt.datetime, dt.datetime, str]:
    """When it was asked, as far as the map says: else some time in its school year.

    The opening, the close and the school year. Raises CannotBringIn.
    """
    school_year = plan.school_year or local_time.school_year(clock.today())
    said = SCHOOL_YEAR.fullmatch(school_year)
    if said is None or (int(said[1]) + 1) % 100 != int(said[2]):
        raise CannotBringIn(f"“{school_year}” is no school year such as 2023-24.")
    begins_at, next_at = local_time.school_year_bounds(school_year)
    opens_at = clock.on_day(plan.opens, hour=0) if plan.opens else begins_at
    if plan.closes:
        closes_at = clock.on_day(plan.closes, hour=23, minute=59)
    else:
        closes_at = min(next_at - dt.timedelta(minutes=1), clock.now())
    if closes_at > clock.now() or opens_at >= closes_at:
        raise CannotBringIn(
            "The survey has not ended: it opens before it closes, and closes before today."
        )
    return opens_at, closes_at, school_year
