"""Seats of others: a team's by its lead, anybody's by the organizers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from cohorts.models import DesignTeam
from convenings import services
from convenings.forms.one_seat import OneSeatForm
from convenings.forms.registration import ReasonForm, TeamSeatsForm
from convenings.models import Convening, Registration
from convenings.pages import one_seat, registration
from convenings.views.scope import convening_run_by
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def of_team(request: PageRequest, pk: int, team_pk: int) -> HttpResponse:
    """Everybody of a team on one form; what each is asked, they answer themselves."""
    seen = Convening.objects.visible_to(request.user).select_related("cohort")
    convening = get_object_or_404(seen, pk=pk)
    teams = DesignTeam.objects.invited_to_by(request.user).filter(cohort=convening.cohort_id)
    team = get_object_or_404(teams.select_related("school", "district"), pk=team_pk)
    may_run = Convening.objects.run_by(request.user).filter(pk=pk).exists()
    rows = registration.team_rows(convening, team, past_deadline=may_run)
    form = TeamSeatsForm(request.POST or None, **rows)
    if form.is_valid():
        by = standing_of(request.user).person
        done = services.register_team(convening, seats=form.seats(), by=by, past_deadline=may_run)
        for refusal in done.refusals:
            messages.warning(request, refusal)
        messages.success(request, f"{team}: {done.words}")
        return redirect("convenings:team-seats", pk, team_pk)
    context = {"convening": convening, "team": team, "form": form, "may_run": may_run}
    return form_page(request, "convenings/team_seats.html", context)


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    """A place for one person of the cohort; what they are asked, they answer themselves."""
    convening = convening_run_by(request, pk)
    found = one_seat.without_a_place(convening, request.GET.get("q", "").strip())
    sessions = one_seat.offered_sessions(convening)
    typed = request.POST or None
    form = OneSeatForm(typed, convening=convening, found=found, sessions=sessions)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            seat = services.register(**form.cleaned_data, by=by, past_deadline=True)
        except (services.SessionClosed, services.SessionFull) as refusal:
            form.add_error("session", str(refusal))
        else:
            messages.success(request, f"{seat.person}: {_place(seat)}. They get a mail about it.")
            return redirect("convenings:registration", pk)
    context = {"convening": convening, "found": found, "sessions": sessions, "form": form}
    return form_page(request, "convenings/one_seat.html", context)


@require_http_methods(["GET", "POST"])
def seat(request: PageRequest, pk: int) -> HttpResponse:
    """One person's place, what happened to it, and taking it away with a reason."""
    related = "person", "session", "convening__cohort"
    mine = Registration.objects.run_by(request.user).select_related(*related)
    found = get_object_or_404(mine, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            services.cancel_registration(found, by=by, past_deadline=True, **form.cleaned_data)
        except services.SessionClosed as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"{found.person} has no place in {found.session.region}.")
        return redirect("convenings:seat", pk)
    context = {
        "seat": found,
        "convening": found.convening,
        "changes": found.changes.select_related("changed_by"),
        "answers": found.answers.select_related("question").order_by("question__position"),
        "form": form,
    }
    return form_page(request, "convenings/seat_page.html", context)


def _place(seat: Registration) -> str:
    region = seat.session.region
    is_waiting = seat.state == Registration.State.WAITING
    return f"on the waitlist of {region}" if is_waiting else f"registered for {region}"
