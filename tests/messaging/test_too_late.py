"""What has a due moment is not held beyond it by a button."""

import datetime as dt

from core import clock
from tests.factories.messaging import MessageFactory
from tests.messaging.test_acts import client, several, url

__all__ = ["client"]  # a fixture


def test_nothing_is_postponed_until_it_is_too_late(school, client):
    due = clock.now() + dt.timedelta(days=2)
    pressed = MessageFactory(organization=school, due_at=due)
    free = MessageFactory(organization=school)
    later = f"{due + dt.timedelta(days=1):%Y-%m-%dT%H:%M}"

    alone = client.post(url("postpone", pressed), {"until": later}, follow=True)
    home = several(client, "", act="postpone", until=later)

    assert "It would come too late" in alone.text
    assert "1 message was postponed; one keeps its hour, because later is too late." in home.text
    for message in (pressed, free):
        message.refresh_from_db()
    assert pressed.send_after < due < free.send_after
