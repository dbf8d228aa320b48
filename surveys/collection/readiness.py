"""What is still missing before a survey can open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum

if TYPE_CHECKING:
    from surveys.collection.models import Administration


@dataclass(frozen=True, slots=True)
class Readiness:
    """The frame and the invitations in figures. Sums over the finest units."""

    units: int
    staff: int
    invited: int
    without_invitations: int

    @property
    def has_frame(self) -> bool:
        """Whether anybody is expected."""
        return self.staff > 0

    @property
    def may_open(self) -> bool:
        """Whether opening would reach anybody."""
        return self.has_frame and self.invited > 0


def readiness_of(administration: Administration) -> Readiness:
    """Read in two queries."""
    leaves = administration.units.filter(children=None)
    facts = leaves.aggregate(
        units=Count("pk"),
        staff=Sum("staff", default=0),
    )
    asked = administration.invitations.aggregate(
        invited=Count("pk"), units=Count("unit", distinct=True, filter=Q(is_revoked=False))
    )
    # A draft begins with the network's own row, which is no place where somebody works.
    units = facts["units"] if facts["staff"] else 0
    return Readiness(units, facts["staff"], asked["invited"], max(0, units - asked["units"]))
