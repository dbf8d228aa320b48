"""The frame as a table to fill in: one row per school that takes part."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from cohorts.models import Enrollment
from network.models import School
from surveys.collection.forms import SchoolForm
from surveys.collection.services import FrameRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from surveys.collection.models import Administration, FrameUnit


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school, what is expected of it so far, and the fields to change that."""

    school: School
    unit: FrameUnit | None
    invited: int
    form: SchoolForm

    @property
    def known(self) -> FrameRow:
        """As it is stored."""
        if self.unit is None:
            return FrameRow(school=self.school, staff=0)
        return FrameRow(self.school, self.unit.staff, self.unit.staff_by_role)

    @property
    def wanted(self) -> FrameRow:
        """As it was typed; the form has been found valid."""
        typed = self.form.cleaned_data
        return FrameRow(self.school, typed["total"], typed["by_role"])


def schools_of(administration: Administration) -> list[School]:
    """Schools of the survey's cohort, and those that are in the frame already."""
    enrolled = Enrollment.objects.filter(
        cohort=administration.cohort_id, status=Enrollment.Status.ACTIVE
    )
    units = administration.units.filter(kind="school")
    found = School.objects.filter(
        Q(pk__in=enrolled.values("school_id")) | Q(pk__in=units.values("organization_id"))
    )
    return list(found.select_related("agency").order_by("name", "pk"))


def frame_rows(
    administration: Administration, data: Mapping[str, Any] | None = None
) -> list[SchoolRow]:
    """The table, empty, as stored, or with what was typed."""
    units = {unit.organization_id: unit for unit in administration.units.filter(kind="school")}
    invited = Counter(administration.invitations.values_list("unit_id", flat=True))
    roles = administration.version.roles
    rows = []
    for school in schools_of(administration):
        unit = units.get(school.pk)
        form = SchoolForm(data, school=school, roles=roles, initial=_initial(unit, roles))
        rows.append(SchoolRow(school, unit, invited[unit.pk] if unit else 0, form))
    return rows


def _initial(unit: FrameUnit | None, roles: list[str]) -> dict[str, int]:
    """Role groups when they are known; their sum fills itself in."""
    if unit is None:
        return {}
    if unit.staff_by_role:
        numbers = enumerate(roles, start=1)
        return {f"role_{n}": unit.staff_by_role.get(role, 0) for n, role in numbers}
    return {"staff": unit.staff}
