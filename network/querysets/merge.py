"""What can be asked about merges and possible duplicates, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Q, When

from network.access import standing_of
from network.querysets.person import PersonQuerySet
from network.roles import Role

if TYPE_CHECKING:
    from accounts.models import User
    from network.models import DuplicatePair, Merge, Person  # noqa: F401  named in quotes below


def may_merge(user: User) -> bool:
    """State administrators and ESC directors merge people; only the former, organizations."""
    return standing_of(user).holds(Role.STATE_ADMIN, Role.ESC_DIRECTOR)


class MergeQuerySet(models.QuerySet["Merge"]):
    """Scopes of merges."""

    def run_by(self, user: User) -> Self:
        """Merges this user may see and undo: a state administrator all, others their own."""
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self
        if standing.person is None or not may_merge(user):
            return self.none()
        return self.filter(merged_by=standing.person)

    def for_a_list(self) -> Self:
        """Without the thousands of ids that an undoing needs."""
        return self.defer("moved", "set_aside", "before")


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    """Scopes and states of pairs."""

    def run_by(self, user: User) -> Self:
        """Pairs of two people whom this user may merge."""
        people = PersonQuerySet(self.model._meta.get_field("first").related_model)
        mine = people.merged_by(user).values("pk")
        return self.filter(first__in=mine, second__in=mine)

    def open(self) -> Self:
        """Pairs that nobody has decided about."""
        return self.filter(refused_at=None, first__merged_into=None, second__merged_into=None)

    def told_apart(self) -> Self:
        """Pairs of which somebody said: not a duplicate."""
        return self.exclude(refused_at=None).filter(
            first__merged_into=None, second__merged_into=None
        )

    def of(self, person: Person) -> Self:
        """Pairs of one person."""
        return self.filter(Q(first=person) | Q(second=person))

    def others_than(self, person: Person) -> models.QuerySet[DuplicatePair, int]:
        """The ids of whom this person is paired with."""
        other = Case(When(first=person, then=F("second")), default=F("first"))
        return self.values_list(other, flat=True)
