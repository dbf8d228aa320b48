"""A worker is killed in the midst of 500 reminders, and some give their seat back meanwhile.

A real Celery worker process, a real SMTP server, SIGKILL. Nobody is mailed twice but for the one
message that the server may have taken when the worker died, and nobody who gave up is reminded.
"""

import datetime as dt
import signal
from collections import Counter

import pytest

from convenings import jobs, services
from convenings.models import Registration
from core import clock
from messaging.models import Message
from tests.browser.waiting import until
from tests.factories.convenings import RegistrationFactory, SessionFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)

HOW_MANY, KILLED_AFTER, GIVEN_UP = 500, 120, 25
PATIENCE = 90  # seconds on a busy machine; a free one needs some five
REMINDER = "convenings/reminder"


@pytest.fixture
def session(state_agency):
    """Tomorrow, so that everybody is due to be reminded."""
    session = SessionFactory(starts_at=clock.now() + dt.timedelta(hours=20))
    for _ in range(HOW_MANY):
        RegistrationFactory(session=session, person=PersonFactory())
    return session


def test_nobody_is_reminded_twice_and_nobody_who_gave_the_seat_back(session, server, start_worker):
    got = server.handler.got
    assert jobs.remind_before_sessions() == HOW_MANY
    worker = start_worker()
    until(lambda: got.total() >= KILLED_AFTER, f"{KILLED_AFTER} mails", PATIENCE)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    waiting = Message.objects.filter(kind=REMINDER, state="queued").order_by("-pk")
    left = list(waiting.values_list("person", flat=True)[:GIVEN_UP])
    assert len(left) == GIVEN_UP, "the worker was killed too late to prove anything"
    for seat in Registration.objects.filter(person__in=left):
        services.cancel_registration(seat, by=seat.person)

    assert jobs.remind_before_sessions() == 0  # the clock strikes again meanwhile
    start_worker()
    until(lambda: not Message.objects.filter(state__in=["queued", "sending"]), "all", PATIENCE)

    states = Counter(Message.objects.filter(kind=REMINDER).values_list("state", flat=True))
    assert states == {"sent": HOW_MANY - GIVEN_UP, "cancelled": GIVEN_UP}
    assert len(got) == HOW_MANY
    # One for everybody: a reminder, or that the seat is given back; one perhaps twice.
    assert got.total() <= HOW_MANY + 1
