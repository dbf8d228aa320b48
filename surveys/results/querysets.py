"""What can be asked about released figures, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from network.access import standing_of
from network.models import Organization
from network.roles import SEES_THE_WHOLE_NETWORK
from surveys.collection.models import Administration

if TYPE_CHECKING:
    from accounts.models import User
    from surveys.results.models import Release, ReleasedUnit  # noqa: F401  named in quotes below

# Figures of these are for everybody who sees the survey: they name no school or district.
FOR_ALL = ("network", "esc", "session")


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Whoever sees the administration sees that it is released."""

    def visible_to(self, user: User) -> Self:
        """Releases of administrations this user sees."""
        return self.filter(administration__in=Administration.objects.visible_to(user))


class ReleasedUnitQuerySet(models.QuerySet["ReleasedUnit"]):
    """Rights decide whose page opens; what is hidden on it is the same for everybody."""

    def visible_to(self, user: User) -> Self:
        """Network, service centers and sessions of surveys one sees; else places one sees.

        Those are districts and schools of one's branch, and the school of one's design team.
        """
        seen = self.filter(release__administration__in=Administration.objects.visible_to(user))
        standing = standing_of(user)
        if standing.holds(*SEES_THE_WHOLE_NETWORK):
            return seen
        mine = Q(unit__kind__in=FOR_ALL)
        mine |= Q(unit__organization__in=Organization.objects.visible_to(user).values("pk"))
        if standing.person is not None:
            teams = standing.person.team_memberships.current()
            mine |= Q(unit__organization__in=teams.values("team__school_id"))
        return seen.filter(mine)

    def with_place(self) -> Self:
        """The release, its administration, and the units above."""
        return self.select_related(
            "release__administration", "unit__parent__parent__parent", "unit__organization"
        )
