import datetime as dt

import pytest

from convenings.dosage import dosage, dosage_by_team, dosage_of
from convenings.models import Attendance
from core import clock
from tests.factories.convenings import AttendanceFactory, SessionFactory
from tests.factories.network import PersonFactory


def test_everybody_is_counted_once_in_however_many_sessions():
    """domain.md I 12: 80 people at three sessions, 40 at two, 45 at one."""
    times = [3] * 80 + [2] * 40 + [1] * 45
    rows = [(person, 60) for person, number in enumerate(times) for _ in range(number)]

    came = dosage(rows)

    assert (came.attendances, came.educators) == (365, 165)
    assert came.by_times == {3: 80, 2: 40, 1: 45}
    assert (came.hours, came.hours_each) == ("365", "2.22")


def test_nobody_makes_no_mean():
    assert (dosage([]).hours, dosage([]).hours_each) == ("0", "")


@pytest.mark.django_db
@pytest.mark.parametrize(("late", "early"), [(0, 0), (45, 30), (200, 200)])
def test_the_database_reckons_minutes_as_the_model_does(late, early):
    session = SessionFactory(ends_at=clock.now() + dt.timedelta(days=14, hours=6, seconds=50))
    mark = AttendanceFactory(session=session, late_minutes=late, early_minutes=early)

    [row] = Attendance.objects.with_minutes()

    assert row.minutes_present == mark.minutes


def test_dosage_of_teams(session, team, other_team):
    ada, ben = PersonFactory(), PersonFactory()
    later = SessionFactory(convening=session.convening, region="South")
    AttendanceFactory(session=session, person=ada, team=team)
    AttendanceFactory(session=later, person=ada, team=team, late_minutes=60)
    AttendanceFactory(session=session, person=ben, team=other_team)
    AttendanceFactory(session=session, team=None)

    by_team = dosage_by_team(Attendance.objects.all())

    assert {pk: (one.educators, one.hours) for pk, one in by_team.items()} == {
        team.pk: (1, "11"),
        other_team.pk: (1, "6"),
    }
    assert dosage_of(Attendance.objects.all()).educators == 3
