"""The words of a message, from `templates/<app>/emails/<name>.txt`, and the letter itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context
from django.template.loader import get_template

from core import mail

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from messaging.models import Message


class Words(NamedTuple):
    """A subject of one line, and a body."""

    subject: str
    body: str


def words_of(kind: str, context: Mapping[str, Any], secret_names: Iterable[str] = ()) -> Words:
    """Render the template of a kind; each secret becomes [[its name]].

    The template's first line is "Subject: …". Plain text, so nothing is escaped.
    """
    app, _, name = kind.partition("/")
    places = {name: f"[[{name}]]" for name in secret_names}
    template = get_template(f"{app}/emails/{name}.txt").template  # type: ignore[attr-defined]  # the engine's own template
    text = template.render(
        Context({"site_url": settings.SITE_URL, **context, **places}, autoescape=False)
    )
    first, _, body = text.strip().partition("\n")
    # One line: a subject must not smuggle in a header.
    subject = " ".join(first.removeprefix("Subject:").split())
    return Words(subject[:200], body.strip() + "\n")


def letter(message: Message) -> EmailMessage:
    """The mail to send, its secrets filled in; this text exists only while it is sent."""
    body = message.body
    for name, (filler, key) in message.secrets.items():
        body = body.replace(f"[[{name}]]", mail.fill(mail.Secret(filler, key)))
    return EmailMessage(
        message.subject, body, settings.DEFAULT_FROM_EMAIL, [message.to], headers=_headers(message)
    )


def _headers(message: Message) -> dict[str, str]:
    return {"Auto-Submitted": "auto-generated", "X-Message-Kind": message.kind}
