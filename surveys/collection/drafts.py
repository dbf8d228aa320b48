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
from surveys.collection.refusals import AlreadySent, NothingAnswered, NotOpen, UnknownLink
from surveys.instruments.questionnaire import ROLE, questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.collection.answers import Answers
    from surveys.collection.lookup import Found
    from surveys.collection.models import Administration, Invitation

# Written by hand like lookup.py: each is one way to the database instead of two, and autosave
# comes here with every answer. A sealed row says nothing of how often it was saved.
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


class Held(NamedTuple):
    """Who answers, held until the transaction ends; what was kept, and how often it was saved."""

    token: str
    invitation: Invitation
    kept: Answers | None
    revision: int = 0


def opened(ciphertext: bytes | memoryview | None, *, token: str) -> Answers | None:
    """What was kept, from a draft's text; None when nothing was, or when it is sent."""
    return None if ciphertext is None else sealing.decrypt(ciphertext, token=token)


def read(token: str) -> Answers | None:
    """What was kept under this link."""
    found = lookup.look(token)
    return opened(found.ciphertext if found else None, token=token)


def held(token: str, found: Found) -> Held:
    """Ready to keep or send answers; `found` comes from `lookup.hold` in this transaction."""
    return Held(token, found.invitation, opened(found.ciphertext, token=token))


@transaction.atomic
def save(token: str, *, answers: Mapping[str, Any]) -> Held:
    """Hold the link and keep these answers; raises as `keep` does, and UnknownLink."""
    return keep(_held(token), answers)


@transaction.atomic
def submit(token: str, *, answers: Mapping[str, Any] | None = None) -> None:
    """Hold the link and send; raises as `send` does, and UnknownLink."""
    send(_held(token), answers or {})


def keep(who: Held, given: Mapping[str, Any]) -> Held:
    """Keep these answers beside those kept before; the last word on a question wins.

    Raises AlreadySent, NotOpen, or UnknownAnswer (and then keeps nothing).
    """
    kept = _merged(who, given)
    row: dict[str, Any] = {
        "administration": who.invitation.administration_id,
        "unit": who.invitation.unit_id,
        "hash": links.hash_of(who.token),
        "ciphertext": sealing.encrypt(kept, token=who.token),
    }
    with connection.cursor() as cursor:
        cursor.execute(KEEP, row)
        (revision,) = cursor.fetchone()
    return who._replace(kept=kept, revision=revision)


def send(who: Held, given: Mapping[str, Any]) -> None:
    """Send what was kept together with the answers given; nothing can be changed after.

    In one transaction the invitation is marked and the draft sealed: from then on the row holds
    neither the link's hash nor a key that the link could give. Raises as `keep` does, and
    NothingAnswered for a blank form.
    """
    sent = _merged(who, given)
    if not set(sent) - {ROLE}:
        raise NothingAnswered
    invitation = who.invitation
    whose = invitation.pk if invitation.administration.keeps_keys else None
    row: dict[str, Any] = {
        "invitation": invitation.pk,
        "administration": invitation.administration_id,
        "unit": invitation.unit_id,
        "hash": links.hash_of(who.token),
        "random": secrets.token_hex(32),
        "ciphertext": sealing.seal(sent, invitation=whose),
    }
    with connection.cursor() as cursor:
        cursor.execute(SEND_AT_ONCE if who.kept is None else SEND_BEGUN, row)
    transaction.on_commit(partial(tasks.fold_soon, invitation.administration_id))


def _held(token: str) -> Held:
    found = lookup.hold(token)
    if found is None:
        raise UnknownLink(gettext("This link does not work. Use the newest message you have."))
    return held(token, found)


def _merged(who: Held, given: Mapping[str, Any]) -> Answers:
    """The answers kept before with these added, if any may be taken."""
    administration = who.invitation.administration
    if who.invitation.is_completed:
        raise AlreadySent
    _refuse_when_closed(administration, has_begun=who.kept is not None)
    checked = answering.check(given, questionnaire_of(administration.version))
    return (who.kept or {}) | checked


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
