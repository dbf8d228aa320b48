"""A pytest plugin: every test run has its own PostgreSQL and Valkey, gone when it ends.

TEST_DATABASE_URL and TEST_REDIS_URL name servers to use instead (the role must be allowed to
create databases and extensions).
"""

import atexit
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from plnetwork.local import servers

running = ExitStack()


# A wrapper, because pytest-django reads the settings in the same hook, before plain ones.
@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Set the environment before Django's settings are read."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        _share_out(worker)
    else:
        _start()
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop what we started; pytest calls this after Ctrl-C too."""
    running.close()


def _start() -> None:
    """Servers and a folder of their own, for this process and the workers it starts."""
    os.environ["DEMO"] = "1"
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends the run like Ctrl-C
    atexit.register(running.close)  # pytest does not unconfigure what it could not configure
    if "TEST_DATABASE_URL" in os.environ and "TEST_REDIS_URL" in os.environ:
        os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
        os.environ["REDIS_URL"] = os.environ["TEST_REDIS_URL"]
        var = running.enter_context(tempfile.TemporaryDirectory(prefix="plnetwork-test-"))
    else:
        addresses, folder = running.enter_context(servers.throw_away())
        os.environ["DATABASE_URL"] = addresses.database_url
        os.environ["REDIS_URL"] = addresses.redis_url
        var = str(folder / "var")
    os.environ["PLNETWORK_VAR"] = var
    Path(var).mkdir(exist_ok=True)


def _share_out(worker: str) -> None:
    """A cache and a folder per worker; pytest-django gives each its own database."""
    number = int(worker.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}").geturl()
    var = Path(os.environ["PLNETWORK_VAR"]) / worker
    var.mkdir(exist_ok=True)
    os.environ["PLNETWORK_VAR"] = str(var)
