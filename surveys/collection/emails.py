"""The messages of a survey. The link is put in when a message is sent, and never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core import mail
from core.nonce import new_nonce

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from surveys.collection.models import Administration, Invitation


INVITATION = "surveys/invitation"
REMINDER = "surveys/reminder"


def queue_invitations(administration: Administration, invitations: Iterable[Invitation]) -> None:
    """Ask each of them once; repeating changes nothing. Who has no address is passed over."""
    keyed = [(one, invitation_key(one)) for one in invitations]
    _queue(INVITATION, administration, keyed, _words(administration))


def queue_again(invitation: Invitation) -> None:
    """Send the invitation once more, because somebody asked for it or its link is new."""
    key = f"{invitation_key(invitation)}:{new_nonce()}"
    _queue(
        INVITATION,
        invitation.administration,
        [(invitation, key)],
        _words(invitation.administration),
    )


def queue_reminders(
    administration: Administration, invitations: Iterable[Invitation], *, step: str
) -> None:
    """Remind each of them once per step; repeating changes nothing."""
    keyed = [(one, f"survey-reminder:{one.pk}:{step}") for one in invitations]
    _queue(REMINDER, administration, keyed, reminder_words(administration, step=step))


def queue_nudges(
    administration: Administration,
    invitations: Iterable[Invitation],
    *,
    day: dt.date,
    send_after: dt.datetime,
) -> None:
    """Remind each of them, once a day however often and by whomever it is asked for."""
    keyed = [(one, f"{nudge_key(one)}:{day}") for one in invitations]
    words = reminder_words(administration, step="")
    _queue(REMINDER, administration, keyed, words, send_after=send_after)


def reminder_words(administration: Administration, *, step: str) -> dict[str, Any]:
    """What the template of a reminder is filled with."""
    return _words(administration) | {"is_last_day": step == "last day"}


def invitation_key(invitation: Invitation) -> str:
    """What makes the message of an invitation one of its kind."""
    return f"survey-invitation:{invitation.pk}"


def nudge_key(invitation: Invitation) -> str:
    """With a day, what makes a nudge one of its kind."""
    return f"survey-nudge:{invitation.pk}"


def _queue(
    kind: str,
    administration: Administration,
    keyed: Sequence[tuple[Invitation, str]],
    words: dict[str, Any],
    send_after: dt.datetime | None = None,
) -> None:
    check = "survey_invitation" if kind == INVITATION else "survey_reminder"
    letters = [
        mail.Letter(
            to=invitation.email,
            dedupe_key=key,
            secrets={"link": mail.Secret("survey_link", str(invitation.pk))},
            still_due=f"{check}:{invitation.pk}",
            person_id=invitation.person_id,
        )
        for invitation, key in keyed
        if invitation.email
    ]
    mail.queue_many(
        kind, letters, context=words, send_after=send_after, due_at=administration.closes_at
    )


def _words(administration: Administration) -> dict[str, Any]:
    return {
        "administration": administration,
        "minutes": administration.version.minutes,
        "is_anonymous": administration.mode == administration.Mode.ANONYMOUS,
        "is_convening": administration.purpose == administration.Purpose.CONVENING,
        "is_bilingual": "es" in administration.version.languages,
    }
