"""Unfinished answers: kept under the hash of a link, merged as they come, sealed when sent.

Nothing here is written to the log or to Activity: a time would join an answer to a person.
"""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext

from surveys import tasks
from surveys.collection import answers as answering
from surveys.collection import links, sealing
from surveys.collection.models import Administration, Draft, Invitation
from surveys.collection.refusals import AlreadySent, NothingAnswered, NotOpen, UnknownLink
from surveys.instruments.questionnaire import ROLE, questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.collection.answers import Answers


WINDOW = ("state", "closes_at", "closed_at", "grace_hours", "is_settled")


class SaveResult(NamedTuple):
    """What the draft holds after saving, and how often it was saved."""

    answers: Answers
    revision: int


def read(token: str) -> Answers | None:
    """What was kept under this link; None when nothing was, or when it is sent."""
    draft = Draft.objects.filter(token_hash=links.hash_of(token)).first()
    return sealing.decrypt(draft.ciphertext, token=token) if draft else None


@transaction.atomic
def save(token: str, *, answers: Mapping[str, Any]) -> SaveResult:
    """Keep these answers beside those kept before; the last word on a question wins.

    Raises UnknownLink, AlreadySent, NotOpen, or UnknownAnswer (and then keeps nothing).
    """
    _, draft, kept = _merged(token, answers)
    draft.ciphertext = sealing.encrypt(kept, token=token)
    draft.revision += 1
    draft.save()
    return SaveResult(kept, draft.revision)


@transaction.atomic
def submit(token: str, *, answers: Mapping[str, Any] | None = None) -> None:
    """Send what was kept under this link together with `answers`; nothing can be changed after.

    In one transaction the invitation is marked and the draft sealed: from then on the row holds
    neither the link's hash nor a key that the link could give. Raises as `save` does, and
    NothingAnswered for a blank form.
    """
    invitation, draft, sent = _merged(token, answers or {})
    if not set(sent) - {ROLE}:
        raise NothingAnswered
    draft.token_hash = secrets.token_hex(32)
    whose = invitation.pk if invitation.administration.keeps_keys else None
    draft.ciphertext = sealing.seal(sent, invitation=whose)
    draft.revision = 0  # the number of saves would be a mark to know the row by
    draft.is_sealed = True
    draft.save()
    invitation.is_completed = True
    invitation.save(update_fields=["is_completed"])
    transaction.on_commit(partial(tasks.fold_soon, invitation.administration_id))


def _merged(token: str, given: Mapping[str, Any]) -> tuple[Invitation, Draft, Answers]:
    """The draft of this link, not stored yet, and what it holds with these answers added."""
    invitation = _hold(token)
    draft = Draft.objects.filter(token_hash=links.hash_of(token)).first()
    _refuse_when_closed(invitation.administration, has_begun=draft is not None)
    checked = answering.check(given, questionnaire_of(invitation.administration.version))
    if draft is not None:
        return invitation, draft, sealing.decrypt(draft.ciphertext, token=token) | checked
    draft = Draft(
        administration=invitation.administration,
        unit=invitation.unit,
        token_hash=links.hash_of(token),
        revision=0,
        is_sealed=False,
    )
    return invitation, draft, checked


def _hold(token: str) -> Invitation:
    """The invitation, locked, when it is unanswered; its survey as it now stands."""
    # Two windows, one answer: the second waits here until the first is done. The fold may point a
    # key at the row meanwhile, hence no_key.
    locked = links.behind(token).select_for_update(of=("self",), no_key=True).first()
    if locked is None:
        raise UnknownLink(gettext("This link does not work. Use the newest message you have."))
    if locked.is_completed:
        raise AlreadySent
    hold_window(locked.administration)
    return locked


def hold_window(administration: Administration) -> None:
    """Read how the survey stands; it stays so until this transaction ends.

    The shared lock lets others answer at the same time and makes closing and settling wait: after
    them, no answer can arrive that the last fold would miss.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, closes_at, closed_at, grace_hours, is_settled"
            " FROM surveys_administration WHERE id = %s FOR SHARE",
            [administration.pk],
        )
        for name, value in zip(WINDOW, cursor.fetchone(), strict=True):
            setattr(administration, name, value)


def _refuse_when_closed(administration: Administration, *, has_begun: bool) -> None:
    """After the close, whoever has begun may go on until the grace is over, and nobody else."""
    if administration.takes_everybody or (has_begun and administration.is_in_grace):
        return
    if administration.is_draft:
        raise NotOpen(gettext("This survey has not opened yet."))
    if administration.is_in_grace:
        raise NotOpen(
            gettext("This survey has closed. Only answers that were begun before can be sent now.")
        )
    raise NotOpen(gettext("This survey has closed and takes no more answers."))
