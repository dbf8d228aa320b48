"""Somebody's place in a team: changed, ended, given to somebody else, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts import services
from cohorts.forms.invitation import ReplaceForm
from cohorts.forms.membership import MembershipForm
from cohorts.forms.team import EndMembershipForm
from cohorts.models import DesignTeam, TeamMembership
from cohorts.rules.onboarding import has_first_steps, steps
from cohorts.services.onboarding import NoSuchStep, set_step
from cohorts.views.invitation import elsewhere
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cohorts.querysets import DesignTeamQuerySet, TeamMembershipQuerySet
    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    """All of it by who runs the team; what somebody counts as by its lead too."""
    teams = DesignTeam.objects.invited_to_by(request.user)
    membership = get_object_or_404(_places(teams), pk=pk)
    may_run = DesignTeam.objects.run_by(request.user).filter(pk=membership.team_id).exists()
    form = MembershipForm(request.POST or None, instance=membership, may_run=may_run)
    if form.is_valid():
        person = standing_of(request.user).person
        try:
            services.change_membership(membership, values=form.cleaned_data, by=person)
        except (services.OutsideCohort, services.EndsBeforeItStarts) as refusal:
            form.add_error("starts_on", str(refusal))
        else:
            messages.success(request, f"The place of {membership.person} is changed.")
            return redirect("cohorts:team-people", membership.team_id)
    context = {"membership": membership, "form": form}
    return form_page(request, "cohorts/change_membership.html", context)


@require_http_methods(["GET", "POST"])
def replace(request: PageRequest, pk: int) -> HttpResponse:
    membership = _place(request, pk, ends_on=None)
    asked = {name: getattr(membership, name) for name in ("role", "position", "job")}
    form = ReplaceForm(request.POST or None, team=membership.team, initial=asked)
    if form.is_valid():
        person = standing_of(request.user).person
        try:
            invitation = services.replace_member(
                membership, on=form.cleaned_data["on"], invited=form.invited, by=person
            )
        except services.EndsBeforeItStarts as refusal:
            form.add_error("on", str(refusal))
        except services.AlreadyMember as refusal:
            form.add_error("email", str(refusal))
        else:
            said = f"{membership.person} left the team. {invitation.name} is invited."
            undo = reverse("cohorts:restore-membership", args=[pk])
            words = f"{said} {elsewhere(request.user, invitation)}".strip()
            messages.success(request, words, extra_tags=undo)
            return redirect("cohorts:team-people", membership.team_id)
    return form_page(
        request, "cohorts/replace_member.html", {"membership": membership, "form": form}
    )


@require_http_methods(["GET", "POST"])
def end_membership(request: PageRequest, pk: int) -> HttpResponse:
    membership = _place(request, pk, ends_on=None)
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
    context = {"membership": membership, "form": form}
    return form_page(request, "cohorts/end_membership.html", context)


@require_POST
def restore_membership(request: PageRequest, pk: int) -> HttpResponse:
    membership = _place(request, pk)
    services.restore_membership(membership, by=standing_of(request.user).person)
    messages.success(request, f"{membership.person} is in the team again.")
    return redirect(membership.team)


@require_GET
def first_steps(request: PageRequest, pk: int) -> HttpResponse:
    """The onboarding list of somebody who joined late, for themselves."""
    place = _own_place(request, pk)
    done = {*place.onboarding.values_list("step", flat=True)}
    context = {
        "place": place,
        "team": place.team,
        "rows": [(step, step.code in done) for step in steps()],
        "done": len(done & {step.code for step in steps()}),
    }
    return render(request, "cohorts/first_steps.html", context)


@require_POST
def tick_step(request: PageRequest, pk: int, step: str) -> HttpResponse:
    """Tick a step or take its tick away, as the button said."""
    place = _own_place(request, pk)
    try:
        set_step(place, step=step, done="undo" not in request.POST)
    except NoSuchStep as missing:
        raise Http404 from missing
    return redirect("cohorts:first-steps", pk)


def _place(request: PageRequest, pk: int, **which: object) -> TeamMembership:
    """A place in a team that this person runs."""
    places = _places(DesignTeam.objects.run_by(request.user))
    return get_object_or_404(places, pk=pk, **which)


def _places(teams: DesignTeamQuerySet) -> TeamMembershipQuerySet:
    places = TeamMembership.objects.filter(team__in=teams)
    return places.select_related("person", "team__cohort")


def _own_place(request: PageRequest, pk: int) -> TeamMembership:
    """The reader's own place in a team that was at work already when they came."""
    person = standing_of(request.user).person
    places = TeamMembership.objects.current().filter(person=person, person__isnull=False)
    place = get_object_or_404(places.select_related("team__cohort"), pk=pk)
    if not has_first_steps(place.starts_on, formed_on=place.team.formed_on):
        raise Http404
    return place
