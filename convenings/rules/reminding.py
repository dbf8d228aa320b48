"""When somebody with a seat is reminded: a week before, a day before, and how to join."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEK, DAY = dt.timedelta(days=7), dt.timedelta(days=1)
LONGEST_AHEAD = dt.timedelta(days=31)  # more than the link to join is shown before the start
# What no worker sent in time is left out: a reminder must not come when nobody expects it.
LATE_BY = {WEEK: dt.timedelta(days=2), DAY: DAY}


class Step(StrEnum):
    """One of the three mails before a session."""

    WEEK = "week"
    DAY = "day"
    LINK = "link"


def due_steps(
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    link_opens_at: dt.datetime | None,
    now: dt.datetime,
) -> Iterator[tuple[Step, dt.datetime]]:
    """The steps that are due at this moment, each with the moment from which on it was.

    `starts_at` is in the zone whose days are meant: a week before 9 o'clock is 9 o'clock, also
    over a change of the clocks. The link goes to whoever has a seat until the session ends.
    """
    for step, ahead in ((Step.WEEK, WEEK), (Step.DAY, DAY)):
        since = starts_at - ahead
        if since <= now < min(since + LATE_BY[ahead], starts_at):
            yield step, since
    if link_opens_at is not None and link_opens_at <= now < ends_at:
        yield Step.LINK, link_opens_at
