"""Who gets one of the last places, and who waits: the rule of a decision. Pure."""

from __future__ import annotations

from cohorts.rules import states


def foreseen(
    verdict: str, *, left: int | None, waiting: int, holds_place: bool, rank: int | None
) -> tuple[str, int | None, int]:
    """The state that a verdict leads to, and how many places and waiting ones there are then.

    `left` is None where there is no end of places. Who holds an offered place needs none of those
    that are left; who waits already keeps the rank.
    """
    if verdict == states.DECLINED:
        return states.DECLINED, left, waiting
    if verdict == states.ACCEPTED and (holds_place or left is None or left > 0):
        takes_one = left is not None and not holds_place
        now_waiting = waiting - 1 if rank else waiting
        return states.ACCEPTED, left - 1 if takes_one and left is not None else left, now_waiting
    return states.WAITLISTED, left, waiting if rank else waiting + 1
