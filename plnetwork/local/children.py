"""The processes of the site: the web server, the Celery worker, and beat."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from plnetwork.local import processes
from plnetwork.local.places import PROJECT

RESTARTS = 3  # of one process within…
RESTART_WINDOW = 60  # …so many seconds; more often, and it will not help
SECONDS_TO_FINISH = 8  # for a request or a job under way


class KeepsFalling(Exception):
    """A process ended too often to start it again; the message holds the end of its log."""


@dataclass
class Child:
    """One process of the site, started again when it falls."""

    name: str
    command: list[str]
    logs: Path
    environment: dict[str, str] | None = None  # ours, if nothing else is said
    process: subprocess.Popen[bytes] | None = None
    fell_at: list[float] = field(default_factory=list)

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return self.logs / f"{self.name}.log"

    @property
    def pid(self) -> int:
        """The number of the process; 0 before the start."""
        return self.process.pid if self.process else 0

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C is for us, and we tell it when to stop."""
        with self.log.open("ab") as lines:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=lines,
                stderr=subprocess.STDOUT,
                cwd=PROJECT,
                env=self.environment,
                start_new_session=True,
                preexec_fn=processes.dying_with_parent(signal.SIGTERM),
            )

    def start_again_if_fallen(self) -> bool:
        """Whether it had to be started again; raises KeepsFalling when that does not help."""
        if self.process is None or self.process.poll() is None:
            return False
        now = time.monotonic()
        self.fell_at = [moment for moment in self.fell_at if moment > now - RESTART_WINDOW] + [now]
        if len(self.fell_at) > RESTARTS:
            raise KeepsFalling(f"The {self.name} process keeps ending.\n{processes.tail(self.log)}")
        _send_group(self.pid, signal.SIGKILL)  # whatever it left behind
        self.start()
        return True


def of_the_site(port: int, logs: Path) -> list[Child]:
    """What runs beside the database and the broker."""
    granian = ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4"]
    granian += ["--no-ws", "--host", "127.0.0.1", "--port", str(port)]
    granian += ["--respawn-failed-workers", "--workers-kill-timeout", "5"]
    celery = ["celery", "--app", "plnetwork"]
    # Nobody else is there to gossip with, and greeting the others costs a second.
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    commands = {
        "web": [*granian, "plnetwork.wsgi:application"],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING", *alone],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile", ""],
    }
    return [Child(name, [sys.executable, "-m", *words], logs) for name, words in commands.items()]


def stop(children: list[Child]) -> None:
    """Let each finish what it is doing, then end whatever is left of it."""
    pids = [child.pid for child in children if child.process]
    for pid in pids:
        _send(pid, signal.SIGTERM)
    processes.wait_until_gone(pids, seconds=SECONDS_TO_FINISH)
    for pid in pids:
        _send_group(pid, signal.SIGKILL)
    processes.wait_until_gone(pids, seconds=2)


def stop_leftovers(pids: list[int]) -> None:
    """End the processes of a run that was killed; they were told when it died."""
    ours = [pid for pid in pids if "plnetwork" in processes.command_of(pid)]
    for pid in processes.wait_until_gone(ours, seconds=SECONDS_TO_FINISH):
        _send_group(pid, signal.SIGKILL)
    processes.wait_until_gone(ours, seconds=2)


def _send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _send_group(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):  # macOS: a group of zombies
        os.killpg(pid, number)
