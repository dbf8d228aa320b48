"""A worker is killed in the midst of its mail: everything arrives, and next to nothing twice.

A real Celery worker process, a real SMTP server, SIGKILL. The one message that the server had
taken when the worker died, before its row said so, may arrive a second time: nobody can know.
"""

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from messaging.models import Message
from messaging.tasks import AT_ONCE, drain
from plnetwork.local.places import PROJECT
from tests.browser.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)

HOW_MANY = 2000
KILLED_AFTER = (600, 1400)
PATIENCE = 90  # seconds on a busy machine; a free one needs some five


class Mailbox:
    """Takes every mail and counts by address."""

    def __init__(self):
        self.got = Counter()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        self.got.update(envelope.rcpt_tos)
        return "250 OK"


@pytest.fixture
def server():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(Mailbox(), hostname="127.0.0.1", port=port)
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def start_worker(server, tmp_path):
    """Starts a worker on the test's database that mails through the server."""
    started = []
    database = urlsplit(os.environ["DATABASE_URL"])
    environment = {
        **os.environ,
        "DATABASE_URL": database._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "PLNETWORK_VAR": str(tmp_path),
        "EMAIL_HOST": server.hostname,
        "EMAIL_PORT": str(server.port),
        "EMAIL_USE_TLS": "0",
    }
    command = [sys.executable, "-m", "celery", "--app", "plnetwork", "worker", "--pool", "solo"]
    command += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]

    def start():
        with (tmp_path / "worker.log").open("a") as log:
            process = subprocess.Popen(
                command, cwd=PROJECT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        started.append(process)
        drain.delay()  # as the clock does every 20 seconds
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


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
