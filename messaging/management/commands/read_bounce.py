"""Read one bounced mail from standard input: a mail server pipes it here."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from messaging.services import read_bounce


class Command(BaseCommand):
    help = "Read one bounced mail (message/delivery-status) from standard input."

    def handle(self, *args: Any, **options: Any) -> None:
        """Always ends well: a mail server would bounce the bounce otherwise."""
        message = read_bounce(sys.stdin.buffer.read())
        if message is None:
            self.stdout.write(
                "Nothing changed: no report of a lasting failure of a message we sent."
            )
        else:
            self.stdout.write(f"Message {message.pk} came back: {message.trouble}")
