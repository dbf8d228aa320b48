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
from surveys.collection import links, lookup, sealing
from surveys.collection.models import Administration, Draft, Invitation
from surveys.collection.refusals import AlreadySent, NothingAnswered, NotOpen, UnknownLink
from surveys.instruments.questionnaire import ROLE, questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.collection.answers import Answers

# Written by hand like lookup.py: each is one way to the database instead of two, and autosave
# comes here with every answer. A sealed row says nothing of how often it was saved.
KEPT = "SELECT ciphertext FROM surveys_draft WHERE token_hash = %s"
KEEP = """
INSERT INTO surveys_draft AS kept
  (administration_id, unit_id, token_hash, ciphertext, revision, is_sealed)
VALUES (%(administration)s, %(unit)s, %(hash)s, %(ciphertext)s, 1, false)
ON CONFLICT (token_hash) DO UPDATE
SET ciphertext = excluded.ciphertext, revision = kept.revision + 1
RETURNING revision
"""
SEND_AT_ONCE = """
WITH told AS (UPDATE surveys_invitation SET is_completed = true WHERE id = %(invitation)s)
INSERT INTO surveys_draft
  (administration_id, unit_id, token_hash, ciphertext, revision, is_sealed)
VALUES (%(administration)s, %(unit)s, %(random)s, %(ciphertext)s, 0, true)
"""
SEND_BEGUN = """
WITH told AS (UPDATE surveys_invitation SET is_completed = true WHERE id = %(invitation)s)
UPDATE surveys_draft
SET token_hash = %(random)s, ciphertext = %(ciphertext)s, revision = 0, is_sealed = true
WHERE token_hash = %(hash)s
"""
WINDOW = ("state", "closes_at", "closed_at", "grace_hours", "is_settled")


class SaveResult(NamedTuple):
    """What the draft holds after saving, and how often it was saved."""

    answers: Answers
    revision: int


def read(token: str) -> Answers | None:
    """What was kept under this link; None when nothing was, or when it is sent."""
    draft = Draft.objects.filter(token_hash=links.hash_of(token)).first()
    return opened(draft.ciphertext if draft else None, token=token)


def opened(ciphertext: bytes | memoryview | None, *, token: str) -> Answers | None:
    """The same from a draft's text that is already at hand."""
    return None if ciphertext is None else sealing.decrypt(ciphertext, token=token)


@transaction.atomic
def save(token: str, *, answers: Mapping[str, Any]) -> SaveResult:
    """Keep these answers beside those kept before; the last word on a question wins.

    Raises UnknownLink, AlreadySent, NotOpen, or UnknownAnswer (and then keeps nothing).
    """
    invitation, _, kept = _merged(token, answers)
    given: dict[str, Any] = {
        "administration": invitation.administration_id,
        "unit": invitation.unit_id,
        "hash": links.hash_of(token),
        "ciphertext": sealing.encrypt(kept, token=token),
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, given)
        (revision,) = cursor.fetchone()
    return SaveResult(kept, revision)


@transaction.atomic
def submit(token: str, *, answers: Mapping[str, Any] | None = None) -> None:
    """Send what was kept under this link together with `answers`; nothing can be changed after.

    In one transaction the invitation is marked and the draft sealed: from then on the row holds
    neither the link's hash nor a key that the link could give. Raises as `save` does, and
    NothingAnswered for a blank form.
    """
    invitation, has_begun, sent = _merged(token, answers or {})
    if not set(sent) - {ROLE}:
        raise NothingAnswered
    whose = invitation.pk if invitation.administration.keeps_keys else None
    given: dict[str, Any] = {
        "invitation": invitation.pk,
        "administration": invitation.administration_id,
        "unit": invitation.unit_id,
        "hash": links.hash_of(token),
        "random": secrets.token_hex(32),
        "ciphertext": sealing.seal(sent, invitation=whose),
    }
    with connection.cursor() as cursor:
        cursor.execute(SEND_BEGUN if has_begun else SEND_AT_ONCE, given)
    transaction.on_commit(partial(tasks.fold_soon, invitation.administration_id))


def _merged(token: str, given: Mapping[str, Any]) -> tuple[Invitation, bool, Answers]:
    """The invitation, held; whether answers were kept before; and those with these added."""
    invitation = lookup.hold(token)
    if invitation is None:
        raise UnknownLink(gettext("This link does not work. Use the newest message you have."))
    if invitation.is_completed:
        raise AlreadySent
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [links.hash_of(token)])
        row = cursor.fetchone()
    kept = opened(row[0] if row else None, token=token)
    _refuse_when_closed(invitation.administration, has_begun=kept is not None)
    checked = answering.check(given, questionnaire_of(invitation.administration.version))
    return invitation, kept is not None, (kept or {}) | checked


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
