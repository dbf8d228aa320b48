import datetime as dt
import threading

import pytest
from django.db import connection

from convenings import jobs
from convenings.models import Session
from core import clock
from surveys.collection.models import Administration, Invitation
from surveys.instruments.services import load_instruments
from tests.factories.convenings import AttendanceFactory, SessionFactory
from tests.factories.network import StateAgencyFactory

START = clock.on_day(dt.date(2024, 2, 13))
END = clock.on_day(dt.date(2024, 2, 13), 15)


@pytest.fixture
def north(state_agency):
    return SessionFactory(region="North", starts_at=START, ends_at=END)


def run(after_the_end=dt.timedelta(minutes=1)):
    with clock.at(END + after_the_end):
        return jobs.open_feedback()


def test_feedback_opens_when_the_session_ends_and_only_once(north):
    AttendanceFactory(session=north, marked_at=START)

    assert [run(dt.timedelta(minutes=-1)), run(dt.timedelta()), run()] == [0, 1, 0]

    north.refresh_from_db()
    assert north.feedback_opened_at == END


def test_session_without_attendance_waits_for_it(north):
    assert run() == 0

    AttendanceFactory(session=north, marked_at=END + dt.timedelta(days=1))
    assert run(dt.timedelta(days=1, minutes=6)) == 1


def test_list_that_is_being_filled_after_the_day_is_waited_for(north):
    AttendanceFactory(session=north, marked_at=END + dt.timedelta(days=1))
    AttendanceFactory(session=north, marked_at=END + dt.timedelta(days=1, minutes=3))

    minutes = [1, 4, 7, 9]
    assert [run(dt.timedelta(days=1, minutes=m)) for m in minutes] == [0, 0, 0, 1]
    assert Invitation.objects.count() == 2


def test_after_a_week_nobody_is_asked_any_more(north):
    AttendanceFactory(session=north, marked_at=START)

    assert run(dt.timedelta(days=7)) == 0


def test_cancelled_session_asks_nobody(north):
    AttendanceFactory(session=north, marked_at=START)
    Session.objects.update(is_cancelled=True)

    assert run() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_survey_and_ask_everybody_once():
    StateAgencyFactory()
    load_instruments()
    north = SessionFactory(region="North", starts_at=START, ends_at=END)
    south = SessionFactory(convening=north.convening, region="South", starts_at=START, ends_at=END)
    for session in [north, south]:
        AttendanceFactory.create_batch(3, session=session, marked_at=START)
    gate = threading.Barrier(3)
    opened = []

    def work():
        gate.wait()
        opened.append(run())
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    opened.append(run())

    assert sum(opened) == 2
    assert Administration.objects.count() == 1
    assert Invitation.objects.count() == 6


def test_session_whose_people_were_all_asked_does_not_hold_up_the_others(north):
    south = SessionFactory(convening=north.convening, region="South", starts_at=START, ends_at=END)
    east = SessionFactory(region="East", starts_at=START, ends_at=END)
    person = AttendanceFactory(session=north, marked_at=START).person
    AttendanceFactory(session=south, person=person, marked_at=START)
    AttendanceFactory(session=east, marked_at=START)

    assert run() == 2

    opened = Session.objects.exclude(feedback_opened_at=None).order_by("region")
    assert [session.region for session in opened] == ["East", "North"]
