"""A design team's page, forming one, and ending somebody's place in it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts import services
from cohorts.forms.team import EndMembershipForm, TeamForm
from cohorts.models import Cohort, DesignTeam, Enrollment, TeamMembership
from cohorts.querysets import place_seen
from core import offers
from network.access import standing_of
from network.models import Activity

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from network.models import District, School


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
    visible = DesignTeam.objects.visible_to(request.user)
    team = get_object_or_404(
        visible.select_related("cohort__offering__pathway", "school__agency", "district"), pk=pk
    )
    people = TeamMembership.objects.visible_to(request.user).filter(team=team)
    current = list(people.current().select_related("person"))
    may_invite = DesignTeam.objects.invited_to_by(request.user).filter(pk=pk).exists()
    may_name = DesignTeam.objects.named_to(request.user).filter(pk=pk).exists()
    context = {
        "team": team,
        "people": current,
        "left": people.exclude(pk__in=[place.pk for place in current]).select_related("person"),
        "hint": team.size_hint(team.memberships.current().count()),
        "invitations": team.invitations.filter(accepted_at=None) if may_invite else [],
        "panels": offers.panels_on("team"),
        "activity": Activity.objects.on_page_of(team, request.user) if may_name else [],
        "may_invite": may_invite,
        "may_name": may_name,
        "may_run": DesignTeam.objects.run_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "cohorts/team.html", context)


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
    return render(request, "cohorts/form_team.html", {"cohort": cohort, "form": form})


@require_http_methods(["GET", "POST"])
def end_membership(request: PageRequest, pk: int) -> HttpResponse:
    run = DesignTeam.objects.run_by(request.user)
    places = TeamMembership.objects.filter(team__in=run, ends_on=None)
    membership = get_object_or_404(places.select_related("person", "team"), pk=pk)
    form = EndMembershipForm(request.POST or None)
    if form.is_valid():
        person = standing_of(request.user).person
        try:
            services.end_membership(membership, on=form.cleaned_data["on"], by=person)
        except services.EndsBeforeItStarts as refusal:
            form.add_error("on", str(refusal))
        else:
            undo = reverse("cohorts:restore-membership", args=[pk])
            messages.success(request, f"{membership.person} left the team.", extra_tags=undo)
            return redirect(membership.team)
    return render(request, "cohorts/end_membership.html", {"membership": membership, "form": form})


@require_POST
def restore_membership(request: PageRequest, pk: int) -> HttpResponse:
    run = DesignTeam.objects.run_by(request.user)
    membership = get_object_or_404(TeamMembership.objects.filter(team__in=run), pk=pk)
    services.restore_membership(membership, by=standing_of(request.user).person)
    messages.success(request, f"{membership.person} is in the team again.")
    return redirect(membership.team)


def _places_for_teams(request: PageRequest, cohort: Cohort) -> list[School | District]:
    """What is in the cohort: all for those who run it, else that of one's own branch."""
    enrolled = Enrollment.objects.staying().filter(cohort=cohort)
    if not Cohort.objects.run_by(request.user).filter(pk=cohort.pk).exists():
        enrolled = enrolled.filter(place_seen(request.user))
    found = enrolled.select_related("school__agency", "district")
    return sorted((one.place for one in found), key=attrgetter("name", "pk"))
