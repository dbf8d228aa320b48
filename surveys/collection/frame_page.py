"""The frame as a table to fill in: one row per school, a page of them at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Sum

from network.models import School
from surveys.collection.forms import SchoolForm
from surveys.collection.frame_schools import own_schools
from surveys.collection.models import FrameUnit, OpenLink
from surveys.collection.services import FrameRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from surveys.collection.models import Administration


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school, what is expected of it so far, how people get in, and the fields to change it."""

    school: School
    unit: FrameUnit | None
    invited: int
    has_open_link: bool
    form: SchoolForm

    @property
    def wanted(self) -> FrameRow:
        """As it was typed; the form has been found valid."""
        typed = self.form.cleaned_data
        return FrameRow(self.school, typed["total"], typed["by_role"])


def frame_rows(
    administration: Administration,
    schools: Iterable[School],
    data: Mapping[str, Any] | None = None,
) -> list[SchoolRow]:
    """The rows of these schools, empty, as stored, or with what was typed."""
    schools = list(schools)
    kept = administration.units.filter(organization__in=schools, kind=FrameUnit.Kind.SCHOOL)
    units = {unit.organization_id: unit for unit in kept}
    invited = (
        administration.invitations.by_address().filter(unit__in=kept, is_revoked=False).per_unit()
    )
    links = OpenLink.objects.filter(unit__in=kept, is_revoked=False)
    linked = set(links.values_list("unit_id", flat=True))
    roles = administration.version.roles
    rows = []
    for school in schools:
        unit = units.get(school.pk)
        count = invited[unit.pk] if unit else 0
        form = SchoolForm(
            data, school=school, roles=roles, initial=_initial(unit, roles), invited=count
        )
        rows.append(SchoolRow(school, unit, count, bool(unit and unit.pk in linked), form))
    return rows


def typed_schools(data: Mapping[str, Any]) -> list[School]:
    """The schools whose fields were sent; whatever else is shown by now is left alone."""
    named = {name.split("-")[1] for name in data if name.startswith("school-")}
    ids = [int(pk) for pk in named if pk.isascii() and pk.isdecimal() and len(pk) < 18]
    found = School.objects.filter(pk__in=ids).select_related("agency")
    return list(found.order_by("name", "pk"))


def totals_of(administration: Administration) -> dict[str, int]:
    """Schools and people of the whole frame, whatever page is shown."""
    schools = administration.units.filter(kind=FrameUnit.Kind.SCHOOL)
    return schools.aggregate(schools=Count("pk"), staff=Sum("staff", default=0))


def file_rows(administration: Administration) -> Iterable[list[object]]:
    """The frame with its schools as a file: the template to fill in, and what stands there."""
    roles = administration.version.roles
    yield ["IRN", "School", "District", *roles, "Staff"]
    units = {
        unit.organization_id: unit
        for unit in administration.units.filter(kind=FrameUnit.Kind.SCHOOL)
    }
    schools = School.objects.filter(own_schools(administration)).select_related("agency")
    for school in schools.order_by("name", "pk"):
        unit = units.get(school.pk)
        by_role = unit.staff_by_role if unit else {}
        counts = [by_role.get(role, 0) if by_role else "" for role in roles]
        yield [school.irn, school.name, school.agency.name, *counts, unit.staff if unit else ""]


def _initial(unit: FrameUnit | None, roles: list[str]) -> dict[str, int]:
    """Role groups when they are known; their sum fills itself in."""
    if unit is None:
        return {}
    if unit.staff_by_role:
        numbers = enumerate(roles, start=1)
        return {f"role_{n}": unit.staff_by_role.get(role, 0) for n, role in numbers}
    return {"staff": unit.staff}
