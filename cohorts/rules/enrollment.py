"""Which status of a place in a cohort may follow which, and which need a reason."""

from __future__ import annotations

ACCEPTED, ACTIVE, PAUSED = "accepted", "active", "paused"
COMPLETED, LEFT = "completed", "withdrawn"

NEXT: dict[str, tuple[str, ...]] = {
    ACCEPTED: (ACTIVE, LEFT),
    ACTIVE: (PAUSED, COMPLETED, LEFT),
    PAUSED: (ACTIVE, COMPLETED, LEFT),
    COMPLETED: (ACTIVE,),
    LEFT: (ACTIVE,),
}
NEEDS_A_REASON = (PAUSED, LEFT)
IS_OVER = (COMPLETED, LEFT)
TAKES_PART = (ACCEPTED, ACTIVE)  # the others rest: nobody is late there


def may_become(status: str, to: str) -> bool:
    """Whether a place of this status may get that one."""
    return to in NEXT[status]
