"""What a frame would become: shown line by line before anything is taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count

from network.models import Person, School
from surveys.collection.frame_lines import text_from
from surveys.collection.frame_schools import own_schools
from surveys.collection.models import FrameUnit
from surveys.collection.services import FrameRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.collection.frame_lines import Reading
    from surveys.collection.models import Administration

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One school that would be expected otherwise than now."""

    school: School
    before: int
    row: FrameRow
    words: str


@dataclass(slots=True)
class Proposal:
    """All changes, the faults that keep them from being taken, and what is told besides."""

    changes: list[Change] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    same: int = 0

    @property
    def rows(self) -> list[FrameRow]:
        """What the service takes."""
        return [change.row for change in self.changes]

    @property
    def shown(self) -> list[Change]:
        """As many as one reads."""
        return self.changes[:SHOWN]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return max(0, len(self.changes) - SHOWN)


def proposal_of(administration: Administration, reading: Reading) -> Proposal:
    """Join the lines with the directory and with what stands in the frame."""
    proposal = Proposal(faults=list(reading.faults), notes=list(reading.notes))
    irns = {line.irn for line in reading.lines}
    schools = {school.irn: school for school in School.objects.known().filter(irn__in=irns)}
    kept = administration.units.filter(kind=FrameUnit.Kind.SCHOOL)
    units = {unit.organization_id: unit for unit in kept}
    own = set(School.objects.filter(own_schools(administration)).values_list("pk", flat=True))
    invited = administration.invitations.by_address().filter(is_revoked=False).per_unit()
    silent = 0
    for line in reading.lines:
        school = schools.get(line.irn)
        if school is None:
            proposal.faults.append(
                f"Line {line.number}, column IRN: no school with IRN {line.irn} is in the "
                "directory."
            )
            continue
        if line.staff is None:
            silent += 1
            continue
        unit = units.get(school.pk)
        asked_here = invited[unit.pk] if unit else 0
        if 0 < line.staff < asked_here:
            proposal.faults.append(
                f"Line {line.number}: {asked_here} are invited at {school}, so at least "
                f"{asked_here} are expected."
            )
            continue
        before = unit.staff if unit else 0
        if before == line.staff and (unit is None or unit.staff_by_role == line.by_role):
            proposal.same += 1
            continue
        words = _words(before, line.staff, asked_here, is_own=school.pk in own)
        row = FrameRow(school, line.staff, line.by_role)
        proposal.changes.append(Change(school, before, row, words))
    if silent:
        schools_words = "1 school without a number stays as it is."
        proposal.notes.append(
            schools_words if silent == 1 else f"{silent} schools without a number stay as they are."
        )
    return proposal


def roster_text(administration: Administration) -> str:
    """People known at each school as lines: by role group where every job title tells it.

    Nobody is named, and nothing is taken yet.
    """
    roles = administration.version.roles
    schools = School.objects.exclude(irn="").filter(own_schools(administration))
    here = {school.pk: school for school in schools.order_by("name", "pk")}
    people = Person.objects.filter(organization__in=here, merged_into=None)
    titles: dict[int, Counter[str]] = {}
    counted = people.values_list("organization_id", "job_title").annotate(Count("pk"))
    for pk, title, count in counted.order_by():
        if pk is not None:
            titles.setdefault(pk, Counter())[title] += count
    rows = [["IRN", "School", *roles, "Staff"]]
    for pk, school in here.items():
        if pk in titles:
            counts = _by_role(titles[pk], roles)
            cells = [str(counts[role]) for role in roles] if counts else [""] * len(roles)
            rows.append([school.irn, school.name, *cells, str(titles[pk].total())])
    return text_from(rows) if len(rows) > 1 else ""


def _by_role(titles: Counter[str], roles: Sequence[str]) -> Counter[str] | None:
    """None as soon as one title could be several role groups, or none."""
    counts: Counter[str] = Counter()
    for title, count in titles.items():
        words = _stems(title)
        matching = [role for role in roles if _stems(role) <= words]
        alike = matching or [role for role in roles if words and words <= _stems(role)]
        if len(alike) != 1:
            return None
        counts[alike[0]] += count
    return counts


def _stems(text: str) -> set[str]:
    """Words without a plural."""
    return {word.removesuffix("s") for word in text.casefold().replace("-", " ").split()}


def _words(before: int, staff: int, invited: int, *, is_own: bool) -> str:
    if not staff:
        if invited:
            people = "its invitation" if invited == 1 else f"its {invited} invitations"
            return f"left out, and {people} with it"
        return "left out"
    if not before:
        return "new" if is_own else "new, from outside the cohort"
    return "changed" if before != staff else "by role group"
