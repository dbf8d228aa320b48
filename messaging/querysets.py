"""What can be asked about messages, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from core import clock, mail
from network.access import standing_of
from network.models import Organization
from network.roles import ESC_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User
    from messaging.models import Message  # noqa: F401  named in quotes below


def sees_outbox(user: User) -> bool:
    """State administrators do, and the staff of service centers. Who sees a message may act."""
    return standing_of(user).holds(Role.STATE_ADMIN, *ESC_STAFF)


class MessageQuerySet(models.QuerySet["Message"]):
    """Scopes first, then states."""

    def visible_to(self, user: User) -> Self:
        """State administrators: all. ESC staff: what is about organizations of their branch.

        Never what tells something about who gets it; and private kinds, such as sign-in codes and
        invitations to surveys, are not for ESC staff. Who sees a message may also act on it.
        """
        if not sees_outbox(user):
            return self.none()
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self.exclude(kind__in=mail.unlisted_kinds())
        branch = Q()
        for center in standing.places(*ESC_STAFF):
            organizations = Organization.objects.branch_of_id(center)
            branch |= Q(organization__in=organizations.order_by().values("pk"))
        return self.filter(branch).exclude(kind__in=mail.private_kinds())

    def open(self) -> Self:
        """Those that staff may still change: drafts and queued ones."""
        return self.filter(state__in=("draft", "queued"))

    def ready(self) -> Self:
        """Queued on their own, and their hour has come."""
        return self.filter(state="queued", waits_for="", send_after__lte=clock.now())

    def claimed(self) -> Self:
        """Taken by a worker. It locks the row that it sends and takes the others soon.

        Who looks with `skip_locked` finds those that a lost worker left behind.
        """
        return self.filter(state="sending")

    def to_send(self) -> Self:
        """Ready ones, and those that a worker may have left behind."""
        return self.ready() | self.claimed()

    def waiting_for_a_digest(self) -> Self:
        """Those that the next digest carries."""
        free = self.filter(state="queued", carried_by=None, send_after__lte=clock.now())
        return free.exclude(waits_for="")
