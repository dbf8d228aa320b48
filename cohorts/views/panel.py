"""Parts that pages of lower apps show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from cohorts.models import Cohort, DesignTeam, TeamMembership
from cohorts.pages.path import path_of
from core.shortcuts import render_page
from network.models import Organization, Person

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

ROWS_SHOWN = 10
HAVE_A_WAY = (Organization.Kind.SCHOOL, Organization.Kind.DISTRICT)


@require_GET
def of_organization(request: PageRequest, pk: int) -> HttpResponse:
    """Cohorts of a school, of a district's schools or of a branch; of a school with its teams."""
    found = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    cohorts = Cohort.objects.visible_to(request.user).at(found)
    is_school = found.kind == Organization.Kind.SCHOOL
    rows = cohorts.with_counts_at(found, request.user).select_related("offering__pathway", "home")
    if is_school:
        teams = DesignTeam.objects.visible_to(request.user).filter(school=pk)
        rows = rows.prefetch_related(Prefetch("teams", queryset=teams, to_attr="its_teams"))
    context = {
        "organization": found,
        "is_school": is_school,
        "count": cohorts.count(),
        "cohorts": rows.order_by("-starts_on", "name")[:ROWS_SHOWN],
        "path": path_of(found, request.user) if found.kind in HAVE_A_WAY else [],
    }
    return render_page(request, "cohorts/of_organization.html", context, fragment="panel")


@require_GET
def of_person(request: PageRequest, pk: int) -> HttpResponse:
    """The teams that somebody is and was in, of those whose people one may know by name."""
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    places = TeamMembership.objects.visible_to(request.user).filter(person=found)
    context = {
        "person": found,
        "places": places.select_related(
            "team__school__agency", "team__district", "team__cohort"
        ).order_by("-starts_on"),
    }
    return render_page(request, "cohorts/of_person.html", context, fragment="panel")
