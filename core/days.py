"""What speaks against a day, whoever wants to put something on it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import holidays
from django.conf import settings

if TYPE_CHECKING:
    import datetime as dt

SATURDAY = 5


def against(day: dt.date) -> str:
    """What speaks against a day in general: a public holiday or a weekend; empty when nothing."""
    if name := holiday(day):
        return f"{name} is a public holiday."
    return f"It is a {day:%A}." if day.weekday() >= SATURDAY else ""


def holiday(day: dt.date) -> str:
    """The public holiday in the network's country and state; empty when there is none."""
    return _holidays(settings.NETWORK_COUNTRY, settings.NETWORK_STATE, day.year).get(day, "")


@cache
def _holidays(country: str, state: str, year: int) -> dict[dt.date, str]:
    return dict(holidays.country_holidays(country, subdiv=state or None, years=year))
