"""What can be asked about messages, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from core import clock, mail
from network.access import standing_of
from network.roles import Role

if TYPE_CHECKING:
    from accounts.models import User
    from messaging.models import Message  # noqa: F401  named in quotes below


def sees_outbox(user: User) -> bool:
    """State administrators do."""
    return standing_of(user).holds(Role.STATE_ADMIN)


class MessageQuerySet(models.QuerySet["Message"]):
    """Scopes first, then states."""

    def visible_to(self, user: User) -> Self:
        """State administrators see the outbox, except what tells something about who gets it."""
        if not sees_outbox(user):
            return self.none()
        return self.exclude(kind__in=mail.unlisted_kinds())

    def ready(self) -> Self:
        """Waiting, and their hour has come."""
        return self.filter(state="waiting", send_after__lte=clock.now())
