"""What can be asked about organizations, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import FilteredRelation, Q, Value
from django.db.models.functions import Coalesce

from core import clock
from network.access import standing_of
from network.roles import ESC_STAFF, SEES_THE_WHOLE_NETWORK, Role

if TYPE_CHECKING:
    import datetime as dt

    from accounts.models import User
    from network.models import Organization

# Statuses under which an organization works with the network today.
OPERATING = ("open", "new", "added", "changed", "reopened")

Row = TypeVar("Row", bound="Organization")


def _aligned(prefix: str, centers: list[int], on: dt.date) -> Q:
    """Districts reached through `prefix` that are aligned with one of these centers on a day."""
    return Q(
        **{f"{prefix}alignments__service_center__in": centers},
        **{f"{prefix}alignments__starts_on__lte": on},
    ) & (
        Q(**{f"{prefix}alignments__ends_on": None}) | Q(**{f"{prefix}alignments__ends_on__gte": on})
    )


def _branches(centers: list[int]) -> Q:
    """Service centers, the districts aligned with them today, and the schools of all of these."""
    today = clock.today()
    branch = Q(pk__in=centers) | Q(school__agency__in=centers)
    branch |= _aligned("district__", centers, today)
    return branch | _aligned("school__agency__district__", centers, today)


class OrganizationQuerySet(models.QuerySet[Row]):
    """Scopes first, then facts."""

    def visible_to(self, user: User) -> Self:
        """The whole directory for state staff, partners and evaluators; else one's own branch.

        ESC staff: their center, its districts and schools of today, and what they support.
        District leaders: their district and its schools. School leaders: their school.
        """
        standing = standing_of(user)
        if standing.holds(*SEES_THE_WHOLE_NETWORK):
            return self
        today = clock.today()
        centers = standing.places(*ESC_STAFF)
        districts = standing.places(Role.DISTRICT_LEADER)
        schools = standing.places(Role.SCHOOL_LEADER)
        mine = Q(pk__in=[*centers, *districts, *schools])
        mine |= Q(school__agency__in=[*centers, *districts])
        if centers:
            mine |= _aligned("district__", centers, today)
            mine |= _aligned("school__agency__district__", centers, today)
        if standing.person is not None and standing.holds(*ESC_STAFF):
            supported = standing.person.support_assignments.current().values("organization_id")
            mine |= Q(pk__in=supported) | Q(school__agency__in=supported)
        # A subquery of ids instead of DISTINCT: the joins above may repeat a row.
        return self.filter(pk__in=self._base().filter(mine).order_by().values("pk"))

    def edited_by(self, user: User) -> Self:
        """Organizations this user may change wholly: name, identifiers, facts, status, center."""
        return self if standing_of(user).holds(Role.STATE_ADMIN) else self.none()

    def contacts_edited_by(self, user: User) -> Self:
        """Organizations whose address, phone, e-mail and website this user may change.

        ESC staff those of their own branch; what they merely support stays with its own center.
        """
        return self._run_from_centers(user, *ESC_STAFF)

    def supported_through(self, user: User) -> Self:
        """Districts and schools to which this user may assign specialists."""
        return self._run_from_centers(user, Role.ESC_DIRECTOR).filter(
            kind__in=["district", "school"]
        )

    def open(self) -> Self:
        """Those that work today: open, new, added, changed or reopened."""
        return self.filter(status__in=OPERATING)

    def branch_of(self, center: Organization) -> Self:
        """A service center with everything aligned with it today: districts and their schools."""
        return self.branch_of_id(center.pk)

    def branch_of_id(self, center_id: int) -> Self:
        """As `branch_of`, for whoever has only the center's id."""
        branch = _branches([center_id])
        return self.filter(pk__in=self._base().filter(branch).order_by().values("pk"))

    def directly_below(self, organization: Organization) -> Self:
        """What stands one level below in the directory today."""
        below = Q(school__agency=organization.pk)
        if organization.kind == "state":
            below |= Q(kind="esc")
        if organization.kind == "esc":
            below |= _aligned("district__", [organization.pk], clock.today())
        return self.filter(pk__in=self._base().filter(below).order_by().values("pk"))

    def with_parent_name(self) -> Self:
        """Annotate the name of the agency of a school, or the center of a district today."""
        today = clock.today()
        path = "district__alignments"
        # One center at a time is a constraint of the table, so this join repeats no row.
        in_force = Q(**{f"{path}__starts_on__lte": today}) & (
            Q(**{f"{path}__ends_on": None}) | Q(**{f"{path}__ends_on__gte": today})
        )
        return self.annotate(
            alignment_today=FilteredRelation(path, condition=in_force),
            parent_name=Coalesce(
                "school__agency__name", "alignment_today__service_center__name", Value("")
            ),
        )

    def _run_from_centers(self, user: User, *roles: Role) -> Self:
        """Everything for state administrators; else the branches where one holds these roles."""
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self
        centers = standing.places(*roles)
        return self.filter(pk__in=self._base().filter(_branches(centers)).order_by().values("pk"))

    def _base(self) -> models.QuerySet[Any]:
        """All organizations, whatever kind this queryset is of."""
        base: models.QuerySet[Any] = self.model._meta.get_field("kind").model._default_manager.all()
        return base
