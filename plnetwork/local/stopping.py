"""How `make run` learns that it should stop: by a signal, or by what became of `make`.

`make` passes SIGTERM on, but not a SIGINT sent to it alone: it waits for us, forever. What the
kernel tells about it gives it away, for it stops catching the signal before it waits.
"""

import os
import re
import signal
import threading
from pathlib import Path
from types import FrameType

from plnetwork.local import processes

CAUGHT = re.compile(r"^SigCgt:\s*([0-9a-f]+)$", re.MULTILINE)
INTERRUPT = 1 << (signal.SIGINT - 1)


class Stopped(Exception):
    """Somebody asked us to stop before the site was ready."""


class StopRequest:
    """Waits, unless it is time to stop."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._make = os.getppid() if "MAKELEVEL" in os.environ else None
        self._make_caught_interrupts = self._make_catches_interrupts()

    def listen(self) -> None:
        """From now on a signal sets the request instead of ending us."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)
        if self._make and (ask := processes.dying_with_parent(signal.SIGTERM)):
            ask()  # a killed `make` takes the site with it

    def came_within(self, seconds: float) -> bool:
        """Wait; whether we should stop."""
        if self._make_caught_interrupts and not self._make_catches_interrupts():
            self._asked.set()
        return self._asked.wait(seconds)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked.set()

    def _make_catches_interrupts(self) -> bool:
        try:
            status = Path(f"/proc/{self._make}/status").read_text() if self._make else ""
        except OSError:
            return False
        caught = CAUGHT.search(status)
        return bool(caught and int(caught[1], 16) & INTERRUPT)
