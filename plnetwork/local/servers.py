"""The two embedded servers as one thing: start, find, and stop when the last user leaves."""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from plnetwork.local import places, postgres, valkey


@dataclass(frozen=True)
class Addresses:
    """Where the servers answer; both hold a password."""

    database_url: str
    redis_url: str


@contextmanager
def in_use(var: Path) -> Iterator[Addresses]:
    """The lasting servers of this project, running for as long as anybody uses them.

    Every user holds a shared lock; who starts and who stops is decided under a second one. So a
    command may outlive the one that started the servers, and whatever was killed is no user.
    """
    place = places.lasting(var)
    users = _open(var / "servers.users")
    try:
        with _deciding(var):
            # A user from here on: whatever ends this command, even in the midst of the start,
            # passes the end of this function, and the last user stops what runs.
            fcntl.flock(users, fcntl.LOCK_SH)
            addresses = _running(var) or _start(place, var)
        yield addresses
    finally:
        with _deciding(var):
            fcntl.flock(users, fcntl.LOCK_UN)
            if _is_last(users):
                _stop(place, var)
        os.close(users)


@contextmanager
def unused(var: Path) -> Iterator[places.Place | None]:
    """The stopped servers' place, theirs alone for the moment; None while somebody uses them."""
    place = places.lasting(var)
    users = _open(var / "servers.users")
    try:
        with _deciding(var):
            if _is_last(users):
                _stop(place, var)
                yield place
            else:
                yield None
    finally:
        os.close(users)


@contextmanager
def throw_away() -> Iterator[tuple[Addresses, Path]]:
    """Fast servers for tests in a temporary folder, and that folder."""
    place = places.passing()
    redis_url = ""
    try:
        redis_url = valkey.start(place, logs=place.folder, lasting=False)
        password = secrets.token_urlsafe(24)
        database_url = postgres.start(place, password=password, logs=place.folder, lasting=False)
        yield Addresses(database_url, redis_url), place.folder
    finally:
        postgres.stop(place)
        if redis_url:
            valkey.stop(redis_url)
        shutil.rmtree(place.folder)


def _start(place: places.Place, var: Path) -> Addresses:
    if leftover := _noted(var):
        valkey.stop(leftover.redis_url)  # alive alone, after somebody killed PostgreSQL
    redis_url = valkey.start(place, logs=var / "logs", lasting=True)
    try:
        database_url = postgres.start(
            place, password=_password(var), logs=var / "logs", lasting=True
        )
    except BaseException:  # Ctrl-C too: nobody knows of these servers yet
        postgres.stop(place)
        valkey.stop(redis_url)
        raise
    addresses = Addresses(database_url, redis_url)
    _write_secret(var / "servers.json", json.dumps(asdict(addresses)))
    return addresses


def _stop(place: places.Place, var: Path) -> None:
    if noted := _noted(var):
        valkey.stop(noted.redis_url)
    postgres.stop(place)
    (var / "servers.json").unlink(missing_ok=True)


def _running(var: Path) -> Addresses | None:
    """The noted addresses if both servers really answer there."""
    noted = _noted(var)
    if noted and valkey.answers(noted.redis_url) and postgres.answers(noted.database_url):
        return noted
    return None


def _noted(var: Path) -> Addresses | None:
    try:
        return Addresses(**json.loads((var / "servers.json").read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _password(var: Path) -> str:
    """PostgreSQL's password: made with the data, kept beside it for its owner alone."""
    path = var / "servers.secret"
    if not path.exists():
        _write_secret(path, secrets.token_urlsafe(24))
    return path.read_text()


def _write_secret(path: Path, content: str) -> None:
    half = path.with_name(f"{path.name}-{secrets.token_hex(4)}")
    half.touch(mode=0o600)
    half.write_text(content)
    half.replace(path)


@contextmanager
def _deciding(var: Path) -> Iterator[None]:
    """One process at a time may look, start and stop."""
    handle = _open(var / "servers.lock")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
