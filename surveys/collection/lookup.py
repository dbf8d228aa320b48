"""Who comes with a link, in one question: the invitation, its survey, the unfinished answers.

The SQL is written once per process: making it out of a join of models costs Django several times
what PostgreSQL takes to answer, and this is asked at every step of every respondent. The form
itself is not asked for: a frozen version never changes, and each process keeps it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from surveys.collection import links
from surveys.collection.models import Administration, Invitation
from surveys.instruments.questionnaire import version_of

if TYPE_CHECKING:
    from django.db.models import Model

FROM = """
FROM surveys_invitation i
JOIN surveys_administration a ON a.id = i.administration_id
"""
THAT_ONE = "WHERE i.nonce = %(nonce)s AND NOT i.is_revoked"
KEPT = "SELECT ciphertext FROM surveys_draft WHERE token_hash = %(hash)s"


class Found(NamedTuple):
    """An invitation with its survey, and the draft's text as it lies in the database."""

    invitation: Invitation
    ciphertext: bytes | None


def look(token: str) -> Found | None:
    """Who comes with this token; None when it leads nowhere."""
    nonce = links.nonce_of(token)
    if nonce is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_looking(), {"nonce": nonce, "hash": links.hash_of(token)})
        row = cursor.fetchone()
    return Found(_made(row[:-1]), row[-1]) if row else None


def hold(token: str) -> Found | None:
    """The same, and nothing of it changes until this transaction ends, but for what we change.

    Two windows, one answer: the second waits here until the first is done. The fold may point a
    key at the row meanwhile, hence no key. The shared lock on the survey lets others answer at the
    same time and makes closing and settling wait: after them, no answer can arrive that the last
    fold would miss. The draft is read after this, or what the other window wrote would be missed.
    """
    nonce = links.nonce_of(token)
    if nonce is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_holding(), {"nonce": nonce})
        row = cursor.fetchone()
        if row is None:
            return None
        cursor.execute(KEPT, {"hash": links.hash_of(token)})
        (ciphertext,) = cursor.fetchone() or (None,)
    return Found(_made(row), ciphertext)


def _made(row: tuple[Any, ...]) -> Invitation:
    """The models of a row, tied together."""
    end = len(_fields(Invitation))
    invitation = Invitation.from_db("default", _fields(Invitation), row[:end])
    administration = Administration.from_db("default", _fields(Administration), row[end:])
    administration.version = version_of(administration.version_id)
    invitation.administration = administration
    return invitation


@cache
def _looking() -> str:
    return (
        f"SELECT {_columns()}, d.ciphertext {FROM}"
        f"LEFT JOIN surveys_draft d ON d.token_hash = %(hash)s {THAT_ONE}"
    )


@cache
def _holding() -> str:
    return f"SELECT {_columns()} {FROM} {THAT_ONE} FOR NO KEY UPDATE OF i FOR SHARE OF a"


def _columns() -> str:
    names = {"i": _fields(Invitation), "a": _fields(Administration)}
    return ", ".join(f'{table}."{name}"' for table, own in names.items() for name in own)


@cache
def _fields(model: type[Model]) -> list[str]:
    """Their columns; a model's attributes have the same names."""
    return [field.attname for field in model._meta.concrete_fields]
