"""Members of staff of a OneRoster export, added and filled in. Nobody gets a right by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from network.directory.rows import Fault
from network.models import Organization, Person
from network.services import activity
from network.services.people import find_or_add_person

if TYPE_CHECKING:
    from network.directory.rows import Reading, Roster, RosterPerson
    from network.services.directory_entries import Orders
    from network.services.directory_report import Report

ORGS, USERS = "orgs.csv", "users.csv"
# What the standard calls an organization, and the kinds of ours that may be meant, likeliest first.
KINDS = {
    "school": ("school",),
    "district": ("district", "esc"),
    "local": ("esc", "district"),
    "state": ("state",),
}
# Parts of an organization; the directory knows only the whole.
PARTS = ("department",)


@dataclass
class Places:
    """The export's organizations in the directory, found by IRN or NCES id."""

    roster: Roster
    by_identifier: dict[str, list[Organization]] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, roster: Roster) -> Places:
        """Looked up in one query."""
        wanted = {bare(org.identifier) for org in roster.orgs.values()} - {""}
        known = Organization.objects.known()
        found = known.filter(irn__in=wanted) | known.filter(nces_id__in=wanted)
        places = cls(roster)
        for organization in found:
            for identifier in {organization.irn, organization.nces_id} - {""}:
                places.by_identifier.setdefault(identifier, []).append(organization)
        return places

    def find(self, sourced_id: str) -> Organization | None:
        """The organization an id of the export means; remembers why there is none."""
        org = self.roster.orgs.get(sourced_id)
        if org is not None and org.kind in PARTS:
            sourced_id = org.parent
            org = self.roster.orgs.get(sourced_id)
        if org is None:
            return None
        same = self.by_identifier.get(bare(org.identifier), [])
        kinds = KINDS.get(org.kind, ())
        fitting = sorted(
            (one for one in same if one.kind in kinds), key=lambda one: kinds.index(one.kind)
        )
        found = fitting or (same if len(same) == 1 else [])
        if not found:
            self.unknown[sourced_id] = (
                "Several organizations have this identifier."
                if same
                else "No organization of the directory has this IRN or NCES id."
            )
        return found[0] if found else None


def bare(identifier: str) -> str:
    """An identifier without the prefix of the state: OH-000442 is 000442."""
    head, dash, tail = identifier.partition("-")
    return tail if dash and len(head) == 2 and head.isalpha() else identifier


def carry_out_people(reading: Reading, roster: Roster, report: Report, orders: Orders) -> None:
    """Add who is new, fill in what is empty, and report it; nobody is removed."""
    places = Places.of(roster)
    emails = [person.email for person in roster.people]
    known = {person.email.lower(): person for person in Person.objects.filter(email__in=emails)}
    other_names = []
    for person in roster.people:
        organization = next(filter(None, map(places.find, person.orgs)), None)
        if organization is None:
            report.faulty.append(_nowhere(person, roster).as_dict())
            continue
        found = known.get(person.email)
        if found is not None and found.merged_into is not None:
            found = found.merged_into
        what, fields = _put_down(person, found, organization, orders)
        report.count(what, "people")
        if what != "unchanged":
            report.changes.append(_line(person, what, organization, fields))
        if found is not None and str(found) != f"{person.first_name} {person.last_name}".strip():
            other_names.append(str(found))
    for sourced_id, reason in places.unknown.items():
        org = roster.orgs[sourced_id]
        told = Fault(ORGS, org.row, org.column, org.identifier, reason, org.name)
        report.faulty.append(told.as_dict())
    report.not_imported = [
        {"row": row, "file": USERS, "name": name, "reason": reason}
        for row, name, reason in roster.not_imported
    ]
    if other_names:
        shown = ", ".join(other_names[:5])
        report.notes.append(
            f"{len(other_names):,} people have another name here, which stays: {shown}."
        )


def _put_down(
    person: RosterPerson, known: Person | None, organization: Organization, orders: Orders
) -> tuple[str, list[dict[str, str]]]:
    if known is None:
        added = find_or_add_person(
            email=person.email,
            first_name=person.first_name,
            last_name=person.last_name,
            organization=organization,
            by=orders.by,
        )
        Person.objects.filter(pk=added.pk).update(job_title=person.job_title)
        return "added", []
    empty: dict[str, Any] = {}
    if known.organization_id is None:
        empty["organization"] = organization
    if not known.job_title:
        empty["job_title"] = person.job_title
    if not known.first_name and not known.last_name:
        empty |= {"first_name": person.first_name, "last_name": person.last_name}
    if not empty:
        return "unchanged", []
    changes = activity.save_changes(known, empty)
    summary = f"{known}: filled in from an export."
    activity.record(known, "changed", summary, by=orders.by, changes=changes)
    return "changed", [
        {"field": name, "label": change.label.lower(), "old": change.old, "new": change.new}
        for name, change in zip(empty, changes, strict=False)
    ]


def _nowhere(person: RosterPerson, roster: Roster) -> Fault:
    named = [roster.orgs[org].name for org in person.orgs if org in roster.orgs]
    if named:
        told = f"The directory knows none of this person's organizations: {', '.join(named)}."
    else:
        told = "The export does not say where this person works. Export the organizations too."
    name = f"{person.first_name} {person.last_name}"
    return Fault(USERS, person.row, person.orgs_column, ", ".join(person.orgs), told, name)


def _line(
    person: RosterPerson, what: str, organization: Organization, fields: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "row": person.row,
        "what": what,
        "also": [],
        "kind": "person",
        "identifier": person.email,
        "name": f"{person.first_name} {person.last_name}".strip(),
        "irn": "",
        "nces_id": "",
        "detail": f"{person.job_title}, {organization}" if what == "added" else "",
        "fields": fields,
    }
