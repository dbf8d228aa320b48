"""A worker is killed in the midst of its mail: everything arrives, and next to nothing twice.

A real Celery worker process, a real SMTP server, SIGKILL. The one message that the server had
taken when the worker died, before its row said so, may arrive a second time: nobody can know.
"""

import signal

import pytest

from messaging.models import Message
from messaging.tasks import AT_ONCE
from tests.browser.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)

HOW_MANY = 2000
KILLED_AFTER = (600, 1400)
PATIENCE = 90  # seconds on a busy machine; a free one needs some five


def test_a_killed_worker_loses_no_message_and_doubles_at_most_the_one_in_the_call(
    server, start_worker
):
    mailbox = server.handler
    Message.objects.bulk_create(
        Message(
            kind="cohorts/team-invitation",
            to=f"teacher{number}@example.org",
            subject="[For you to know] A letter",
            body="Hello\n",
            dedupe_key=f"killed:{number}",
        )
        for number in range(HOW_MANY)
    )

    for number in KILLED_AFTER:
        worker = start_worker()
        until(lambda number=number: mailbox.got.total() >= number, f"{number} mails", PATIENCE)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        left = Message.objects.exclude(state="sent")
        assert left.count() > 0, "the worker was killed too late to prove anything"
        assert Message.objects.filter(state="sending").count() <= AT_ONCE
    start_worker()
    until(lambda: not Message.objects.exclude(state="sent").exists(), "all are sent", PATIENCE)

    assert len(mailbox.got) == HOW_MANY
    assert mailbox.got.total() <= HOW_MANY + len(KILLED_AFTER)
    assert max(mailbox.got.values()) <= 2
