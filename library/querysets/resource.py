"""Resources and moves: everybody reads what is published, members suggest, staff decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

from cohorts.querysets import count_of, rows_of
from network.access import standing_of
from network.roles import ESC_STAFF, Role

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from library.models import MoveUse, Resource  # noqa: F401  quoted below


class ResourceQuerySet(models.QuerySet["Resource"]):
    """Scopes first, then facts."""

    def published(self) -> Self:
        """What everybody sees."""
        return self.filter(state="published")

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What is published, one's own suggestions, and for those who decide, all."""
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN, *ESC_STAFF):
            return self
        seen = Q(state="published")
        if standing.person is not None:
            seen |= Q(suggested_by=standing.person) & ~Q(state="removed")
        return self.filter(seen)

    def run_by(self, user: User | AnonymousUser) -> Self:
        """Those this user may publish, decline, change: the state's administrators, ESC staff."""
        may = standing_of(user).holds(Role.STATE_ADMIN, *ESC_STAFF)
        return self if may else self.none()

    def suggested(self) -> Self:
        """Waiting for a decision, first come first."""
        return self.filter(state="suggested").order_by("suggested_at", "pk")

    def broken(self) -> Self:
        """Published, with a link that did not open when it was last tried."""
        return self.published().filter(link_state="broken").order_by("link_checked_at", "pk")

    def with_link_to_try(self, before: dt.datetime) -> Self:
        """Those that somebody may open, with a link that was not tried since."""
        linked = self.filter(state__in=["published", "suggested"]).exclude(url="")
        return linked.filter(Q(link_checked_at=None) | Q(link_checked_at__lt=before))

    def with_uses(self) -> Self:
        """Adds how often each was used, as far as people said so."""
        uses = rows_of(self.model, "uses").standing()
        return self.annotate(use_count=count_of(uses, "move"))


class MoveUseQuerySet(models.QuerySet["MoveUse"]):
    """Who used a move how; read by everybody who has a place in the network."""

    def standing(self) -> Self:
        """Not removed."""
        return self.filter(removed_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All for whoever has a role or is in a team today; else one's own."""
        standing = standing_of(user)
        if standing.person is None:
            return self.none()
        if standing.grants or standing.person.team_memberships.current().exists():
            return self.standing()
        return self.standing().filter(person=standing.person)

    def counted(self) -> dict[str, int]:
        """How often it was used, with whom, and by how many teams."""
        counts: dict[str, int] = self.aggregate(
            times=Count("pk"),
            with_staff=Count("pk", filter=Q(used_with="staff")),
            with_learners=Count("pk", filter=Q(used_with="learners")),
            teams=Count("team", distinct=True),
        )
        return counts

    def written_by(self, user: User) -> Self:
        """One's own."""
        person = standing_of(user).person
        return self.none() if person is None else self.filter(person=person)
