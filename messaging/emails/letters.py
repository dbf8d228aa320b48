"""The letter itself: text and HTML that say the same, a foot, and the headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from core import mail
from messaging.emails import addresses, digest
from messaging.emails.words import parts_of
from messaging.models import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from messaging.emails.words import Words


class Foot(NamedTuple):
    """What stands under every message: why it came, and where to say otherwise."""

    why: str
    words: str = ""
    address: str = ""

    @property
    def text(self) -> str:
        """The foot in plain words."""
        link = f"{self.words}: {self.address}" if self.address else ""
        lines = [line for line in (self.why, link) if line]
        return "\n".join(["", "--", *lines, ""]) if lines else ""


def foot_of(message: Message) -> Foot:
    """Who can sign in chooses on their page; everybody else may stop an optional kind."""
    if message.person is not None and message.person.user_id is not None:
        words = "Choose which messages you get, and when"
        return Foot(message.why, words, addresses.preferences_address())
    if is_optional(message):
        return Foot(message.why, "Stop messages like this", addresses.stop_address(message))
    return Foot(message.why)


def is_optional(message: Message) -> bool:
    """Whether its kind may be switched off."""
    kind = mail.kind_named(message.kind)
    return kind is not None and kind.is_optional


def letter(message: Message) -> EmailMultiAlternatives:
    """The mail to send, its secrets filled in; this text exists only while it is sent."""
    if message.is_digest:
        digest.compose_again(message)
    body = message.body
    for name, (filler, key) in message.secrets.items():
        body = body.replace(f"[[{name}]]", mail.fill(mail.Secret(filler, key)))
    foot = foot_of(message)
    built = EmailMultiAlternatives(
        message.subject, body + foot.text, _sender(message), [message.to], headers=_headers(message)
    )
    built.attach_alternative(html_of(message, body, foot), "text/html")
    for file in _files(message):
        built.attach(file.name, file.text.encode(), file.mime_type)
        if file.beside and not message.is_digest:
            built.attach_alternative(file.text, file.beside)
    return built


def letter_at_once(words: Words, to: str) -> EmailMultiAlternatives:
    """A mail of which no words are kept."""
    built = EmailMultiAlternatives(words.subject, words.body, to=[to])
    context = {"subject": words.subject, "parts": parts_of(words.body), "button": words.button}
    built.attach_alternative(render_to_string("messaging/letter.html", context), "text/html")
    return built


def html_of(message: Message, body: str, foot: Foot) -> str:
    """The same words as HTML: no images, no scripts, nothing loaded from anywhere."""
    context = {"subject": message.subject, "foot": foot, **preview_of(message, body)}
    return render_to_string("messaging/letter.html", context)


def preview_of(message: Message, body: str) -> dict[str, Any]:
    """What the template that draws the words needs."""
    return {"parts": parts_of(body), "button": message.button}


def _files(message: Message) -> Iterator[mail.File]:
    """What goes along; a digest brings the files of what it tells."""
    named = [message.attachment]
    if message.is_digest:
        told = Message.objects.filter(pk__in=message.told).order_by("pk")
        named = list(told.values_list("attachment", flat=True))
    for name in named:
        file = mail.attached(name)
        if file is not None:
            yield file


def _sender(message: Message) -> str:
    return addresses.bounce_address(message) or settings.DEFAULT_FROM_EMAIL


def _headers(message: Message) -> dict[str, str]:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        # The same at every attempt: a mailbox that gets it twice can tell.
        "Message-ID": f"<message.{message.pk}.{message.created_at:%Y%m%d%H%M%S}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Message-Kind": message.kind,
    }
    if is_optional(message):
        # RFC 8058: mail programs show a button of their own and post to this address.
        headers["List-Unsubscribe"] = f"<{addresses.stop_address(message)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
