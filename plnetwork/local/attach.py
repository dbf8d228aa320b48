"""Gives a management command its servers, silently: standard output belongs to the command."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from plnetwork.local import servers
from plnetwork.local.places import PROJECT

NEEDS_NOTHING = {"version", "--version"}
A_LITTLE = 0.05  # seconds


@contextmanager
def servers_for(argv: Sequence[str]) -> Iterator[None]:
    """DATABASE_URL and REDIS_URL for one command: those given, or those of the embedded servers.

    On the embedded database the demo's known secret is good enough, so DEMO is on unless the
    environment says otherwise; with a DATABASE_URL nothing is assumed.
    """
    given = "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ
    if given or NEEDS_NOTHING.intersection(argv[1:2]):
        yield
        return
    if "DATABASE_URL" not in os.environ:
        os.environ.setdefault("DEMO", "1")
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, leave)  # or the servers would be left running
    with servers.in_use(var_folder()) as addresses:
        os.environ.setdefault("DATABASE_URL", addresses.database_url)
        os.environ.setdefault("REDIS_URL", addresses.redis_url)
        yield


def leave(number: int, frame: FrameType | None) -> None:
    """End the command in order; a little later where a destructor would swallow it."""
    while frame is not None:
        if frame.f_code.co_name == "__del__":
            signal.signal(signal.SIGALRM, leave)
            signal.setitimer(signal.ITIMER_REAL, A_LITTLE)
            return
        frame = frame.f_back
    raise SystemExit(128 + signal.SIGTERM)


def var_folder() -> Path:
    """Where this project keeps what it writes."""
    return Path(os.environ.get("PLNETWORK_VAR", PROJECT / "var"))
