"""Mail that came back: reading what the other server says about it (RFC 3464)."""

from __future__ import annotations

import email
import re
from email import policy
from typing import TYPE_CHECKING

from django.db import transaction

from messaging import outcomes
from messaging.emails.addresses import bounced_message
from messaging.models import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message as Mail

# Where mail servers write the address that the bounce was sent to.
ADDRESSED = ("X-Original-To", "Delivered-To", "Envelope-To", "To")
ADDRESS = re.compile(r"[^\s<>,;]+@[^\s<>,;]+")
LARGEST = 1024 * 1024


@transaction.atomic
def read_bounce(raw: bytes) -> Message | None:
    """Mark the message and its person when a bounce says that delivery failed for good.

    None, and nothing changed, for what is not a bounce, is no failure or only a passing one, was
    not sent to a bounce address that we signed, or is about a message that has not gone.
    """
    # The older policy takes headers as they are; the newer one stumbles over broken ones.
    bounce = email.message_from_bytes(raw[:LARGEST], policy=policy.compat32)
    message = _about(bounce)
    reason = next(_permanent_failures(bounce), "")
    if message is None or not reason:
        return None
    held = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if held.state != Message.State.SENT:
        return None
    outcomes.came_back(held, reason)
    return held


def _about(bounce: Mail) -> Message | None:
    for name in ADDRESSED:
        for value in bounce.get_all(name, []):
            for address in ADDRESS.findall(str(value)):
                if message := bounced_message(address):
                    return message
    return None


def _permanent_failures(bounce: Mail) -> Iterator[str]:
    """The reason of each recipient that the report says is lost for good."""
    for part in bounce.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload():  # one for the server, then one for each recipient
            if isinstance(block, str):
                continue
            action = str(block.get("Action", "")).strip().lower()
            status = str(block.get("Status", "")).strip()
            if action == "failed" and status.startswith("5."):
                words = str(block.get("Diagnostic-Code", "")).partition(";")[2].strip()
                yield " ".join(f"{status} {words}".replace("\0", " ").split())
