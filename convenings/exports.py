"""Contact hours as lines for another system, in the columns and the order that it wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from convenings.models import Attendance, ExportLayout
from convenings.services.certificate import best_marks, presence_of
from core import clock, local_time
from core.hours import hours_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from convenings.models import Convening
    from convenings.querysets.session import ConveningQuerySet
    from network.models import Organization, School


@dataclass(frozen=True)
class Column:
    """A fact about somebody's presence; the sample stands in the preview of a layout."""

    code: str
    label: str
    sample: str
    of: Callable[[Attendance], object]


def _school(mark: Attendance) -> School | None:
    return mark.team.school if mark.team else None


def _district(mark: Attendance) -> Organization | None:
    if mark.team is None:
        return None
    return mark.team.school.agency if mark.team.school else mark.team.district


def _day(mark: Attendance) -> dt.date:
    return timezone.localdate(mark.session.starts_at)


def _minutes(mark: Attendance) -> int:
    return presence_of(mark).minutes


def _convening(mark: Attendance) -> Convening:
    return mark.session.convening


def _hours(mark: Attendance) -> str:
    return f"{hours_of(_minutes(mark)):.2f}"


def _last_name(mark: Attendance) -> str:
    return mark.person.last_name


def _first_name(mark: Attendance) -> str:
    return mark.person.first_name


def _email(mark: Attendance) -> str:
    return mark.person.email


def _school_irn(mark: Attendance) -> str:
    school = _school(mark)
    return school.irn if school else ""


def _district_irn(mark: Attendance) -> str:
    district = _district(mark)
    return district.irn if district else ""


def _school_name(mark: Attendance) -> str:
    return str(_school(mark) or "")


def _district_name(mark: Attendance) -> str:
    return str(_district(mark) or "")


def _number(mark: Attendance) -> int:
    return _convening(mark).number


def _topic(mark: Attendance) -> str:
    return _convening(mark).topic


def _cohort(mark: Attendance) -> str:
    return str(_convening(mark).cohort)


def _center(mark: Attendance) -> str:
    return str(_convening(mark).cohort.home)


def _region(mark: Attendance) -> str:
    return mark.session.region


def _place(mark: Attendance) -> str:
    return mark.session.where


def _iso_day(mark: Attendance) -> str:
    return _day(mark).isoformat()


def _us_day(mark: Attendance) -> str:
    return f"{_day(mark):%m/%d/%Y}"


def _school_year(mark: Attendance) -> str:
    return local_time.school_year(_day(mark))


COLUMNS = {
    column.code: column
    for column in (
        Column("last_name", "Last name", "Lovell", _last_name),
        Column("first_name", "First name", "Ada", _first_name),
        Column("email", "E-mail", "a.lovell@kettle.example", _email),
        Column("school", "School", "Kettle Run High School", _school_name),
        Column("school_irn", "School IRN", "000042", _school_irn),
        Column("district", "District", "Fallow Local", _district_name),
        Column("district_irn", "District IRN", "990501", _district_irn),
        Column("center", "Service center", "Maple ESC", _center),
        Column("cohort", "Cohort", "Launch 2023", _cohort),
        Column("number", "Number of the convening", "4", _number),
        Column("topic", "Topic", "Authentic Learning", _topic),
        Column("date", "Date", "2024-02-13", _iso_day),
        Column("date_us", "Date, month first", "02/13/2024", _us_day),
        Column("school_year", "School year", "2023-24", _school_year),
        Column("region", "Session", "North", _region),
        Column("place", "Place", "Lakebend Learning Hall", _place),
        Column("hours", "Contact hours", "5.75", _hours),
        Column("minutes", "Minutes", "345", _minutes),
    )
}
STANDARD = ("last_name", "first_name", "email", "school_irn", "date", "topic", "hours")


def standard_layout() -> ExportLayout:
    """What is offered before anybody has made a layout."""
    labels = [COLUMNS[code].label for code in STANDARD]
    return ExportLayout(name="Standard", columns=list(STANDARD), headings=labels)


def sample_of(layout: ExportLayout) -> list[list[object]]:
    """The head and one made-up line."""
    return [list(layout.headings), [COLUMNS[code].sample for code in layout.columns]]


def lines_of(layout: ExportLayout, marks: Sequence[Attendance]) -> Iterator[list[object]]:
    """The head, then a line for each mark."""
    yield list(layout.headings)
    for mark in marks:
        yield [COLUMNS[code].of(mark) for code in layout.columns]


def hours_earned(
    convenings: ConveningQuerySet, *, first: dt.date | None = None, last: dt.date | None = None
) -> list[Attendance]:
    """One mark for each person and convening that was long enough, by name.

    SECURITY: whether feedback was sent plays no part here. The lines are read by others, and would
    tell who has sent it; the certificate, which asks for it, is the person's own.
    """
    marks = Attendance.objects.filter(
        session__convening__in=convenings.values("pk"),
        session__is_cancelled=False,
        session__ends_at__lte=clock.now(),
    )
    if first is not None:
        marks = marks.filter(session__starts_at__gte=clock.on_day(first, 0))
    if last is not None:
        marks = marks.filter(session__starts_at__lte=clock.on_day(last, 23, 59))
    of_each: dict[int, list[Attendance]] = {}
    for mark in marks.select_related(
        "person",
        "team__school__agency",
        "team__district",
        "session__convening__cohort__home",
        "session__venue",
    ):
        of_each.setdefault(mark.session.convening_id, []).append(mark)
    best = [mark for of_one in of_each.values() for mark in best_marks(of_one).values()]
    enough = [m for m in best if presence_of(m).is_enough(_convening(m).least_share)]
    return sorted(enough, key=_by_name)


def _by_name(mark: Attendance) -> tuple[str, str, int, dt.datetime]:
    person = mark.person
    return (person.last_name, person.first_name, person.pk, mark.session.starts_at)
