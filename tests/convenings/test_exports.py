import datetime as dt

import pytest

from convenings.exports import (
    COLUMNS,
    STANDARD,
    hours_earned,
    lines_of,
    sample_of,
    standard_layout,
)
from convenings.models import Convening, ExportLayout
from core import clock
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory

DAY = dt.date(2024, 2, 13)


@pytest.fixture
def held(cohort):
    convening = ConveningFactory(cohort=cohort, number=4)
    return SessionFactory(convening=convening, region="North", starts_at=clock.on_day(DAY))


def came(session, first_name, **facts):
    names = {"person__first_name": first_name, "person__last_name": "Lovell"}
    return AttendanceFactory(session=session, **names, **facts)


def test_every_column_says_what_its_sample_looks_like(held, team):
    came(held, "Ada", team=team, late_minutes=15, person__email="a@kettle.example")
    every = ExportLayout(columns=list(COLUMNS), headings=list(COLUMNS))

    head, line = lines_of(every, hours_earned(Convening.objects.all()))

    facts = dict(zip(head, line, strict=True))
    assert facts == {
        "last_name": "Lovell",
        "first_name": "Ada",
        "email": "a@kettle.example",
        "school": "Kettle School",
        "school_irn": "000042",
        "district": "Fallow Local",
        "district_irn": "990501",
        "center": "Maple ESC",
        "cohort": "Riverside",
        "number": 4,
        "topic": "Authentic Learning",
        "date": "2024-02-13",
        "date_us": "02/13/2024",
        "school_year": "2023-24",
        "region": "North",
        "place": "Lakebend Learning Hall",
        "hours": "5.75",
        "minutes": 345,
    }
    assert [len(row) for row in sample_of(every)] == [len(COLUMNS)] * 2


def test_the_order_is_that_of_the_layout(held, team):
    came(held, "Ada", team=team)
    layout = ExportLayout(columns=["hours", "last_name"], headings=["CEU", "Name"])

    lines = list(lines_of(layout, hours_earned(Convening.objects.all())))

    assert lines == [["CEU", "Name"], ["6.00", "Lovell"]]


def test_whoever_left_too_early_has_no_line_and_feedback_plays_no_part(held):
    came(held, "Ada", early_minutes=72)
    came(held, "Ben", early_minutes=73)
    held.convening.needs_feedback = True
    held.convening.save()

    assert [m.person.first_name for m in hours_earned(Convening.objects.all())] == ["Ada"]


def test_two_sessions_of_a_convening_are_one_line(held):
    south = SessionFactory(
        convening=held.convening, region="South", starts_at=clock.on_day(dt.date(2024, 2, 20))
    )
    ada = came(held, "Ada", late_minutes=60).person
    AttendanceFactory(session=south, person=ada)

    [line] = hours_earned(Convening.objects.all())

    assert line.session == south


def test_a_period_takes_in_its_first_and_last_day(held):
    came(held, "Ada")
    day, next_day = DAY, DAY + dt.timedelta(days=1)

    def count(first, last):
        return len(hours_earned(Convening.objects.all(), first=first, last=last))

    assert (count(day, day), count(next_day, next_day), count(None, None)) == (1, 0, 1)


def test_somebody_without_a_team_has_empty_cells(held):
    came(held, "Ada", team=None)
    layout = ExportLayout(columns=["school", "school_irn", "district"], headings=["a", "b", "c"])

    assert list(lines_of(layout, hours_earned(Convening.objects.all())))[1] == ["", "", ""]


def test_the_standard_layout_needs_no_row():
    assert standard_layout().columns == list(STANDARD)
    assert standard_layout().pk is None
