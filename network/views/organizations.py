"""The page of one organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from core import offers
from core.shortcuts import page_of, render_page
from network.models import (
    Activity,
    Alignment,
    Organization,
    Person,
    RoleGrant,
    StateAgency,
    SupportAssignment,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from core.http import PageRequest

LINES_OF_ACTIVITY = 8
# What stands below each kind: one of them, and several.
BELOW = {
    "state": ("service center", "service centers"),
    "esc": ("district or school", "districts and schools"),
    "district": ("school", "schools"),
}


@require_GET
def organization(request: PageRequest, pk: int) -> HttpResponse:
    visible = Organization.objects.visible_to(request.user)
    found = get_object_or_404(
        visible.select_related("school__agency", "district", "servicecenter"), pk=pk
    )
    below = visible.directly_below(found).order_by(Lower("name"), "pk")
    page = page_of(request, below)
    one, several = BELOW.get(found.kind, ("organization", "organizations"))
    context = {
        "organization": found,
        "levels": _levels_above(request, found),
        "page": page,
        "below_count_noun": one if page.paginator.count == 1 else several,
        "below_noun": several,
        "alignments": _alignments(found),
        "supports": SupportAssignment.objects.current()
        .filter(organization=found)
        .select_related("specialist"),
        "people": _people(request, found),
        "panels": offers.panels_on("organization"),
        "activity": Activity.objects.about(found)[:LINES_OF_ACTIVITY],
    }
    return render_page(request, "network/organization.html", context, fragment="below")


def _levels_above(request: PageRequest, found: Organization) -> list[Organization]:
    """State, service center and district above, in this order; only those one may open."""
    above: list[int] = list(StateAgency.objects.order_by("pk").values_list("pk", flat=True)[:1])
    agency = found.school.agency if found.kind == Organization.Kind.SCHOOL else found
    if aligned := Alignment.objects.current().filter(district=agency.pk).first():
        above.append(aligned.service_center_id)
    above.append(agency.pk)
    seen = Organization.objects.visible_to(request.user).exclude(pk=found.pk).in_bulk(above)
    return [seen[pk] for pk in above if pk in seen]


def _alignments(found: Organization) -> QuerySet[Alignment]:
    """The history of a district's alignments, the newest first. Public knowledge."""
    history = Alignment.objects.filter(district=found.pk).select_related("service_center")
    return history.order_by("-starts_on")


def _people(request: PageRequest, found: Organization) -> QuerySet[Person]:
    """Those who work here or hold a role here, whom this person may see, with their roles."""
    today = RoleGrant.objects.current().select_related("organization")
    holders = today.filter(organization=found).values("person_id")
    here = Q(organization=found) | Q(pk__in=holders)
    people = Person.objects.visible_to(request.user).filter(here)
    return people.prefetch_related(Prefetch("grants", queryset=today, to_attr="roles_today"))
