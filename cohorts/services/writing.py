"""Writing the answers of an application: kept question by question while several people type."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cohorts.models import ApplicationAnswer
from cohorts.rules import states
from cohorts.rules.questions import code_of_kind, parts_of
from cohorts.services.application import locked
from cohorts.services.applying import why_closed
from core import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cohorts.models import Application, InformationRequest
    from network.models import Person

NOTHING: frozenset[str] = frozenset()


class NotWritten(Exception):
    """This part cannot be changed now; the message says why."""


@dataclass(frozen=True)
class Saved:
    """What a save left: all answers of the application, and those changed elsewhere meanwhile."""

    answers: dict[str, ApplicationAnswer]
    clashes: list[ApplicationAnswer]


@transaction.atomic
def save_answers(
    application: Application,
    *,
    part: str,
    answers: Mapping[str, Any],
    seen: Mapping[str, str],
    by: Person,
) -> Saved:
    """Keep what was typed in a part. Raises NotWritten.

    `seen` holds the mark of each answer as it was last read. Questions that only one side changed
    are merged; one that both changed stays as it is and is told. Whoever then chooses has read the
    other side's words, so their mark is what was seen.
    """
    application = locked(application)
    refuse_closed(application, part)
    known = answers_of(application)
    clashes = []
    for code, value in answers.items():
        there = known.get(code)
        now, was = mark_of(there.value if there else None), seen.get(code, mark_of(None))
        if mark_of(value) in {now, was}:
            continue  # nothing typed here, or the same as is there
        if there is not None and now != was:
            clashes.append(there)
            continue
        known[code] = _write(application, code, value, there, by)
    return Saved(known, clashes)


def answers_of(application: Application) -> dict[str, ApplicationAnswer]:
    """All stored answers with who wrote them, by the code of their question."""
    return {one.question: one for one in application.answers.select_related("written_by")}


def open_request(application: Application) -> InformationRequest | None:
    """What is asked for still, while its day is not over."""
    return application.requests.filter(answered_at=None, due_on__gte=clock.today()).first()


def open_parts(application: Application) -> frozenset[str]:
    """The codes of the parts that its writers may change today."""
    if application.state == states.DRAFT and application.offering.takes_applications:
        return frozenset(part.code for part in parts_of(application.form))
    if application.state == states.INFORMATION and (asked := open_request(application)):
        return frozenset(asked.parts)
    return NOTHING


def refuse_closed(application: Application, part: str) -> None:
    """Raises NotWritten for a part that is not open."""
    if part not in open_parts(application):
        raise NotWritten(why_not_written(application))


def opened(application: Application, kind: str) -> Application:
    """The application, locked, when its part of this kind may be changed. Raises NotWritten."""
    application = locked(application)
    refuse_closed(application, code_of_kind(application.form, kind))
    return application


def why_not_written(application: Application) -> str:
    """Why a part cannot be changed."""
    if application.state == states.DRAFT:
        return f"{why_closed(application.offering)} What you wrote is kept."
    if application.state == states.INFORMATION:
        return "Only the parts that were asked for can be changed, until their day."
    if application.state == states.WITHDRAWN:
        return "The application is withdrawn, so nothing in it can be changed."
    return "The application is sent, so nothing in it can be changed."


def mark_of(value: Any) -> str:
    """A short mark that changes with every change of an answer; none and empty are the same."""
    text = json.dumps(None if value == "" else value)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _write(
    application: Application, code: str, value: Any, there: ApplicationAnswer | None, by: Person
) -> ApplicationAnswer:
    answer = there or ApplicationAnswer(application=application, question=code, revision=0)
    answer.value = None if value == "" else value
    answer.revision += 1
    answer.written_by, answer.written_at = by, clock.now()
    answer.save()
    return answer
