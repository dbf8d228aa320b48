"""The waitlist of a cohort: ranks without gaps, and free places offered to the first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.rules import states
from cohorts.services import decision_mail
from cohorts.services.application import locked, move
from cohorts.services.cohort import has_free_place, locked_cohort
from core import clock
from core.templatetags.house import day, moment
from network.models import Organization
from network.services import activity

if TYPE_CHECKING:
    from cohorts.models import Application, Cohort
    from network.models import Person


def put_last(
    application: Application, *, cohort: Cohort, letter: str, by: Person | None
) -> Application:
    """Put an application at the end of a cohort's waitlist. The cohort must be locked."""
    rank = cohort.applications.waiting().count() + 1
    application = move(
        application,
        to=states.WAITLISTED,
        by=by,
        note=f"Rank {rank} for {cohort}.",
        cohort=cohort,
        waitlist_rank=rank,
        letter=letter,
        decided_at=clock.now(),
        decided_by=by,
    )
    decision_mail.waitlisted(application)
    return application


@transaction.atomic
def move_on_waitlist(application: Application, *, to: int, by: Person | None) -> Application:
    """Give somebody who waits another rank; the others close up. Safe to repeat."""
    if application.cohort_id is None:
        return application
    cohort = locked_cohort(application.cohort_id)
    rows = list(cohort.applications.waiting())
    found = next((row for row in rows if row.pk == application.pk), None)
    if found is None:
        return locked(application)
    before = found.waitlist_rank
    rows.remove(found)
    rows.insert(max(to, 1) - 1, found)
    _number(rows)
    if found.waitlist_rank != before:
        words = f"{found.place} moved from rank {before} to {found.waitlist_rank} for {cohort}."
        activity.record(found, "ranked", words, by=by)
    return found


@transaction.atomic
def settle_waitlist(cohort: Cohort, *, by: Person | None) -> list[Application]:
    """Close the ranks up, and offer free places to the first. Safe to repeat; who was offered one.

    For whatever may have freed a place: a withdrawal, a school that left, an offer that ended.
    """
    cohort = locked_cohort(cohort.pk)
    waiting = list(cohort.applications.waiting().select_related("school__agency", "district"))
    _number(waiting)
    offered = []
    if cohort.ends_on >= clock.today():
        places = Organization.objects.filter(pk__in=[row.place.pk for row in waiting])
        at_work = set(places.open().values_list("pk", flat=True))
        for row in waiting:
            if row.place.pk in at_work and has_free_place(cohort):
                offered.append(_offer(row, cohort=cohort, by=by))
    if offered:
        _number(list(cohort.applications.waiting()))
    return offered


@transaction.atomic
def end_offer(application: Application) -> bool:
    """Let an offer go that nobody answered in time; whether it was so. The next is asked."""
    if application.cohort_id is None:
        return False
    cohort = locked_cohort(application.cohort_id)
    application = locked(application)
    ends_at = application.offer_ends_at
    if ends_at is None or ends_at > clock.now():
        return False
    note = f"No answer until {moment(ends_at)}; the place went to the next."
    application = move(application, to=states.WITHDRAWN, by=None, note=note)
    decision_mail.offer_ended(application)
    settle_waitlist(cohort, by=None)
    return True


def _offer(application: Application, *, cohort: Cohort, by: Person | None) -> Application:
    """Hold a place for whoever is first, to the end of the last day they have to answer."""
    last_day = clock.today() + dt.timedelta(days=cohort.offering.offer_days)
    application = move(
        application,
        to=states.OFFERED,
        by=by,
        note=f"A place in {cohort} is held until {day(last_day)}.",
        offer_ends_at=clock.on_day(last_day, hour=23, minute=59),
        waitlist_rank=None,
    )
    decision_mail.place_offered(application)
    return application


def _number(rows: list[Application]) -> None:
    """Ranks from 1 in this order; only what differs is written."""
    for rank, row in enumerate(rows, start=1):
        if row.waitlist_rank != rank:
            row.waitlist_rank = rank
            row.save(update_fields=["waitlist_rank"])
