"""Gives a management command its servers, silently: standard output belongs to the command."""

import os
import signal
import sys
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
    with leaving_in_order(), servers.in_use(var_folder()) as addresses:
        os.environ.setdefault("DATABASE_URL", addresses.database_url)
        os.environ.setdefault("REDIS_URL", addresses.redis_url)
        yield


@contextmanager
def leaving_in_order() -> Iterator[None]:
    """SIGTERM ends what runs inside by SystemExit, so that everything begun is also ended.

    A command that wants the signal for itself keeps it.
    """
    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    leaving = _Leaving(128 + signal.SIGTERM)
    signal.signal(signal.SIGTERM, leaving)
    signal.signal(signal.SIGALRM, leaving)
    try:
        yield
    except BaseException as error:
        if error is not leaving and leaving.is_asked_of(error):
            raise SystemExit(leaving.code) from error  # some code raised another in its place
        raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class _Leaving(SystemExit):
    """The wish that this command ends, repeated until it is on its way.

    A signal arrives anywhere: Python drops what is raised inside a destructor, and other code
    may catch it or raise another error in its place.
    """

    def __call__(self, number: int, frame: FrameType | None) -> None:
        signal.setitimer(signal.ITIMER_REAL, A_LITTLE)
        if not self.is_asked_of(sys.exc_info()[1]):  # what is being ended now may take its time
            raise self

    def is_asked_of(self, error: BaseException | None) -> bool:
        """Whether it is this wish, or was raised because of it or while obeying it."""
        while error is not None and error is not self:
            error = error.__cause__ or error.__context__
        return error is self


def var_folder() -> Path:
    """Where this project keeps what it writes."""
    return Path(os.environ.get("PLNETWORK_VAR", PROJECT / "var"))
