"""Sending an application, answering what was asked, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from cohorts import application_emails as emails
from cohorts.rules import states
from cohorts.rules.questions import CONSENT, QUESTIONS, TEAM, Part, faults_of, parts_of
from cohorts.rules.team import lacks, size_words
from cohorts.services.application import NotPossible, locked, move
from cohorts.services.cohort import locked_cohort
from cohorts.services.consent import consent_missing
from cohorts.services.information import answer_request
from cohorts.services.waitlist import settle_waitlist
from cohorts.services.writing import NotWritten, open_parts, open_request, why_not_written
from core import clock

if TYPE_CHECKING:
    from cohorts.models import Application
    from network.models import Person


@dataclass(frozen=True)
class Lack:
    """Something that is missing in a part, in words; `question` is the code of a question."""

    part: Part
    words: str
    question: str = ""


class StillMissing(Exception):
    """It cannot be sent yet; `lacks` says what is missing."""

    def __init__(self, missing: list[Lack]) -> None:
        super().__init__("Something is still missing.")
        self.lacks = missing


@transaction.atomic
def submit(application: Application, *, by: Person) -> Application:
    """Send it: it gets a number, and every writer a receipt. Safe to repeat.

    Raises StillMissing, or NotWritten when the offering is closed.
    """
    application = locked(application)
    if application.state != states.DRAFT:
        return application
    if not open_parts(application):
        raise NotWritten(why_not_written(application))
    if missing := lacks_of(application):
        raise StillMissing(missing)
    number = application.receipt or _number_of(application)
    application = move(
        application, to=states.SUBMITTED, by=by, submitted_at=clock.now(), receipt=number
    )
    application.proposed.taken_out().delete()
    emails.queue_receipts(application)
    return application


@transaction.atomic
def send_what_was_asked(application: Application, *, by: Person) -> Application:
    """Say that everything asked for is there; it goes back to those who review. Safe to repeat.

    Raises StillMissing for the parts that were asked for, or NotWritten after their day.
    """
    application = locked(application)
    if application.state != states.INFORMATION:
        return application
    asked = open_request(application)
    if asked is None:
        raise NotWritten("The day to answer is over. Ask who runs the offering for another one.")
    if missing := [one for one in lacks_of(application) if one.part.code in asked.parts]:
        raise StillMissing(missing)
    return answer_request(application, by=by)


@transaction.atomic
def withdraw_application(application: Application, *, by: Person, note: str = "") -> Application:
    """Take it back; a place it held goes to the next. Safe to repeat.

    Raises NotPossible when it is decided.
    """
    # Whoever needs both locks the cohort first.
    cohort = locked_cohort(application.cohort_id) if application.cohort_id else None
    application = locked(application)
    if application.state == states.WITHDRAWN:
        return application
    was_sent = application.state != states.DRAFT
    application = move(application, to=states.WITHDRAWN, by=by, note=note)
    if was_sent:
        emails.queue_withdrawn(application, by)
    if cohort is not None:
        settle_waitlist(cohort, by=by)
    return application


@transaction.atomic
def bring_back_application(application: Application, *, by: Person) -> Application:
    """Undo a withdrawal, to the state it had. Safe to repeat.

    Raises NotPossible for one from the waitlist, or when another one of the place began since.
    """
    application = locked(application)
    if application.state != states.WITHDRAWN:
        return application
    before = state_before(application)
    if not states.may_come_back_to(before):
        raise NotPossible("The place on the waitlist was given up, so it does not come back.")
    same = {"school": application.school_id, "district": application.district_id}
    if application.offering.applications.not_over().filter(**same).exists():
        raise NotPossible(f"{application.place} has another application by now.")
    return move(application, to=before, by=by, note="The withdrawal was undone.")


def state_before(application: Application) -> str:
    """The state before the last step."""
    steps = list(application.steps.order_by("-pk").values_list("state", flat=True)[:2])
    return steps[1] if len(steps) > 1 else states.DRAFT


def lacks_of(application: Application) -> list[Lack]:
    """Everything that keeps it from being sent, part by part."""
    answers = dict(application.answers.values_list("question", "value"))
    found = []
    for part in parts_of(application.form):
        if part.kind == QUESTIONS:
            faults = faults_of(part, answers)
            found += [Lack(part, f"{one.wording} {fault}", one.code) for one, fault in faults]
        elif part.kind == TEAM and part.required:
            found += [Lack(part, words) for words in _team_lacks(application)]
        elif part.kind == CONSENT and (words := consent_missing(application)):
            found.append(Lack(part, words))
    return found


def team_warnings(application: Application) -> list[str]:
    """What the offering's rule says about the proposed people. It warns and never blocks."""
    offering = application.offering
    positions = list(application.proposed.standing().values_list("position", flat=True))
    size = size_words(len(positions), least=offering.team_min, most=offering.team_max)
    return [*([f"{size}."] if size else []), *lacks(positions, offering.team_rule.all())]


def _team_lacks(application: Application) -> list[str]:
    leads = set(application.proposed.standing().values_list("is_lead", flat=True))
    if not leads:
        return ["Nobody is proposed for the team yet."]
    return [] if True in leads else ["Say who leads the team."]


def _number_of(application: Application) -> str:
    """Short enough to be read over the telephone; its letter is the pathway's."""
    letter = application.offering.pathway.code[:1].upper()
    return f"{letter}{clock.today():%y}-{application.pk:05d}"
