"""The frame: whom a survey expects to answer, unit by unit, fixed when it opens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from network.models import Alignment, District, School, ServiceCenter, StateAgency
from network.school_levels import level_of
from network.services import activity
from surveys.collection.models import Administration, FrameUnit
from surveys.collection.refusals import FrameIsFrozen, TooManyInvited
from surveys.collection.services.administrations import hold, hold_draft
from surveys.collection.services.tree import add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from network.models import Organization, Person

Kind = FrameUnit.Kind


@dataclass(frozen=True, slots=True)
class FrameRow:
    """How many people a school has; `staff_by_role` may be empty, else it adds up to `staff`."""

    school: School
    staff: int
    staff_by_role: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.staff_by_role and sum(self.staff_by_role.values()) != self.staff:
            raise ValueError(f"{self.school}: the role groups do not add up to {self.staff}.")


@transaction.atomic
def set_school_frame(
    administration: Administration, *, rows: Sequence[FrameRow], by: Person | None
) -> None:
    """Expect these schools, under their districts and the service centers of the opening day.

    Safe to repeat: a school that stays keeps its invitations, one that is gone loses them; a
    school without staff is absent. Raises FrameIsFrozen once open, and TooManyInvited.
    """
    _arrange(hold_draft(administration), rows, by=by)


@transaction.atomic
def change_school_frame(
    administration: Administration, *, rows: Sequence[FrameRow], by: Person | None
) -> None:
    """As `set_school_frame`, but schools that are not named stay as they are; 0 leaves one out."""
    held = hold_draft(administration)
    wanted = {row.school.pk: row for row in rows}
    kept = held.units.filter(kind=Kind.SCHOOL).exclude(organization__in=wanted)
    facts = {unit.organization_id: unit for unit in kept if unit.organization_id}
    for school in School.objects.filter(pk__in=facts):
        unit = facts[school.pk]
        wanted[school.pk] = FrameRow(school, unit.staff, unit.staff_by_role)
    _arrange(held, list(wanted.values()), by=by)


def _arrange(held: Administration, rows: Sequence[FrameRow], *, by: Person | None) -> None:
    before = _facts(held)
    tree = _Tree(held)
    rows = [row for row in rows if row.staff]
    homes = _homes([row.school for row in rows], held)
    for row in sorted(rows, key=_by_name):
        tree.add_school(row, *homes[row.school.pk])
    tree.save_new()
    tree.add_up()
    tree.drop_the_rest()
    _refuse_too_many(held)
    if _facts(held) == before:
        return  # the same again, such as a second click
    staff = sum(row.staff for row in rows)
    schools = "1 school" if len(rows) == 1 else f"{len(rows)} schools"
    words = f"The frame of {held}: {schools}, {staff} people."
    activity.record(held, "framed", words, by=by)


@transaction.atomic
def add_session_unit(
    administration: Administration, *, key: str, name: str, staff: int, whole: str
) -> FrameUnit:
    """Expect those who were in a session; its number is fixed from then on.

    `whole` names what all sessions are together.

    Safe to repeat: a session that is there stays as it is. Raises FrameIsFrozen after close.
    """
    held = hold(administration)
    if not (held.is_draft or held.is_open):
        raise FrameIsFrozen("The survey has closed; no session can be added.")
    if known := held.units.filter(kind=Kind.SESSION, key=key).first():
        return known
    tree = _Tree(held)
    tree.save_new()
    network = tree.network
    unit = FrameUnit.objects.create(
        administration=held,
        kind=Kind.SESSION,
        key=key,
        name=name[:120],
        parent=network,
        staff=staff,
        staff_by_role={},
    )
    network.staff += staff
    network.name = whole[:120]
    network.save(update_fields=["staff", "name"])
    return unit


class _Tree:
    """The administration's units while they are being arranged: known ones are kept."""

    def __init__(self, administration: Administration) -> None:
        self.administration = administration
        self.known = {
            (unit.kind, unit.key): unit
            for unit in FrameUnit.objects.filter(administration=administration)
        }
        self.used: dict[tuple[str, str], FrameUnit] = {}
        agency = StateAgency.objects.order_by("pk").first()
        name = agency.network_name if agency else "Network"
        self.network = self._unit(Kind.NETWORK, "network", name, None, agency)

    def add_school(
        self, row: FrameRow, center: ServiceCenter | None, district: District | None
    ) -> None:
        parent, typology = self.network, ""
        if center is not None:
            parent = self._organization(Kind.SERVICE_CENTER, center, parent)
        if district is not None:
            typology = district.typology
            parent = self._organization(Kind.DISTRICT, district, parent, typology)
        unit = self._organization(Kind.SCHOOL, row.school, parent, typology)
        unit.level = level_of(row.school.lowest_grade, row.school.highest_grade)
        unit.staff = row.staff
        unit.staff_by_role = dict(row.staff_by_role)

    def save_new(self) -> None:
        """New units, level by level, since each needs the id of the one above."""
        for kind in Kind.values:
            new = [unit for unit in self.used.values() if unit.pk is None and unit.kind == kind]
            for unit in new:
                unit.parent = unit.parent  # its id is known by now
            FrameUnit.objects.bulk_create(new, batch_size=500)
        for unit in self.used.values():
            unit.parent = unit.parent  # also of one that moved under a new one

    def add_up(self) -> None:
        """Inner units expect the sum of what is below them."""
        add_up(self.used.values())

    def drop_the_rest(self) -> None:
        """Units that are no longer expected, with their invitations."""
        used = {unit.pk for unit in self.used.values()}
        gone = {unit.pk for unit in self.known.values() if unit.pk is not None} - used
        FrameUnit.objects.filter(pk__in=gone).delete()

    def _organization(
        self, kind: str, organization: Organization, parent: FrameUnit, typology: str = ""
    ) -> FrameUnit:
        key = organization.irn or f"org-{organization.pk}"
        return self._unit(kind, key, organization.name, parent, organization, typology)

    def _unit(
        self,
        kind: str,
        key: str,
        name: str,
        parent: FrameUnit | None,
        organization: Organization | None,
        typology: str = "",
    ) -> FrameUnit:
        unit = self.known.get((kind, key))
        if unit is None:
            unit = FrameUnit(administration=self.administration, kind=kind, key=key, staff=0)
            self.known[kind, key] = unit
        unit.name, unit.parent, unit.typology = name[:120], parent, typology
        unit.organization_id = organization.pk if organization else None
        self.used[kind, key] = unit
        return unit


