"""Where the servers' data and programs lie, and as whom they run.

PostgreSQL refuses to run as root. As root we start it as the owner of the project, or as
`nobody`; data and programs then have to lie where that user can reach them, which a folder below
/root is not. `var/servers` is the data folder, or a link to the folder that took its place.
"""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent.parent
ELSEWHERE = Path("/var/lib")  # only root writes here, everybody may pass through
LONGEST_SOCKET_FOLDER = 90  # a socket's whole path has at most 107 bytes


class ServersUnavailable(Exception):
    """The embedded servers cannot be started here; the message says what to do."""


@dataclass(frozen=True)
class Place:
    """A folder for data and programs, and the user who owns it; None is whoever we are."""

    folder: Path
    account: pwd.struct_passwd | None = None

    @cached_property
    def identity(self) -> dict[str, Any]:
        """Popen's arguments for becoming that user."""
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def give(self, path: Path) -> Path:
        """Hand a file or folder to the user the servers run as."""
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)
        return path

    def subfolder(self, name: str) -> Path:
        """A folder of this place that only the servers' user and root may enter."""
        path = self.folder / name
        path.mkdir(mode=0o700, exist_ok=True)
        return self.give(path)

    def socket_folder(self) -> Path:
        """Where a unix socket may lie: beside the data unless that path is too long for sockets."""
        if len(os.fsencode(self.folder / "socket")) <= LONGEST_SOCKET_FOLDER:
            return self.subfolder("socket")
        return self.give(Path(tempfile.mkdtemp(prefix="plnetwork-", dir="/tmp")))

    def programs(self, packages: Path, trees: list[str], *, name: str, probe: str) -> Path:
        """The folder these trees lie in: that of the packages, or a copy beside the data.

        Copied only when the servers' user cannot run `probe` where it is. The programs find
        their libraries by relative paths, so the copy keeps the trees side by side.
        """
        if self._can_run(packages / probe):
            return packages
        copy = self.folder / "programs" / name
        if not self._can_run(copy / probe):
            shutil.rmtree(copy, ignore_errors=True)
            half = copy.with_name(f"{name}-{secrets.token_hex(4)}")
            for tree in trees:
                if (packages / tree).exists():
                    shutil.copytree(packages / tree, half / tree, symlinks=True)
            _open_for_reading(copy.parent)
            half.rename(copy)
        return copy

    def launch(
        self,
        command: list[str],
        *,
        log: Path,
        before: Callable[[], None] | None = None,
        **more: Any,
    ) -> subprocess.Popen[bytes]:
        """Start a server in a session of its own, so that Ctrl-C does not reach it."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as lines:
            return subprocess.Popen(
                command,
                stdout=lines,
                stderr=subprocess.STDOUT,
                cwd="/",
                env=PLAIN_ENVIRONMENT,
                start_new_session=True,
                umask=0o077,
                preexec_fn=before,
                **self.identity,
                **more,
            )

    def _can_run(self, program: Path) -> bool:
        try:
            tried = subprocess.run(
                [program, "--version"], cwd="/", capture_output=True, check=False, **self.identity
            )
        except (PermissionError, FileNotFoundError):
            return False
        return tried.returncode == 0


# The servers get no secret of ours with their environment, and speak English in their logs.
PLAIN_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def lasting(var: Path) -> Place:
    """The place of `make run` and `manage.py`: `var/servers`, or the folder it links to."""
    var.mkdir(parents=True, exist_ok=True)
    folder = var / "servers"
    account = _account(folder)
    if folder.is_symlink() and not folder.exists():
        folder.unlink()  # the project was copied from another machine
    if account and not folder.is_symlink():
        _open_for_passing(var)
        if not _can_pass(var, account):
            _move_elsewhere(folder)
    folder.mkdir(mode=0o700, exist_ok=True)
    place = Place(folder.resolve(), account)
    owner = place.folder.stat().st_uid
    if account is None and owner != os.geteuid():
        raise ServersUnavailable(
            f"{folder} belongs to another user (number {owner}). Use that one."
        )
    place.give(place.folder)
    return place


def passing() -> Place:
    """The place of a test run: a temporary folder that the caller removes."""
    folder = Path(tempfile.mkdtemp(prefix="plnetwork-test-", dir="/tmp"))
    place = Place(folder, _account(folder))
    place.give(folder)
    return place


def let_go(process: subprocess.Popen[bytes]) -> None:
    """From here on the server is known by its number: it may outlive us, nobody waits for it."""
    process.returncode = 0  # or Python warns when the object goes


def _account(folder: Path) -> pwd.struct_passwd | None:
    """As root: the owner of the data, else the owner of the project, else nobody."""
    if os.geteuid() != 0:
        return None
    for path in (folder, PROJECT):
        owner = path.stat().st_uid if path.exists() else 0
        try:
            if owner != 0:
                return pwd.getpwuid(owner)
        except KeyError:
            pass  # a folder lent by another machine; initdb insists on a user with a name
    return pwd.getpwnam("nobody")


def _can_pass(folder: Path, account: pwd.struct_passwd) -> bool:
    """Ask the kernel as that user; modes alone say nothing about access lists and mounts."""
    trial = ["/bin/sh", "-c", 'test -x "$0"', str(folder)]
    return (
        subprocess.run(trial, cwd="/", check=False, **Place(folder, account).identity).returncode
        == 0
    )


def _move_elsewhere(folder: Path) -> None:
    """Put the data where every user may pass, and leave a link behind."""
    target = Path(tempfile.mkdtemp(prefix="plnetwork-", dir=ELSEWHERE))
    if folder.exists():
        owner = folder.stat()
        shutil.copytree(folder, target, symlinks=True, dirs_exist_ok=True)
        for path in [target, *target.rglob("*")]:
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
        shutil.rmtree(folder)
    folder.symlink_to(target)


def _open_for_passing(folder: Path) -> None:
    """Let others pass through `var` without listing it; what is private in it has its own mode."""
    folder.chmod(folder.stat().st_mode | 0o111)


def _open_for_reading(tree: Path) -> None:
    """Whoever installed the programs may have kept them to themselves; the copy is for all."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if mode & 0o100 else 0o444))
