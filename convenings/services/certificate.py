"""Contact hours: who gets a certificate, and what a correction of attendance does to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from convenings import emails
from convenings.models import Attendance, Certificate, Convening
from convenings.querysets.session import ASK_WITHIN
from convenings.rules.hours import Outcome, Presence, best_of, outcome_of
from core import clock
from network.models import StateAgency
from network.services import activity
from surveys.collection.models import Invitation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from network.models import Person

CORRECTED = "Attendance was corrected."


@transaction.atomic
def change_certificate_rule(
    convening: Convening, *, least_share: int, needs_feedback: bool, by: Person | None
) -> Convening:
    """Change what a certificate asks for. What was issued stands."""
    held = Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    rule = {"least_share": least_share, "needs_feedback": needs_feedback}
    if changes := activity.save_changes(held, rule):
        words = f"The rule for certificates of {held} was changed."
        activity.record(held, "changed", words, by=by, changes=changes)
    return held


@transaction.atomic
def settle_certificates(convening: Convening) -> int:
    """Issue what was earned, take back or replace what a correction made wrong; how many are new.

    Safe to repeat. Does nothing while somebody may still send feedback, so that no certificate
    tells when it was sent; leaves no activity, because that would tell who sent it. A rule that was
    made stricter takes nothing back.
    """
    rows = Convening.objects.select_related("cohort__home", "feedback")
    held = rows.select_for_update(no_key=True, of=("self",)).get(pk=convening.pk)
    last_end = held.sessions.filter(is_cancelled=False).aggregate(last=Max("ends_at"))["last"]
    if waits_for_feedback(held, last_end=last_end):
        return 0
    marks = Attendance.objects.filter(session__convening=held, session__is_cancelled=False)
    best = best_marks(marks.select_related("person", "session__venue"))
    standing = _take_back_what_is_wrong(held, best)
    earned = _earned_by(held, best)
    network = StateAgency.objects.first()
    # By id and not by the time of anything: the order of the rows tells nothing.
    new = [_written(held, best[pk], network) for pk in sorted(earned - standing)]
    emails.certificates_ready(held, Certificate.objects.bulk_create(new))
    return len(new)


def presence_of(mark: Attendance) -> Presence:
    """How much of its session a mark says; needs the session."""
    day = timezone.localdate(mark.session.starts_at)
    return Presence(mark.minutes, mark.session.minutes, day)


def best_marks(marks: Iterable[Attendance]) -> dict[int, Attendance]:
    """Of marks at one convening the one that counts for each person, whatever its length."""
    of_all: dict[int, dict[Presence, Attendance]] = {}
    for mark in marks:
        of_all.setdefault(mark.person_id, {})[presence_of(mark)] = mark
    return {pk: of_one[best_of(of_one)] for pk, of_one in of_all.items()}


def waits_for_feedback(convening: Convening, *, last_end: dt.datetime | None) -> bool:
    """Whether feedback counts and somebody may still send it, or be asked for it."""
    if not convening.needs_feedback or last_end is None:
        return False
    feedback = convening.feedback
    if feedback is not None:
        return feedback.is_draft or feedback.is_open or feedback.is_in_grace
    return clock.now() < last_end + ASK_WITHIN


def without_feedback(invitations: QuerySet[Invitation]) -> set[tuple[int, int]]:
    """(administration, person) of those who were asked and sent nothing.

    SECURITY: for certificates and the person's own page only; nobody else may learn it.
    """
    rows = invitations.values_list("administration_id", "person_id", "is_completed", "is_revoked")
    sent = {(survey, person) for survey, person, is_sent, _ in rows if is_sent}
    return {(survey, person) for survey, person, _, is_off in rows if not is_off} - sent


def _take_back_what_is_wrong(convening: Convening, best: dict[int, Attendance]) -> set[int]:
    """Revoke certificates that say what attendance no longer says; whose certificates stand."""
    right = set()
    for one in convening.certificates.standing():
        mark = best.get(one.person_id)
        if mark and Presence(one.minutes, one.of_minutes, one.held_on) == presence_of(mark):
            right.add(one.person_id)
            continue
        one.revoked_at, one.revoke_reason = clock.now(), CORRECTED
        one.save(update_fields=["revoked_at", "revoke_reason"])
    return right


def _earned_by(convening: Convening, best: dict[int, Attendance]) -> set[int]:
    asked = Invitation.objects.filter(administration=convening.feedback_id)
    lacking = without_feedback(asked) if convening.needs_feedback else set()
    return {
        pk
        for pk, mark in best.items()
        if outcome_of(
            presence_of(mark),
            least_share=convening.least_share,
            waits=False,
            lacks_feedback=(convening.feedback_id, pk) in lacking,
        )
        is Outcome.EARNED
    }


def _written(convening: Convening, mark: Attendance, network: StateAgency | None) -> Certificate:
    presence, home = presence_of(mark), convening.cohort.home
    return Certificate(
        convening=convening,
        person=mark.person,
        name=str(mark.person),
        title=str(convening),
        place=mark.session.where,
        issuer=f"{home}, {network.network_name}" if network else str(home),
        held_on=presence.on,
        minutes=presence.minutes,
        of_minutes=presence.of_minutes,
        issued_at=clock.now(),
    )
