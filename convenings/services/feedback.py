"""Asking those who were there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from convenings.models import Convening, Session
from convenings.services.targets import with_targets
from core import clock, local_time
from network.models import Person
from network.services import activity
from surveys.collection import services as collection
from surveys.collection.models import Administration
from surveys.instruments.models import InstrumentVersion
from surveys.instruments.readiness import lacks_of
from surveys.instruments.services import load_instruments, shipped_numbers

if TYPE_CHECKING:
    from django.db.models import QuerySet

FORM = "CVF"


class NobodyToAsk(Exception):
    """Nobody new was marked, or it is too early or too late."""


class FeedbackClosed(Exception):
    """The convening's feedback has closed: no session joins it, and no plan changes it."""


@transaction.atomic
def open_session_feedback(session: Session, *, version: InstrumentVersion | None = None) -> None:
    """Ask everybody who is marked as having been at the session, once; safe to repeat.

    They are the frame from then on: whoever is marked later is not asked, and whoever is unmarked
    stays. All sessions of a convening share one administration, made when the first of them ends,
    with a question for each learning target. Its closing time moves with the last session. Asked
    with the newest form unless one is named. Raises NobodyToAsk or FeedbackClosed.
    """
    held = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    # Two sessions that end together must not both make the administration.
    convening = Convening.objects.select_for_update(no_key=True).get(pk=session.convening_id)
    if held.feedback_opened_at is not None:
        return
    people = _to_ask(held)
    if not held.takes_feedback or not people.exists():
        raise NobodyToAsk("People who were there are asked within seven days of the session.")
    administration = _administration_of(convening, held, version)
    unit = collection.add_session_unit(
        administration,
        key=session_key(held),
        name=held.region,
        staff=people.count(),
        whole=str(convening),
    )
    collection.invite(administration, unit=unit, people=people)
    collection.open_administration(administration, by=None)
    held.feedback_opened_at = clock.now()
    held.save(update_fields=["feedback_opened_at"])
    words = f"Everybody who was at {held.region} was asked how it went."
    activity.record(convening, "asked", words, by=None)


@transaction.atomic
def move_closing(convening: Convening, *, by: Person | None) -> None:
    """Close feedback as many hours after the last session as the plan says now.

    Does nothing before anybody is asked. Raises FeedbackClosed.
    """
    survey = convening.feedback
    if survey is None:
        return
    if not survey.is_open:
        raise FeedbackClosed("The feedback has closed, so its hours stay as they were.")
    closes_at = _last_end(convening) + dt.timedelta(hours=convening.feedback_hours)
    if closes_at <= clock.now():
        hours = convening.feedback_hours
        raise FeedbackClosed(f"It is over {hours} hours since the last session. Enter more.")
    collection.extend_administration(survey, closes_at=closes_at, by=by)


def session_key(session: Session) -> str:
    """The name of a session in the frame of its convening's feedback."""
    return f"session-{session.pk}"


def _to_ask(session: Session) -> QuerySet[Person]:
    """Those who were there, unless another session of the convening has asked them already."""
    asked = Person.objects.filter(
        attendances__session__convening=session.convening_id,
        attendances__session__feedback_opened_at__isnull=False,
    )
    return Person.objects.filter(attendances__session=session).exclude(pk__in=asked.values("pk"))


def _administration_of(
    convening: Convening, session: Session, version: InstrumentVersion | None
) -> Administration:
    closes_at = _closing_time(convening)
    known = convening.feedback
    if known is None:
        form = version or _newest_form()
        convening.feedback = _prepare(convening, session, form, closes_at)
        convening.save(update_fields=["feedback"])
        return convening.feedback
    if not (known.is_draft or known.is_open):
        raise FeedbackClosed("The feedback on this convening has closed already.")
    if known.closes_at < closes_at:
        collection.extend_administration(known, closes_at=closes_at, by=None)
    return known


def _prepare(
    convening: Convening, session: Session, form: InstrumentVersion, closes_at: dt.datetime
) -> Administration:
    return collection.prepare_administration(
        with_targets(form, convening),
        title=str(convening)[:120],
        purpose=Administration.Purpose.CONVENING,
        cohort=convening.cohort,
        school_year=local_time.school_year(timezone.localdate(session.starts_at)),
        wave=f"Convening {convening.number}",
        opens_at=session.ends_at,
        closes_at=closes_at,
        by=None,
    )


def _closing_time(convening: Convening) -> dt.datetime:
    """So many hours after the last session's end; where its list was late, after now."""
    return max(_last_end(convening), clock.now()) + dt.timedelta(hours=convening.feedback_hours)


def _last_end(convening: Convening) -> dt.datetime:
    held = convening.sessions.filter(is_cancelled=False).order_by("-ends_at")
    return held.values_list("ends_at", flat=True)[0]


def _newest_form() -> InstrumentVersion:
    """The newest version that was used, or that we ship and nobody is in the middle of changing.

    A half-changed form must not keep anybody from being asked.
    """
    may_be_asked = Q(is_frozen=True) | Q(number__in=shipped_numbers(FORM))
    every = InstrumentVersion.objects.without_variants().filter(instrument__code=FORM)
    versions = every.filter(may_be_asked)
    if not versions.exists():
        load_instruments([FORM])
    newest_first = list(versions.order_by("-number"))
    return next((one for one in newest_first if not lacks_of(one)), newest_first[0])
