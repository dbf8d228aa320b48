"""Asking an applicant for more: named parts open again until a day, and close when answered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.rules import states
from cohorts.services import decision_mail
from cohorts.services.application import locked, move
from core import clock
from core.templatetags.house import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cohorts.models import Application, InformationRequest
    from network.models import Person

REMINDED_BEFORE = dt.timedelta(days=2)


@transaction.atomic
def ask_information(
    application: Application,
    *,
    parts: Sequence[str],
    message: str,
    due_on: dt.date,
    by: Person | None,
) -> InformationRequest:
    """Open parts of an application again until a day, that whole day included, and say why.

    Safe to repeat: what is asked already stays the one. Raises NotPossible.
    """
    application = locked(application)
    if asked := application.requests.filter(answered_at=None).first():
        return asked
    move(application, to=states.INFORMATION, by=by, note=f"To be answered until {day(due_on)}.")
    asked = application.requests.create(
        parts=list(parts), message=message.strip(), due_on=due_on, asked_by=by
    )
    asked.application.refresh_from_db(fields=["state"])
    decision_mail.information_asked(asked)
    return asked


@transaction.atomic
def answer_request(application: Application, *, by: Person | None) -> Application:
    """Send back what was asked: the parts close and the review goes on. Safe to repeat."""
    asked = _open_request(application)
    application = _close(application, by=by, note="What was asked is answered.")
    if asked is not None:
        asked.application = application
        decision_mail.information_answered(asked)
    return application


@transaction.atomic
def close_request(application: Application, *, by: Person | None, note: str) -> Application:
    """Go on without an answer. Safe to repeat."""
    return _close(application, by=by, note=note)


def remind_of_request(request: InformationRequest) -> bool:
    """Remind the writers once, two days before; whether it was time."""
    is_time = request.due_on - REMINDED_BEFORE <= clock.today() <= request.due_on
    if is_time and request.asked_at < clock.now() - dt.timedelta(days=1):
        decision_mail.information_reminder(request)
        return True
    return False


def _open_request(application: Application) -> InformationRequest | None:
    open_ones = application.requests.filter(answered_at=None)
    return open_ones.select_related("asked_by__user").first()


def _close(application: Application, *, by: Person | None, note: str) -> Application:
    application = locked(application)
    if application.state != states.INFORMATION:
        return application
    application.requests.filter(answered_at=None).update(answered_at=clock.now())
    return move(application, to=states.IN_REVIEW, by=by, note=note)
