"""Where the demo's mail goes: one file per message, shown on the mailbox page."""

from __future__ import annotations

import datetime as dt
import email
import secrets
from dataclasses import dataclass
from email import policy
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from core import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage

MOST_SHOWN = 60


@dataclass(frozen=True)
class Letter:
    """A mail that was sent: the name of its file, and what it says."""

    name: str
    to: str
    subject: str
    sent: dt.datetime | None
    body: str


class MailboxBackend(BaseEmailBackend):
    """Writes each mail as a file whose name sorts by time."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write them all; the number written."""
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{clock.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"
            (folder / f"{name}.eml").write_bytes(message.message().as_bytes())
        return len(email_messages)


def letters() -> list[Letter]:
    """The newest mails, newest first."""
    newest = sorted(_folder().glob("*.eml"), reverse=True)[:MOST_SHOWN]
    return [_read(path) for path in newest]


def letter(name: str) -> Letter | None:
    """One mail by the name of its file; None when there is none."""
    path = _folder() / f"{Path(name).name}.eml"  # only the last part: no way out of the folder
    return _read(path) if path.is_file() else None


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def _read(path: Path) -> Letter:
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    return Letter(
        name=path.stem,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        # Django dates mails "-0000": in UTC, which Python reads as no zone at all.
        sent=message["Date"].datetime.replace(tzinfo=dt.UTC) if message["Date"] else None,
        body=body.get_content() if body else "",
    )
