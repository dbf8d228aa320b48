"""What was understood of a file, carried by the browser from the report to the draft.

The file itself is kept nowhere: the page of the report holds what was read, signed for its reader
and for two hours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core import signing

from surveys.instruments.formats.report import Line, Outcome, Understood, Unreadable

if TYPE_CHECKING:
    from accounts.models import User

HOURS = 2
MOST = 3_500_000  # characters; a page may send five million


def packed(understood: Understood, *, for_: User) -> str:
    """As text for a hidden field. Raises Unreadable if it is too long for one."""
    lines = [[line.where, line.what, line.outcome.value, line.words] for line in understood.report]
    said: dict[str, Any] = {"format": understood.format, "form": understood.form, "lines": lines}
    text = signing.dumps(said, salt=_salt(for_), compress=True)
    if len(text) > MOST:
        words = "The form is too long for this page."
        raise Unreadable(f"{words} Ask an operator for the command import_instrument.")
    return text


def unpacked(text: str, *, for_: User) -> Understood:
    """What was packed. Raises Unreadable if it is too old or was packed for somebody else."""
    try:
        said = signing.loads(text, salt=_salt(for_), max_age=HOURS * 3600)
    except signing.BadSignature as bad:
        words = "The report is too old to make a draft of it."
        raise Unreadable(f"{words} Choose the file again.") from bad
    lines = tuple(
        Line(where, what, Outcome(one), words) for where, what, one, words in said["lines"]
    )
    return Understood(said["format"], said["form"], lines)


def _salt(user: User) -> str:
    return f"surveys.instruments.carried.{user.pk}"
