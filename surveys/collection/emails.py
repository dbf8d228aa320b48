"""The messages of a survey. The link is put in when a message is sent, and never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core import mail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from surveys.collection.models import Administration, Invitation


INVITATION = "surveys/invitation"
REMINDER = "surveys/reminder"


def queue_invitations(administration: Administration, invitations: Iterable[Invitation]) -> None:
    """Ask each of them once; repeating changes nothing."""
    words = _words(administration)
    for invitation in invitations:
        _queue(INVITATION, invitation, words, invitation_key(invitation))


def queue_reminders(
    administration: Administration, invitations: Iterable[Invitation], *, step: str
) -> None:
    """Remind each of them once per step; repeating changes nothing."""
    words = _words(administration) | {"is_last_day": step == "last day"}
    for invitation in invitations:
        _queue(REMINDER, invitation, words, f"survey-reminder:{invitation.pk}:{step}")


def invitation_key(invitation: Invitation) -> str:
    """What makes the message of an invitation one of its kind."""
    return f"survey-invitation:{invitation.pk}"


def _queue(kind: str, invitation: Invitation, words: dict[str, Any], dedupe_key: str) -> None:
    check = "survey_invitation" if kind == INVITATION else "survey_reminder"
    mail.queue(
        kind,
        to=invitation.email,
        context=words,
        dedupe_key=dedupe_key,
        secrets={"link": mail.Secret("survey_link", str(invitation.pk))},
        still_due=f"{check}:{invitation.pk}",
        person_id=invitation.person_id,
        due_at=words["administration"].closes_at,
    )


def _words(administration: Administration) -> dict[str, Any]:
    return {
        "administration": administration,
        "minutes": administration.version.minutes,
        "is_anonymous": administration.mode == administration.Mode.ANONYMOUS,
        "is_convening": administration.purpose == administration.Purpose.CONVENING,
    }
