"""What the page of one organization shows, each part in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from core import clock
from network.models import (
    Activity,
    Alignment,
    Organization,
    Person,
    RoleGrant,
    StateAgency,
    SupportAssignment,
)
from network.querysets.person import reads_no_names
from network.services.rights import roles_to_give_at

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from network.models import StatusEvent

PEOPLE_SHOWN = 8
SUPPORTS_SHOWN = 30
# What stands below each kind: one of them, and several.
BELOW = {
    "state": ("service center", "service centers"),
    "esc": ("district or school", "districts and schools"),
    "district": ("school", "schools"),
}
# What may be added below each kind.
ADDED_BELOW = {
    "state": (("esc", "Add a service center"), ("partner", "Add a partner")),
    "esc": (("district", "Add a district"), ("school", "Add a school")),
    "district": (("school", "Add a school"),),
}


@dataclass(frozen=True)
class Rights:
    """What somebody may do with an organization."""

    may_edit: bool
    may_edit_contacts: bool
    may_assign_support: bool
    may_give_roles: bool


def details_of(organization: Organization, user: User) -> dict[str, Any]:
    """Everything about it but what stands below."""
    history = history_of(organization)
    supports = supports_of(organization, user)
    people = people_at(organization, user)
    return {
        "levels": levels_above(organization, user),
        "rights": rights_on(organization, user),
        "alignments": alignments_of(organization),
        "supports": [row for row in supports if not row.is_over],
        "earlier_supports": [row for row in supports if row.is_over],
        "history": history,
        "former_names": former_names(history),
        "people": people[:PEOPLE_SHOWN],
        "people_count": people.count(),
        "activity": Activity.objects.on_page_of(organization, user),
    }


def rights_on(organization: Organization, user: User) -> Rights:
    """Nothing is changed on a merged organization: undoing the merge brings it back."""
    rows = Organization.objects.known().filter(pk=organization.pk)
    may_edit = rows.edited_by(user).exists()
    return Rights(
        may_edit,
        may_edit or rows.contacts_edited_by(user).exists(),
        rows.supported_through(user).exists(),
        bool(roles_to_give_at(organization, user)),
    )


def levels_above(organization: Organization, user: User) -> list[Organization]:
    """State, service center and district above, in this order; only those one may open."""
    above: list[int] = list(StateAgency.objects.order_by("pk").values_list("pk", flat=True)[:1])
    kind = Organization.Kind(organization.kind)
    agency = organization.school.agency if kind == Organization.Kind.SCHOOL else organization
    if aligned := Alignment.objects.current().filter(district=agency.pk).first():
        above.append(aligned.service_center_id)
    above.append(agency.pk)
    seen = Organization.objects.visible_to(user).exclude(pk=organization.pk).in_bulk(above)
    return [seen[pk] for pk in above if pk in seen]


def history_of(organization: Organization) -> list[StatusEvent]:
    """What happened over the years, the newest first."""
    return sorted(organization.status_events.all(), key=_sorted_on, reverse=True)


def former_names(events: list[StatusEvent]) -> list[str]:
    """Earlier names, the newest first, each once."""
    return list(dict.fromkeys(e.before for e in events if e.event == "renamed" and e.before))


@dataclass(frozen=True)
class AlignmentLine:
    """One alignment, how the timeline marks it, and what may be done with it."""

    alignment: Alignment
    state: str
    may_end: bool
    may_take_back: bool


def alignments_of(organization: Organization) -> list[AlignmentLine]:
    """The history of a district's alignments, the newest first. Public knowledge."""
    if organization.kind != Organization.Kind.DISTRICT:
        return []
    history = Alignment.objects.filter(district=organization.pk).select_related("service_center")
    today = clock.today()
    lines = []
    for alignment in history.order_by("-starts_on"):
        is_to_come = alignment.starts_on > today
        is_over = alignment.ends_on is not None and alignment.ends_on < today
        state = "" if is_to_come else "done" if is_over else "now"
        may_end = not is_to_come and alignment.ends_on is None
        lines.append(AlignmentLine(alignment, state, may_end, is_to_come))
    return lines


def supports_of(organization: Organization, user: User) -> list[SupportAssignment]:
    """Support, the newest first; `is_known` says whether one may open who gives it."""
    if reads_no_names(user):
        return []
    seen = Person.objects.visible_to(user).filter(pk=OuterRef("specialist"))
    rows = SupportAssignment.objects.filter(organization=organization).select_related("specialist")
    return list(rows.annotate(is_known=Exists(seen)).order_by("-starts_on", "-pk")[:SUPPORTS_SHOWN])


def people_at(organization: Organization, user: User) -> QuerySet[Person]:
    """Those who work here or hold a role here, whom this person may see, with their roles.

    Who holds a role here comes first: among fifty teachers one looks for the principal.
    """
    today = RoleGrant.objects.current().select_related("organization")
    holders = today.filter(organization=organization).values("person_id")
    here = Q(organization=organization) | Q(pk__in=holders)
    people = Person.objects.visible_to(user).filter(here)
    leads = Exists(holders.filter(person=OuterRef("pk")))
    people = people.order_by(leads.desc(), "last_name", "first_name", "pk")
    return people.prefetch_related(Prefetch("grants", queryset=today, to_attr="roles_today"))


def _sorted_on(event: StatusEvent) -> tuple[object, int]:
    return (event.sorted_on, event.pk)
