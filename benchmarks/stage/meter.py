"""What a process and those below it took of the machine, out of /proc."""

from __future__ import annotations

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
UTIME, STIME, CUTIME, CSTIME = range(11, 15)  # after the name, from 0


def family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        for task in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            waiting += [int(number) for number in task.read_text().split()]
    return found


def cpu_seconds(pid: int) -> float:
    """Of the whole family since its start; those that ended are in their parent's sum."""
    return sum(_ticks(member) for member in family(pid)) / TICKS


def memory_mib(pid: int) -> tuple[float, float]:
    """Resident memory of one process, and its fair share where pages are shared."""
    sizes = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, rest = line.partition(":")
        if name in ("Rss", "Pss"):
            sizes[name] = int(rest.split()[0]) / 1024
    return sizes["Rss"], sizes["Pss"]


def _ticks(pid: int) -> int:
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    return sum(int(parts[place]) for place in (UTIME, STIME, CUTIME, CSTIME))
