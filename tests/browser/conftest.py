"""Browser tests: the system's Chromium against a live server; skipped, loudly, without one."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from plnetwork.celery import app
from plnetwork.local import chromium
from plnetwork.local.places import PROJECT
from tests.browser.answering import PHONE
from tests.browser.waiting import PATIENCE, until

SKIPPED = "There is no Chromium on this machine, so NO BROWSER TEST RAN. Install it and run again."

# Playwright's event loop runs in this thread; Django would take our own queries for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if chromium.path() is None:
                item.add_marker(pytest.mark.skip(reason=SKIPPED))


def pytest_terminal_summary(terminalreporter):
    if chromium.path() is None:
        terminalreporter.write_sep("=", "BROWSER TESTS SKIPPED", red=True, bold=True)
        terminalreporter.write_line(SKIPPED, red=True, bold=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": chromium.path(),
        "args": chromium.ARGUMENTS,
    }


@pytest.fixture
def worker(transactional_db, live_server, settings, tmp_path):
    """A Celery worker that writes its mails where the site's mailbox page looks."""
    settings.SITE_URL = live_server.url
    settings.EMAIL_BACKEND = "plnetwork.demo.mailbox.MailboxBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mailbox")
    database = urlsplit(os.environ["DATABASE_URL"])
    environment = {
        **os.environ,
        "DATABASE_URL": database._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "PLNETWORK_VAR": str(tmp_path),
        "SITE_URL": live_server.url,
    }
    command = [sys.executable, "-m", "celery", "--app", "plnetwork", "worker", "--pool", "solo"]
    command += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    log = tmp_path / "worker.log"
    with log.open("w") as written:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=written, stderr=subprocess.STDOUT
        )
        try:
            until(lambda: app.control.ping(timeout=0.5, limit=1), "the worker answers")
            yield log
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@pytest.fixture
def phone(browser):
    context = browser.new_context(**PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def browse(browser, live_server):
    """A browser of their own for each person; without a user, for somebody not signed in."""
    contexts = []

    def begin(user=None, **options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        if user is not None:
            context.add_cookies([{**_session_of(user), "url": live_server.url}])
        return context.new_page()

    yield begin
    for context in contexts:
        context.close()


def _session_of(user):
    """Signed in as the demo's list does it; the second factor is tested on its own."""
    client = Client()  # one each, because a second sign-in ends the first
    client.force_login(user)
    session = client.session
    session["demo_sign_in"] = True
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key}
