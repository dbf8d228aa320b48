"""How long a freed seat is held for whoever was offered it (product.md: offers expire)."""

from __future__ import annotations

import datetime as dt

LONGEST = dt.timedelta(hours=48)
SHORTEST = dt.timedelta(hours=1)


def held_until(now: dt.datetime, *, seats_close_at: dt.datetime) -> dt.datetime:
    """Until when a seat offered now is held.

    Two days; near the deadline half of the time that is left, so that a second person can still be
    asked after the first; never less than an hour, and never past the deadline.
    """
    left = max(seats_close_at - now, dt.timedelta())
    return now + min(LONGEST, max(left / 2, SHORTEST), left)
