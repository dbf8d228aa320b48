"""`make run`: the whole site on this machine, until Ctrl-C.

Starts PostgreSQL and Valkey, prepares the database, then keeps the web server, the Celery worker
and beat running. Everything stops with us, also when we are killed; the data stays.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from plnetwork.celery import app
from plnetwork.local import attach, children, postgres, processes, valkey
from plnetwork.local.children import Child, KeepsFalling
from plnetwork.local.places import PROJECT, ServersUnavailable
from plnetwork.local.prepare import EMBEDDED
from plnetwork.local.stopping import Stopped, StopRequest
from plnetwork.local.terminal import say

SECONDS_UNTIL_READY = 60
SECONDS_BETWEEN_LOOKS = 0.3
SECONDS_BETWEEN_QUESTIONS = 5  # to the database and the broker

stop_request = StopRequest()


def main() -> int:
    """Run until a signal comes; the exit status is 1 when something of ours failed."""
    stop_request.listen()
    os.umask(0o077)  # uploads, mails and logs are for the owner's eyes
    os.environ.setdefault("DEMO", "1")
    var = attach.var_folder()
    try:
        with _alone(var) as notes, _servers(var):
            _serve(var, notes)
    except Stopped:
        say("Stopped.")
    except (KeepsFalling, ServersUnavailable, subprocess.CalledProcessError) as failure:
        print(f"Stopped: {failure}", file=sys.stderr, flush=True)
        return 1
    return 0


def _serve(var: Path, notes: Path) -> None:
    """Prepare, start the processes, and look after them until we are told to stop."""
    port = _port()
    address = f"http://127.0.0.1:{port}/"
    os.environ.setdefault("SITE_URL", address)
    _prepare()
    started = children.of_the_site(port, _fresh_logs(var))
    try:
        for child in started:
            child.start()
        notes.write_text(json.dumps({"address": address, "pids": [c.pid for c in started]}))
        _wait_until_ready(port, started)
        say(f"Ready: {address}")
        _look_after(started, notes, address)
    finally:
        say("Stopping.")
        children.stop(started)
        notes.unlink(missing_ok=True)


def _prepare() -> None:
    """Tables, static files and demo, in a process that ends before the site starts."""
    command = [sys.executable, "-m", "plnetwork.local.prepare"]
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        start_new_session=True,
        preexec_fn=processes.dying_with_parent(signal.SIGTERM),
    ) as preparing:
        while preparing.poll() is None:
            if stop_request.came_within(SECONDS_BETWEEN_LOOKS):
                preparing.terminate()
                preparing.wait()
                raise Stopped
    if preparing.returncode:
        raise subprocess.CalledProcessError(preparing.returncode, "preparing the site")


def _wait_until_ready(port: int, started: list[Child]) -> None:
    """Until /healthz is content and a worker takes jobs."""
    deadline = time.monotonic() + SECONDS_UNTIL_READY
    while not (_is_well(port) and app.control.ping(timeout=0.3, limit=1)):
        if stop_request.came_within(0.1):
            raise Stopped
        for child in started:
            child.start_again_if_fallen()
        if time.monotonic() > deadline:
            raise KeepsFalling(
                f"The site did not answer within {SECONDS_UNTIL_READY} seconds. Its logs are in "
                f"{started[0].logs}.\n{processes.tail(started[0].log)}"
            )


def _look_after(started: list[Child], notes: Path, address: str) -> None:
    """Until we should stop: start fallen processes again; without our servers, give up."""
    look_at_servers = time.monotonic() + SECONDS_BETWEEN_QUESTIONS
    while not stop_request.came_within(SECONDS_BETWEEN_LOOKS):
        if time.monotonic() > look_at_servers:
            _check_servers()
            look_at_servers = time.monotonic() + SECONDS_BETWEEN_QUESTIONS
        for child in started:
            if child.start_again_if_fallen():
                say(f"The {child.name} process ended and was started again; see {child.log}.")
                notes.write_text(json.dumps({"address": address, "pids": [c.pid for c in started]}))


def _check_servers() -> None:
    """Servers of others may come back; our own are started with us, at addresses of their own."""
    if EMBEDDED not in os.environ:
        return
    for name, answers in (("postgres", postgres.answers), ("valkey", valkey.answers)):
        url = os.environ["DATABASE_URL" if name == "postgres" else "REDIS_URL"]
        # Twice, because a busy machine may be late once.
        if not answers(url) and not answers(url):
            raise KeepsFalling(f"The {name} server does not answer. Its log is {name}.log.")


def _is_well(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _port() -> int:
    """The port asked for by PORT, or a free one when that is taken."""
    wish = os.environ.get("PORT") or "8000"
    if not wish.isdecimal() or not 0 < int(wish) < 65536:
        raise ServersUnavailable(f"PORT must be a number from 1 to 65535, not {wish!r}.")
    if processes.is_free(int(wish)):
        return int(wish)
    port = processes.free_port()
    say(f"Port {wish} is taken. The site uses port {port} instead.")
    return port


@contextmanager
def _alone(var: Path) -> Iterator[Path]:
    """Only one run per project: two beats would send every reminder twice."""
    var.mkdir(parents=True, exist_ok=True)
    notes = var / "run.json"
    with (var / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServersUnavailable(f"The site already runs. {_noted(notes)[0]}") from None
        children.stop_leftovers(_noted(notes)[1])
        yield notes


def _noted(notes: Path) -> tuple[str, list[int]]:
    """The address and the processes of the run that wrote these notes."""
    try:
        noted = json.loads(notes.read_text())
        return str(noted["address"]), [int(pid) for pid in noted["pids"]]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return "", []


@contextmanager
def _servers(var: Path) -> Iterator[None]:
    """The given servers, or our own."""
    if "DATABASE_URL" not in os.environ:
        say("Servers: starting PostgreSQL and Valkey.")
        os.environ[EMBEDDED] = "1"
    with attach.servers_for(["run"]):
        yield


def _fresh_logs(var: Path) -> Path:
    """The folder of logs; those of the last run are kept once."""
    logs = var / "logs"
    logs.mkdir(exist_ok=True)
    for child in children.of_the_site(0, logs):
        if child.log.exists():
            child.log.replace(child.log.with_suffix(".log.1"))
    return logs


if __name__ == "__main__":
    raise SystemExit(main())
