"""Addresses that only we can have made: where bounces come back, and how to stop a kind."""

from __future__ import annotations

import hmac
import re

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from core.links import PersonalLink
from messaging.models import Message

# Small letters and figures, because mail servers may change the case of a local part.
BOUNCED = re.compile(r"\+([0-9]{1,18})\.([0-9a-f]{20})@")
STOP = PersonalLink(salt="messaging.unsubscribe", url_name="messaging:unsubscribe")


def bounce_address(message: Message) -> str:
    """The envelope sender of this message, signed (VERP); empty when no bounces are read."""
    box, at, domain = settings.BOUNCE_ADDRESS.partition("@")
    return f"{box}+{message.pk}.{_signature(message.pk)}{at}{domain}" if at else ""


def bounced_message(address: str) -> Message | None:
    """The message whose bounce address this is; None for any that we did not make."""
    found = BOUNCED.search(address.lower())
    if found is None or not hmac.compare_digest(found[2], _signature(int(found[1]))):
        return None
    return Message.objects.filter(pk=found[1]).first()


def stop_address(message: Message) -> str:
    """The page on which whoever got this message stops its kind, without signing in."""
    return STOP.address(str(message.pk))


def message_behind(token: str) -> Message | None:
    """The message that a stop address was made for."""
    pk = STOP.nonce(token)
    return Message.objects.filter(pk=pk).select_related("person").first() if pk else None


def preferences_address() -> str:
    """Where people say which messages they want, and when."""
    return settings.SITE_URL + reverse("messaging:preferences")


def _signature(pk: int) -> str:
    return salted_hmac("messaging.bounce", str(pk), algorithm="sha256").hexdigest()[:20]