def _homes(
    schools: Iterable[School], administration: Administration
) -> dict[int, tuple[ServiceCenter | None, District | None]]:
    """Each school's service center and district on the opening day, in three queries."""
    agencies = {school.pk: school.agency_id for school in schools}
    districts = District.objects.in_bulk(set(agencies.values()))
    centers = ServiceCenter.objects.in_bulk(set(agencies.values()))
    opening = timezone.localdate(administration.opens_at)
    aligned = {
        alignment.district_id: alignment.service_center
        for alignment in Alignment.objects.on(opening)
        .filter(district__in=districts)
        .select_related("service_center")
    }
    return {
        school: (centers.get(agency) or aligned.get(agency), districts.get(agency))
        for school, agency in agencies.items()
    }


def _refuse_too_many(administration: Administration) -> None:
    """Nobody can take back that more were invited than are there, so it is said at once."""
    invited = Counter(administration.invitations.values_list("unit_id", flat=True))
    for unit in administration.units.filter(pk__in=invited):
        if invited[unit.pk] > unit.staff:
            raise TooManyInvited(
                f"{unit}: {invited[unit.pk]} are invited, so at least as many are expected."
            )


def _facts(administration: Administration) -> set[tuple[object, ...]]:
    """Everything of the schools that a change of the frame may touch."""
    schools = administration.units.filter(kind=Kind.SCHOOL)
    found = schools.values_list("key", "name", "parent_id", "staff", "staff_by_role", "typology")
    return {(*facts[:4], repr(sorted(facts[4].items())), facts[5]) for facts in found}


def _by_name(row: FrameRow) -> tuple[str, int]:
    return (row.school.name, row.school.pk)
