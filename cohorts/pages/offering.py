"""An offering as everybody reads it: whom a team needs and how long it takes, in words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cohorts.cloning import Shifted
from cohorts.models import PlannedMilestone
from cohorts.rules.dates import Time
from cohorts.services.cohort import last_day
from cohorts.services.offering import application_days
from core import clock

if TYPE_CHECKING:
    from cohorts.models import Offering, TeamRulePart

MONTHS_A_YEAR = 12


def length(offering: Offering) -> str:
    """ "2 years", or "18 months" where it is no whole number of years."""
    years, rest = divmod(offering.length_months, MONTHS_A_YEAR)
    count, word = (offering.length_months, "month") if rest or not years else (years, "year")
    return f"{count} {word}{'' if count == 1 else 's'}"


def how_many(part: TeamRulePart) -> str:
    """ "1", "1 to 3", "at least 2", "up to 5"."""
    if part.most is None:
        return f"at least {part.least}"
    if part.least == part.most:
        return str(part.least)
    return f"{part.least} to {part.most}" if part.least else f"up to {part.most}"


def applications(offering: Offering) -> str:
    """Where applying stands today; empty when nobody applies for it here."""
    today = clock.today()
    if offering.form_id is None or offering.apply_from is None:
        return ""
    if today < offering.apply_from:
        return "Not yet"
    return "Open" if offering.takes_applications else "Closed"


def preview_of_clone(source: Offering, starts_on: dt.date) -> list[Shifted]:
    """Every day that an offering has, and when a cohort that begins with it would reach what."""
    time = Time(starts_on, last_day(starts_on, months=source.length_months))
    old = Time(source.starts_on, last_day(source.starts_on, months=source.length_months))
    days = application_days(source, starts_on)
    rows = [Shifted("First day", source.starts_on, starts_on)]
    for name, words in [("apply_from", "Applications from"), ("apply_until", "Applications until")]:
        was, will_be = getattr(source, name), days[name]
        if was and will_be:
            rows.append(Shifted(words, was, will_be))
    for planned in PlannedMilestone.objects.filter(phase__offering=source):
        after = dt.timedelta(days=planned.due_after)
        was, _ = old.free_day(old.first + after)
        rows.append(Shifted(planned.name, was, *time.free_day(time.first + after)))
    return rows
