"""Unfinished answers: kept under the hash of a link, merged as they come, sealed when sent.

Nothing here is written to the log or to Activity: a time would join an answer to a person.
"""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, transaction

from core import clock
from surveys import tasks
from surveys.collection import answers as answering
from surveys.collection import links, sealing
from surveys.collection.models import Administration, Draft, Invitation
from surveys.collection.refusals import AlreadySent, NothingAnswered, NotOpen, UnknownLink
from surveys.instruments.questionnaire import ROLE, questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.collection.answers import Answers


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
    draft.ciphertext = sealing.seal(sent)
    draft.revision = 0  # the number of saves would be a mark to know the row by
    draft.is_sealed = True
    draft.save()
    invitation.is_completed = True
    invitation.save(update_fields=["is_completed"])
    transaction.on_commit(partial(tasks.fold_soon, invitation.administration_id))


def _merged(token: str, given: Mapping[str, Any]) -> tuple[Invitation, Draft, Answers]:
    """The draft of this link, not stored yet, and what it holds with these answers added."""
    invitation = _hold(token)
    checked = answering.check(given, questionnaire_of(invitation.administration.version))
    draft = Draft.objects.filter(token_hash=links.hash_of(token)).first()
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
    """The invitation, locked, when it may still be answered."""
    # Two windows, one answer: the second waits here until the first is done.
    locked = links.behind(token).select_for_update(of=("self",)).first()
    if locked is None:
        raise UnknownLink("This link does not work. Use the newest message you have.")
    if locked.is_completed:
        raise AlreadySent
    if not _takes_answers(locked.administration):
        raise NotOpen("This survey takes no answers now.")
    return locked


def _takes_answers(administration: Administration) -> bool:
    """Whether the survey is open, and stays so until this transaction ends.

    The shared lock lets others answer at the same time and makes closing wait: after it, no
    answer can arrive that the last fold would miss.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, closes_at FROM surveys_administration WHERE id = %s FOR SHARE",
            [administration.pk],
        )
        state, closes_at = cursor.fetchone()
    return bool(state == Administration.State.OPEN and clock.now() <= closes_at)
