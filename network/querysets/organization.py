"""What can be asked about organizations, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from core import clock
from core.words import PlainWords, every_word, words_in
from network.access import standing_of
from network.roles import ESC_STAFF, HELD_AT, SEES_THE_WHOLE_NETWORK, Role

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
        centers = standing.places(*ESC_STAFF)
        districts = standing.places(Role.DISTRICT_LEADER)
        schools = standing.places(Role.SCHOOL_LEADER)
        parts = self._branches(centers, districts, alone=schools)
        if standing.person is not None and centers:
            supported = standing.person.support_assignments.current().values("organization_id")
            parts += [supported, self._schools_of(supported)]
        return self._among(*parts)

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

    def granted_at_by(self, user: User, role: str) -> Self:
        """Where this user may give a role: in their reach, of the role's kind, at work today."""
        if role not in standing_of(user).gives():
            return self.none()
        reach = self._run_from_centers(user, Role.ESC_DIRECTOR)
        return reach.filter(kind=HELD_AT[Role(role)]).open()

    def known(self) -> Self:
        """One row per organization: what was merged into another is only its history."""
        return self.filter(merged_into=None)

    def open(self) -> Self:
        """Those that work today: open, new, added, changed or reopened."""
        return self.filter(status__in=OPERATING)

    def branch_of(self, center: Organization) -> Self:
        """A service center with everything aligned with it today: districts and their schools."""
        return self.branch_of_id(center.pk)

    def branch_of_id(self, center_id: int) -> Self:
        """As `branch_of`, for whoever has only the center's id."""
        return self._among(*self._branches([center_id]))

    def at_or_under(self, organization: Organization) -> Self:
        """The organization and all that stands under it today; everything under the state."""
        return self if organization.kind == "state" else self.branch_of_id(organization.pk)

    def directly_below(self, organization: Organization) -> Self:
        """What stands one level below in the directory today."""
        base = self._base()
        below = [self._schools_of([organization.pk])]
        if organization.kind == "state":
            below.append(base.filter(kind="esc").values("pk"))
        if organization.kind == "esc":
            district = base.model._meta.get_field("district").related_model
            aligned = _aligned("", [organization.pk], clock.today())
            below.append(district.objects.filter(aligned).values("pk"))
        return self._among(*below)

    def containing(self, typed: str) -> Self:
        """Those in whose name, identifiers and place, or in one former name, every word stands."""
        words = words_in(typed)
        events = self._base().model._meta.get_field("status_events").related_model.objects
        renamed = events.filter(every_word(words, PlainWords(F("before"))), event="renamed")
        # Asked first, because few were ever renamed: two indexes then answer together, where a
        # subquery would have every row of the directory read.
        former = set(renamed.values_list("organization_id", flat=True))
        return self.filter(every_word(words) | Q(pk__in=former))

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

    def with_typology(self) -> Self:
        """Annotate the typology of a district, or of the district that runs a school."""
        return self.annotate(
            typology_code=Coalesce(
                "district__typology", "school__agency__district__typology", Value("")
            )
        )

    def of_typology(self, code: str) -> Self:
        """Districts of a typology, and the schools that they run."""
        district = self._base().model._meta.get_field("district").related_model
        alike = district.objects.filter(typology=code).values("pk")
        return self._among(alike, self._schools_of(alike))

    def _run_from_centers(self, user: User, *roles: Role) -> Self:
        """Everything for state administrators; else the branches where one holds these roles."""
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self
        return self._among(*self._branches(standing.places(*roles)))

    def _branches(
        self,
        centers: list[int],
        districts: list[int] | None = None,
        *,
        alone: list[int] | None = None,
    ) -> list[models.QuerySet[Any]]:
        """Ids of centers and districts with all that is below them today, and of some `alone`."""
        agencies = [*centers, *(districts or [])]
        named = self._base().filter(pk__in=[*agencies, *(alone or [])]).values("pk")
        district = self._base().model._meta.get_field("district").related_model
        today = _aligned("", centers, clock.today())
        aligned = district.objects.filter(today).values("pk")
        return [named, aligned, self._schools_of(agencies), self._schools_of(aligned)]

    def _schools_of(self, agencies: Any) -> models.QuerySet[Any]:
        """Ids of the schools that these agencies run."""
        school = self._base().model._meta.get_field("school").related_model
        found: models.QuerySet[Any] = school.objects.filter(agency__in=agencies).values("pk")
        return found

    def _among(self, *parts: models.QuerySet[Any]) -> Self:
        """Those whose id is in any of these queries.

        A union, so that each part takes its own index and nobody reads the whole directory to
        find one branch; and no DISTINCT, because joins that repeat a row stay inside.
        """
        first, *others = (part.order_by() for part in parts)
        return self.filter(pk__in=first.union(*others))

    def listed_in(self, year: int) -> Self:
        """Those that the list of a school year named, as the lists' events tell."""
        return self.alias(
            _presence=self._newest_event(year, "event", "listed", "returned", "missing")
        ).filter(_presence__in=("listed", "returned"), listed_to__gte=year)

    def with_name_in(self, year: int) -> Self:
        """Annotate the name that an organization had in the list of a school year."""
        told = self._newest_event(year, "after", "listed", "renamed", "returned")
        return self.annotate(name_then=Coalesce(told, "name"))

    def _newest_event(self, year: int, field: str, *kinds: str) -> Subquery:
        events = self._base().model._meta.get_field("status_events").related_model.objects
        rows = events.filter(organization=OuterRef("pk"), event__in=kinds, school_year__lte=year)
        return Subquery(rows.order_by("-school_year", "-pk").values(field)[:1])

    def _base(self) -> models.QuerySet[Any]:
        """All organizations, whatever kind this queryset is of."""
        base: models.QuerySet[Any] = self.model._meta.get_field("kind").model._default_manager.all()
        return base
