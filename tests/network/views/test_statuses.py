import datetime as dt

import pytest
from django.contrib.messages import get_messages

from core import clock
from tests.network.views.asking import TODAY, address


@pytest.fixture
def _march():
    with clock.at(clock.on_day(TODAY)):
        yield


@pytest.mark.usefixtures("_march")
def test_school_closes_and_the_toast_takes_it_back(signed_in, state_admin, school):
    client = signed_in(state_admin)
    body = {"to": "closed", "on": "2026-03-01", "note": "Its students went to Gull School."}

    answer = client.post(address("organization-status", school), body)

    school.refresh_from_db()
    event = school.status_events.get()
    assert (school.status, event.on) == ("closed", dt.date(2026, 3, 1))
    [message] = get_messages(answer.wsgi_request)
    assert message.extra_tags == address("status-undo", event)

    client.post(message.extra_tags)

    school.refresh_from_db()
    assert school.status == "open"


@pytest.mark.usefixtures("_march")
def test_status_of_a_day_to_come_is_refused(signed_in, state_admin, school):
    body = {"to": "closed", "on": "2026-03-03"}

    answer = signed_in(state_admin).post(address("organization-status", school), body)

    assert answer.context["form"].errors == {"on": ["Choose today or a day before."]}
