"""Deciding applications: accept, waitlist, decline; and the answer to an offered place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from cohorts.rules import states
from cohorts.services import decision_mail
from cohorts.services.application import NotPossible, locked, move
from cohorts.services.cohort import CohortFull, has_free_place, locked_cohort
from cohorts.services.information import close_request
from cohorts.services.joining import PlaceClosed, join_cohort
from cohorts.services.waitlist import put_last, settle_waitlist
from core import clock
from core.templatetags.house import day, moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cohorts.models import Application, Cohort
    from network.models import Person


class AlreadyDecided(Exception):
    """Somebody decided otherwise meanwhile; the message says what."""


class OfferEnded(Exception):
    """The place is no longer held for the applicant."""


class Decided(NamedTuple):
    """What became of one application of several: its state now, or why not."""

    application: Application
    refusal: str = ""


@transaction.atomic
def decide(
    application: Application,
    *,
    verdict: str,
    cohort: Cohort | None = None,
    letter: str = "",
    by: Person | None,
) -> Application:
    """Accept into a cohort, put on its waitlist, or decline with a letter. Safe to repeat.

    Who is accepted when no place is left is put on the waitlist instead.
    Raises AlreadyDecided, PlaceClosed, NotPossible, or CohortFull where the offering takes fewer
    than it has promised places to.
    """
    cohorts = _locked_cohorts(application, cohort)
    application = locked(application)
    if application.state == verdict and (cohort is None or application.cohort_id == cohort.pk):
        return application
    _refuse_decided(application)
    if application.state == states.INFORMATION:
        application = close_request(application, by=by, note="Decided without it.")
    former = application.cohort
    if verdict == states.DECLINED:
        application = _decline(application, letter=letter, by=by)
    elif cohort is not None:
        cohort = cohorts[cohort.pk]
        application = _take_in(application, verdict, cohort=cohort, letter=letter, by=by)
    if former is not None:  # it waited there, or held a place
        settle_waitlist(former, by=by)
    return application


def decide_several(
    applications: Iterable[Application],
    *,
    verdict: str,
    cohort: Cohort | None,
    letter: str,
    by: Person | None,
) -> list[Decided]:
    """Decide each in this order; one that cannot be decided keeps none of the others back."""
    done = []
    for application in applications:
        try:
            found = decide(application, verdict=verdict, cohort=cohort, letter=letter, by=by)
        except (AlreadyDecided, CohortFull, PlaceClosed, NotPossible) as refusal:
            done.append(Decided(application, str(refusal)))
        else:
            done.append(Decided(found))
    return done


@transaction.atomic
def take_offer(application: Application, *, by: Person | None) -> Application:
    """Take the place that is held for an applicant. Safe to repeat.

    Raises OfferEnded, PlaceClosed, or CohortFull where the offering takes fewer than before.
    """
    if application.cohort_id is None:
        raise OfferEnded("No place is held for this application.")
    cohort = locked_cohort(application.cohort_id)
    application = locked(application)
    if application.state == states.ACCEPTED:
        return application
    _refuse_ended(application)
    note, letter = "The offered place was taken.", application.letter
    return join_cohort(application, cohort=cohort, letter=letter, note=note, by=by)


@transaction.atomic
def refuse_offer(application: Application, *, by: Person | None) -> Application:
    """Leave the offered place to the next. Safe to repeat. Raises OfferEnded."""
    if application.cohort_id is None:
        raise OfferEnded("No place is held for this application.")
    cohort = locked_cohort(application.cohort_id)
    application = locked(application)
    if application.state == states.WITHDRAWN:
        return application
    _refuse_ended(application)
    note = "The offered place was left to the next."
    application = move(application, to=states.WITHDRAWN, by=by, note=note)
    settle_waitlist(cohort, by=by)
    return application


def _take_in(
    application: Application, verdict: str, *, cohort: Cohort, letter: str, by: Person | None
) -> Application:
    """Into the cohort while there is a place, else onto its waitlist; once it waits, it stays."""
    holds_one = application.state == states.OFFERED and application.cohort_id == cohort.pk
    if verdict == states.ACCEPTED and (holds_one or has_free_place(cohort)):
        note = f"Accepted into {cohort}."
        return join_cohort(application, cohort=cohort, letter=letter, note=note, by=by)
    waits = application.state == states.WAITLISTED and application.cohort_id == cohort.pk
    return application if waits else put_last(application, cohort=cohort, letter=letter, by=by)


def _decline(application: Application, *, letter: str, by: Person | None) -> Application:
    application = move(
        application,
        to=states.DECLINED,
        by=by,
        letter=letter,
        decided_at=clock.now(),
        decided_by=by,
    )
    decision_mail.declined(application)
    return application


def _locked_cohorts(application: Application, cohort: Cohort | None) -> dict[int, Cohort]:
    """The one it goes to and the one whose waitlist it is on, always in one order."""
    pks = {cohort.pk if cohort else None, application.cohort_id} - {None}
    return {pk: locked_cohort(pk) for pk in sorted(pk for pk in pks if pk is not None)}


def _refuse_decided(application: Application) -> None:
    if application.state in states.OVER:
        facts = [f"{application.place} is {application.get_state_display().lower()} already"]
        facts += [f"by {application.decided_by}"] if application.decided_by else []
        facts += [f"since {day(application.decided_at)}"] if application.decided_at else []
        raise AlreadyDecided(f"{', '.join(facts)}.")


def _refuse_ended(application: Application) -> None:
    ends_at = application.offer_ends_at
    if ends_at is None:
        word = application.get_state_display().lower()
        raise OfferEnded(f"No place is held for this application: it is {word}.")
    if ends_at < clock.now():
        raise OfferEnded(f"The place was held until {moment(ends_at)} and went to the next.")
