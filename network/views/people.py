"""The page of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from core import offers
from network.access import standing_of
from network.models import Activity, Organization, Person, RoleGrant, RoleInvitation
from network.services import activity

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from core.http import PageRequest

LINES_OF_ACTIVITY = 12


@require_GET
def person(request: PageRequest, pk: int) -> HttpResponse:
    visible = Person.objects.visible_to(request.user)
    if kept := visible.filter(merged_from=pk).first():
        return redirect(kept)  # of two records that were one person
    found = get_object_or_404(visible.select_related("organization", "user"), pk=pk)
    viewer = standing_of(request.user).person
    if viewer != found:
        activity.record_view(found, f"The page of {found} was opened.", by=viewer)
    log = Activity.objects.about(found).read_by(request.user).filter(kind=Activity.Kind.CHANGE)
    context = {
        "person": found,
        "is_own": viewer == found,
        "roles": _roles(found),
        "run": set(found.grants.run_by(request.user).values_list("pk", flat=True)),
        "invitations": _invitations(request, found),
        "supports": found.support_assignments.select_related("organization"),
        "openable": _organizations_open_to(request, found),
        "panels": offers.panels_on("person"),
        "activity": log[:LINES_OF_ACTIVITY],
    }
    return render(request, "network/person.html", context)


def _roles(person: Person) -> dict[str, list[RoleGrant]]:
    """The roles of today, those that begin later, and those that are over, newest first."""
    grants = person.grants.select_related("organization", "granted_by").order_by("-starts_on")
    sorted_by_time: dict[str, list[RoleGrant]] = {"now": [], "coming": [], "past": []}
    for grant in grants:
        when = "past" if grant.is_over else "coming" if grant.is_coming else "now"
        sorted_by_time[when].append(grant)
    return sorted_by_time


def _organizations_open_to(request: PageRequest, person: Person) -> set[int]:
    """Of the organizations named on the page, those that whoever looks may open too."""
    named = Q(pk=person.organization_id) | Q(grants__person=person)
    named |= Q(support_assignments__specialist=person)
    visible = Organization.objects.visible_to(request.user).filter(named)
    return set(visible.values_list("pk", flat=True))


def _invitations(request: PageRequest, person: Person) -> QuerySet[RoleInvitation]:
    """What this person was invited to and has not answered, for those who may take it back."""
    mine = RoleInvitation.objects.run_by(request.user).waiting().select_related("organization")
    return mine.filter(email__iexact=person.email) if person.email else mine.none()
