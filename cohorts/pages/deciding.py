"""What a decision would do, before it is made: who gets a place, who waits, who is invited."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cohorts.models import Application
from cohorts.rules import states
from cohorts.rules.places import foreseen
from cohorts.services.cohort import places_left
from cohorts.services.joining import who_is_invited
from network.models import Organization

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cohorts.models import Cohort


class Foreseen(NamedTuple):
    """One application, what would become of it, and what to know before."""

    application: Application
    becomes: str
    tone: str
    remarks: list[str]


class Room(NamedTuple):
    """How many places a cohort has, and how many of them are left."""

    capacity: int | None
    left: int | None
    waiting: int


def room_in(cohort: Cohort) -> Room:
    """As it is now."""
    left, waiting = places_left(cohort), cohort.applications.waiting().count()
    if left is None:
        return Room(None, None, waiting)
    return Room(cohort.offering.capacity, max(left, 0), waiting)


def preview(
    applications: Sequence[Application], *, verdict: str, cohort: Cohort | None
) -> list[Foreseen]:
    """The same rules as the decision itself, in the same order, writing nothing."""
    room = room_in(cohort) if cohort else Room(None, None, 0)
    places = Organization.objects.filter(pk__in=[one.place.pk for one in applications])
    at_work = set(places.open().values_list("pk", flat=True))
    rows = []
    left, waiting = room.left, room.waiting
    for one in applications:
        if refusal := _refusal(one, verdict, is_at_work=one.place.pk in at_work):
            rows.append(Foreseen(one, refusal, "late", []))
            continue
        is_here = cohort is not None and one.cohort_id == cohort.pk
        state, left, waiting = foreseen(
            verdict,
            left=left,
            waiting=waiting,
            holds_place=is_here and one.state == states.OFFERED,
            rank=one.waitlist_rank if is_here else None,
        )
        remarks = who_is_invited(one).remarks if state == states.ACCEPTED else []
        rows.append(Foreseen(one, _words(state, one, waiting, is_here), _tone(state), remarks))
    return rows


def _refusal(application: Application, verdict: str, *, is_at_work: bool) -> str:
    if application.state in states.OVER:
        return f"Stays {application.get_state_display().lower()}: it is decided already"
    if verdict == states.ACCEPTED and not is_at_work:
        status = application.place.get_status_display().lower()
        return f"Cannot be accepted: {application.place} is {status}"
    return ""


def _words(state: str, application: Application, waiting: int, is_here: bool) -> str:
    if state != states.WAITLISTED:
        return Application.State(state).label
    rank = application.waitlist_rank if is_here and application.waitlist_rank else waiting
    return f"Waitlist, rank {rank}"


def _tone(state: str) -> str:
    return {states.ACCEPTED: "good", states.WAITLISTED: "due"}.get(state, "plain")
