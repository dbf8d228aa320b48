"""Resources and moves: everybody reads what is published, members suggest, staff decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from network.access import standing_of
from network.roles import ESC_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User
    from library.models import MoveUse, Resource  # noqa: F401  quoted below


class ResourceQuerySet(models.QuerySet["Resource"]):
    """Scopes first, then facts."""

    def published(self) -> Self:
        """What everybody sees."""
        return self.filter(state="published")

    def visible_to(self, user: User) -> Self:
        """What is published, one's own suggestions, and for those who decide, all."""
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN, *ESC_STAFF):
            return self
        seen = Q(state="published")
        if standing.person is not None:
            seen |= Q(suggested_by=standing.person) & ~Q(state="removed")
        return self.filter(seen)

    def run_by(self, user: User) -> Self:
        """Those this user may publish, decline, change: the state's administrators, ESC staff."""
        may = standing_of(user).holds(Role.STATE_ADMIN, *ESC_STAFF)
        return self if may else self.none()

    def suggested(self) -> Self:
        """Waiting for a decision, first come first."""
        return self.filter(state="suggested").order_by("suggested_at", "pk")


class MoveUseQuerySet(models.QuerySet["MoveUse"]):
    """Who used a move how; read by everybody who has a place in the network."""

    def standing(self) -> Self:
        """Not removed."""
        return self.filter(removed_at=None)

    def written_by(self, user: User) -> Self:
        """One's own."""
        person = standing_of(user).person
        return self.none() if person is None else self.filter(person=person)
