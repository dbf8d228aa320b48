"""The whole site on a database and a broker of its own, run as in production, and thrown away.

Commits reach the disk, DEBUG and DEMO are off, granian has two workers. Nothing of it outlives the
process that made it. Start and kill from one thread that stays: the kernel ends a server when the
thread that started it ends.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any

import redis

from plnetwork.local import children, places, postgres, processes, valkey
from plnetwork.local.places import PROJECT, Place, ServersUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plnetwork.local.children import Child

SECONDS_TO_START = 60
SECONDS_TO_RUN = 240
NOT_INHERITED = ("DATABASE_URL", "REDIS_URL", "DEMO", "SITE_URL", "MAKELEVEL", "EMAIL_HOST")


@dataclass
class Site:
    """One site: its servers, its processes, and what its commands have to know."""

    place: Place
    password: str
    port: int
    environment: dict[str, str]
    children: dict[str, Child] = field(default_factory=dict)

    @property
    def logs(self) -> Path:
        """Where the servers' and the processes' logs are, until the site is thrown away."""
        return self.place.folder

    def start_postgres(self) -> None:
        """Start it, also after a kill: what is left of it needs a moment to go."""
        deadline = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                self.environment["DATABASE_URL"] = postgres.start(
                    self.place,
                    password=self.password,
                    logs=self.logs,
                    lasting=False,
                    durable=True,
                )
            except ServersUnavailable:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
            else:
                return

    @property
    def valkey(self) -> int:
        """The number of Valkey's process."""
        with redis.Redis.from_url(self.environment["REDIS_URL"]) as client:
            return int(client.info("server")["process_id"])

    @property
    def postmaster(self) -> int:
        """The number of PostgreSQL's first process."""
        notes = self.place.folder / "postgres" / "postmaster.pid"
        return int(notes.read_text().split("\n", 1)[0])

    def start(self, *names: str) -> None:
        """Start these of web, worker and beat; whatever is left of them is ended."""
        for name in names:
            self.end(name)
            self.children[name].start()
        if "web" in names:
            self.wait_for_web()

    def start_fallen(self) -> None:
        """What ended by itself, as the supervisor does: granian gives up after two quick kills."""
        for child in self.children.values():
            if child.process is not None and child.process.poll() is not None:
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)  # whatever it left behind
                child.start()

    def end(self, name: str) -> None:
        """SIGKILL for a process and its children; nothing happens when there is none."""
        child = self.children[name]
        if child.process is not None and child.process.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.process.wait()

    def wait_for_web(self) -> None:
        """Until the web server answers; raises TimeoutError."""
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if time.monotonic() > deadline:
                raise TimeoutError(processes.tail(self.children["web"].log))
            time.sleep(0.05)

    def run(self, *command: str) -> str:
        """Run a Python program in the site's environment; what it printed."""
        made = subprocess.run(  # noqa: S603  our own programs
            [sys.executable, *command],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS_TO_RUN,
        )
        if made.returncode:
            raise RuntimeError(f"{' '.join(command)} failed:\n{made.stdout}\n{made.stderr}")
        return made.stdout

    def programs_below(self, name: str) -> list[int]:
        """The numbers of the processes that one of ours has started."""
        parent = self.children[name].pid
        tasks = Path(f"/proc/{parent}/task").glob("*/children")
        return [int(number) for task in tasks for number in task.read_text().split()]

    def ask(self, *command: str) -> Any:
        """The same for a program whose last line is JSON."""
        return json.loads(self.run(*command).splitlines()[-1])

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


@contextmanager
def site() -> Iterator[Site]:
    """A site whose servers run; its processes are started by whoever needs them."""
    place, port = places.passing(), processes.free_port()
    folder = place.folder
    made = Site(place, secrets.token_urlsafe(24), port, _environment(folder, port))
    redis_url = ""
    try:
        redis_url = valkey.start(place, logs=folder, lasting=False)
        made.environment["REDIS_URL"] = redis_url
        made.start_postgres()
        for child in children.of_the_site(port, folder):
            child.environment = made.environment
            made.children[child.name] = child
        yield made
    finally:
        for name in made.children:
            made.end(name)
        postgres.stop(place)
        if redis_url:
            valkey.stop(redis_url)
        shutil.rmtree(folder)


def _environment(folder: Path, port: int) -> dict[str, str]:
    inherited = {name: text for name, text in os.environ.items() if name not in NOT_INHERITED}
    var = folder / "var"
    var.mkdir()
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "plnetwork.settings",
        "SECRET_KEY": secrets.token_urlsafe(40),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": f"https://127.0.0.1:{port}",
        "PLNETWORK_VAR": str(var),
        "PYTHONPATH": str(PROJECT),
    }
