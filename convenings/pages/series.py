"""A cohort's convenings over the years: a wall planner, and a list by month."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from convenings.models import Session
from convenings.pages.conflicts import Wish, warnings_for, wish_of
from convenings.pages.doubled import Ask, ask_which
from convenings.rules.dates import Span, exact, months
from convenings.services.series import Planned
from core import clock, local_time
from core.days import SATURDAY, holiday

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accounts.models import User
    from cohorts.models import Cohort

LONGEST_MONTH = 31


@dataclass(frozen=True)
class Entry:
    """One session in the plan."""

    session: Session
    warnings: list[str]
    may_move: bool


@dataclass(frozen=True)
class Day:
    """One field of the wall planner; outside the month it is only space."""

    on: dt.date | None
    kind: str  # "", "weekend", "holiday", "none"
    holiday: str
    entries: list[Entry]


@dataclass(frozen=True)
class Month:
    """One line of the wall planner, and one part of the list."""

    first: dt.date
    days: list[Day]
    entries: list[Entry]


@dataclass(frozen=True)
class SeriesPage:
    """The whole plan of a cohort."""

    months: list[Month]
    undated: list[Any]
    count: int

    @property
    def day_numbers(self) -> range:
        """The head of the planner."""
        return range(1, LONGEST_MONTH + 1)


def series_page(cohort: Cohort, user: User, *, may_run: bool) -> SeriesPage:
    """Every session that is held, month by month over the cohort's time."""
    sessions = list(
        Session.objects.filter(convening__cohort=cohort, is_cancelled=False)
        .with_seats()
        .select_related("convening__cohort", "venue")
        .order_by("starts_at", "pk")
    )
    to_come = [session for session in sessions if not session.is_over] if may_run else []
    warnings = warnings_for([wish_of(session) for session in to_come], user)
    said = {session.pk: words for session, words in zip(to_come, warnings, strict=True)}
    on: defaultdict[dt.date, list[Entry]] = defaultdict(list)
    for session in sessions:
        entry = Entry(session, said.get(session.pk, []), session.pk in said)
        on[timezone.localdate(session.starts_at)].append(entry)
    days = [cohort.starts_on, cohort.ends_on, *on]
    undated = cohort.convenings.exclude(sessions__is_cancelled=False).order_by("number")
    return SeriesPage(
        months=[_month(first, on) for first in months(min(days), max(days))],
        undated=list(undated),
        count=len(sessions),
    )


def _month(first: dt.date, on: dict[dt.date, list[Entry]]) -> Month:
    length = calendar.monthrange(first.year, first.month)[1]
    days = [first + dt.timedelta(days=n) for n in range(length)]
    fields = [_day(day, on.get(day, [])) for day in days]
    fields += [Day(None, "none", "", [])] * (LONGEST_MONTH - length)
    return Month(first, fields, [entry for day in days for entry in on.get(day, [])])


def _day(on: dt.date, entries: list[Entry]) -> Day:
    name = holiday(on)
    kind = "holiday" if name else "weekend" if on.weekday() >= SATURDAY else ""
    return Day(on, kind, name, entries)


@dataclass
class Laid:
    """The dates of one convening, a span for each region, as far as they can be told."""

    dates: dict[str, Span] = field(default_factory=dict)
    asks: list[Ask] = field(default_factory=list)
    problem: str = ""


@dataclass(frozen=True)
class Proposal:
    """One convening of a series before it is written."""

    place: int
    plan: dict[str, Any]
    first_on: dt.date
    number: int
    is_wanted: bool
    laid: Laid
    warnings: list[str]

    @property
    def words(self) -> list[str]:
        """Each region with its date."""
        return [
            f"{region}: {local_time.span(span.starts_at, span.ends_at)}"
            for region, span in self.laid.dates.items()
        ]

    @property
    def is_open(self) -> bool:
        """Whether it is not yet said which of two hours is meant."""
        return any(ask.chosen is None for ask in self.laid.asks)

    @property
    def planned(self) -> Planned:
        """What the service takes."""
        return Planned(self.number, self.plan, self.laid.dates)


def propose(
    cohort: Cohort,
    plans: Sequence[dict[str, Any]],
    *,
    days: Sequence[dt.date],
    wanted: Sequence[bool],
    regions: Sequence[str],
    apart: int,
    first_number: int,
    answers: Mapping[str, str],
    user: User,
) -> list[Proposal]:
    """All dates of a series with what speaks against each; nothing is written."""
    number, drafts = first_number, []
    for place, plan in enumerate(plans):
        on = [days[place] + dt.timedelta(days=n * apart) for n in range(len(regions))]
        laid = _lay(place, plan, dict(zip(regions, on, strict=True)), answers)
        if wanted[place] and not laid.problem and days[place] < clock.today():
            laid.problem = "This day is over. Choose a later one."
        drafts.append((place, plan, number, laid))
        number += wanted[place]
    wishes = [
        Wish(cohort.pk, span, None, own)
        for place, _, own, laid in drafts
        for span in laid.dates.values()
        if wanted[place]
    ]
    said = iter(warnings_for(wishes, user))
    found = []
    for place, plan, own, laid in drafts:
        words = [next(said) for _ in laid.dates] if wanted[place] else []
        warnings = list(dict.fromkeys(line for lines in words for line in lines))
        found.append(Proposal(place, plan, days[place], own, wanted[place], laid, warnings))
    return found


def _lay(
    place: int, plan: dict[str, Any], days: Mapping[str, dt.date], answers: Mapping[str, str]
) -> Laid:
    """The template's hours on these days; where an hour comes twice, the form asks which one."""
    times = {name: dt.time.fromisoformat(plan[name]) for name in ("starts", "ends")}
    laid = Laid()
    for n, (region, day) in enumerate(days.items()):
        which = {}
        for name, title in [("starts", f"{region} begins at"), ("ends", f"{region} ends at")]:
            ask = ask_which(f"which-{place}-{n}-{name}", title, day, times[name], answers)
            if ask is not None:
                laid.asks.append(ask)
                which[name] = ask.chosen
        try:
            span = Span(
                *(
                    exact(local_time.moment(day, time, which=which.get(name)))
                    for name, time in times.items()
                )
            )
        except local_time.TimeSkipped as refusal:
            return Laid(problem=str(refusal).replace("another time", "another day"))
        except local_time.TimeDoubled:
            continue  # not answered yet
        if span.ends_at <= span.starts_at:
            laid.problem = f"{region} would end before it starts. Choose the other hour."
        else:
            laid.dates[region] = span
    return laid
