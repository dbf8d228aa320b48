"""A design team's home and the pages behind it, and forming one."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cohorts import services
from cohorts.forms.team import TeamForm
from cohorts.models import Cohort, DesignTeam, Enrollment, TeamMembership
from cohorts.pages.path import path_of
from cohorts.pages.standing import progress_of
from cohorts.pages.team import TeamHead, head_of, warnings_of
from cohorts.querysets import place_seen
from cohorts.rules.onboarding import has_first_steps, steps
from cohorts.team_todos import todos_of
from core import clock, offers
from core.shortcuts import form_page, page_of
from network.access import standing_of
from network.models import Activity

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from network.models import District, School

NEXT_THINGS = 3


@require_GET
def my_team(request: PageRequest) -> HttpResponse:
    """The page of one's team; with several teams or none, a list."""
    teams = DesignTeam.objects.joined_by(request.user).select_related(
        "cohort", "school__agency", "district"
    )
    if len(teams) == 1:
        return redirect(teams[0])
    return render(request, "cohorts/my_teams.html", {"teams": teams})


@require_GET
def team_detail(request: PageRequest, pk: int) -> HttpResponse:
    head = head_of(request.user, pk)
    todos = todos_of(head.team, request.user)
    progress = progress_of([head.team])[head.team.pk]
    log = Activity.objects.on_page_of(head.team, request.user)
    context = {
        "head": head,
        "warnings": warnings_of(head) if head.may_invite else [],
        "todos": todos[:NEXT_THINGS],
        "progress": progress,
        "milestones": [cell for cell in progress.cells if not cell.is_reached][:NEXT_THINGS],
        "panels": offers.panels_on("team"),
        "activity": log if head.may_name else [],
        "my_place": _late_place_of(request, head),
    }
    return render(request, "cohorts/team.html", context)


@require_GET
def people(request: PageRequest, pk: int) -> HttpResponse:
    """Everybody who is or was in the team, and who is invited."""
    head = head_of(request.user, pk, "team-people")
    if not head.may_name:
        raise Http404
    invitations = head.team.invitations.filter(accepted_at=None)
    context = {
        "head": head,
        "warnings": warnings_of(head) if head.may_invite else [],
        "rows": _with_other_teams(request, head),
        "invitations": invitations if head.may_invite else [],
    }
    return render(request, "cohorts/team_people.html", context)


@require_GET
def history(request: PageRequest, pk: int) -> HttpResponse:
    """Everything that the log says about the team, and the way of its school or district."""
    head = head_of(request.user, pk, "team-history")
    if not head.may_name:
        raise Http404
    lines = Activity.objects.about(head.team).read_by(request.user)
    context = {
        "head": head,
        "page": page_of(request, lines),
        "path": path_of(head.team.place, request.user),
    }
    return render(request, "cohorts/team_history.html", context)


@require_http_methods(["GET", "POST"])
def form_team(request: PageRequest, pk: int) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.teams_formed_by(request.user), pk=pk)
    form = TeamForm(
        request.POST or None,
        places=_places_for_teams(request, cohort),
        initial={"place": request.GET.get("place")},
    )
    if form.is_valid():
        person = standing_of(request.user).person
        try:
            team = services.form_team(
                cohort, place=form.cleaned_data["place"], name=form.cleaned_data["name"], by=person
            )
        except services.NotEnrolled as refusal:  # it left while this page was open
            form.add_error("place", str(refusal))
        else:
            messages.success(request, f"{team} is formed. Invite its people next.")
            return redirect(team)
    return form_page(request, "cohorts/form_team.html", {"cohort": cohort, "form": form})


def _late_place_of(request: PageRequest, head: TeamHead) -> TeamMembership | None:
    """The reader's own place in the team, when they joined it late and have steps left to do."""
    if head.team.cohort.ends_on < clock.today():
        return None
    person = standing_of(request.user).person
    for place in head.people if person else []:
        is_late = has_first_steps(place.starts_on, formed_on=head.team.formed_on)
        if place.person == person and is_late:
            done = set(place.onboarding.values_list("step", flat=True))
            return place if {step.code for step in steps()} - done else None
    return None


def _with_other_teams(
    request: PageRequest, head: TeamHead
) -> list[tuple[TeamMembership, list[DesignTeam]]]:
    """Who is in the team, each with their other teams, as far as this reader may know of them."""
    places = TeamMembership.objects.visible_to(request.user).current().exclude(team=head.team)
    others = places.filter(person__in=[place.person_id for place in head.people])
    teams: dict[int, list[DesignTeam]] = {}
    for place in others.select_related("team__cohort"):
        teams.setdefault(place.person_id, []).append(place.team)
    return [(place, teams.get(place.person_id, [])) for place in head.people]


def _places_for_teams(request: PageRequest, cohort: Cohort) -> list[School | District]:
    """What is in the cohort: all for those who run it, else that of one's own branch."""
    enrolled = Enrollment.objects.staying().filter(cohort=cohort)
    if not Cohort.objects.run_by(request.user).filter(pk=cohort.pk).exists():
        enrolled = enrolled.filter(place_seen(request.user))
    found = enrolled.select_related("school__agency", "district")
    return sorted((one.place for one in found), key=attrgetter("name", "pk"))
