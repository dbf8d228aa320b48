"""What we need to know about processes that may not be our children."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def is_alive(pid: int) -> bool:
    """Whether the process still runs; a child of ours that has ended is reaped on the way."""
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass  # somebody else's child
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def command_of(pid: int) -> str:
    """The command line behind a number, or nothing: numbers are used again after a restart."""
    cmdline = Path("/proc") / str(pid) / "cmdline"
    if cmdline.parent.parent.joinpath("self").exists():
        try:
            return cmdline.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    listing = ["ps", "-ww", "-o", "args=", "-p", str(pid)]  # macOS
    return subprocess.run(listing, capture_output=True, text=True, check=False).stdout


def wait_until_gone(pids: Iterable[int], *, seconds: float) -> set[int]:
    """Wait for processes to end; returns those that have not."""
    left = set(pids)
    deadline = time.monotonic() + seconds
    while left := {pid for pid in left if is_alive(pid)}:
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    return left


def free_port() -> int:
    """A port of the loopback address that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the loopback address."""
    with socket.socket() as probe:
        # Like the servers do: a port in TIME_WAIT after our own last run is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def tail(log: Path, lines: int = 12) -> str:
    """The end of a log, for the message of a failure."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def dying_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """For Popen's preexec_fn: the kernel sends this signal when we are killed without a chance.

    None where the kernel has no such thing (macOS).
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl  # looked up here: the child must not load

    def ask_the_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)

    return ask_the_kernel
