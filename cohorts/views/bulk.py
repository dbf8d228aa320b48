"""Marking, and what is done for several teams of a cohort at once: changes, messages, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.forms.roster import LEADS, LetterForm, MarkForm, StatusForm, SupportForm
from cohorts.milestones import BY_HAND
from cohorts.models import Cohort, DesignTeam, Milestone
from cohorts.services import CohortFull, letter, marking
from cohorts.services import roster as services
from cohorts.services.enrollment import BeforeTheLast, CannotBecome, ReasonMissing
from cohorts.services.team import OutsideCohort
from core.shortcuts import form_page, id_in
from network.access import standing_of
from network.models import Organization

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import Form
    from django.http import HttpResponse

    from core.http import PageRequest
    from network.models import Person

UNDO = "roster_done"  # in the session: the cohort, and what the last change made
REFUSALS = (
    marking.NotByHand,
    marking.NotYetThen,
    BeforeTheLast,
    CannotBecome,
    CohortFull,
    OutsideCohort,
    ReasonMissing,
)


@require_POST
def mark(request: PageRequest, pk: int, team_pk: int) -> HttpResponse:
    milestone, team = _milestone_and_team(request, pk, team_pk)
    marking.mark_reached(milestone, team=team, by=standing_of(request.user).person)
    undo = reverse("cohorts:milestone-unmark", args=[pk, team_pk])
    messages.success(request, f"{team} reached “{milestone}”.", extra_tags=undo)
    return redirect("cohorts:milestones", milestone.cohort_id)


@require_POST
def unmark(request: PageRequest, pk: int, team_pk: int) -> HttpResponse:
    milestone, team = _milestone_and_team(request, pk, team_pk)
    marking.take_mark_back(milestone, team=team, by=standing_of(request.user).person)
    undo = reverse("cohorts:milestone-mark", args=[pk, team_pk])
    messages.success(request, f"{team}: “{milestone}” is open again.", extra_tags=undo)
    return redirect("cohorts:milestones", milestone.cohort_id)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    """Three small forms for the ticked teams; the one that was sent is applied."""
    cohort, teams = _chosen(request, pk)
    sent = request.POST.get("what", "")
    forms = _forms(request, cohort, teams, sent)
    form = forms.get(sent)
    if form is not None and teams and form.is_valid():
        try:
            done = _apply(sent, teams, form.cleaned_data, standing_of(request.user).person)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return _told(request, cohort, done)
    context = {"cohort": cohort, "teams": teams, "forms": forms, "form": form or forms["mark"]}
    return form_page(request, "cohorts/roster_change.html", context)


@require_POST
def undo_change(request: PageRequest, pk: int) -> HttpResponse:
    """Take the last change of this session back."""
    cohort = get_object_or_404(_cohorts(request), pk=pk)
    kept: dict[str, Any] = request.session.get(UNDO, {})
    if kept.get("cohort") != pk:
        raise Http404
    del request.session[UNDO]
    undone = services.take_back(kept["done"], by=standing_of(request.user).person)
    words = "Taken back." if undone else "Nothing was left to take back."
    messages.success(request, words)
    return redirect(cohort)


@require_http_methods(["GET", "POST"])
def write(request: PageRequest, pk: int) -> HttpResponse:
    """Words to the people of the ticked teams: typed, looked at, sent."""
    cohort, teams = _chosen(request, pk)
    form = LetterForm(request.POST or None)
    to = request.POST.get("to", "")
    receivers = letter.receivers_in(teams, only_leads=to == LEADS)
    is_ready = form.is_valid() and bool(receivers.people)
    if is_ready and "send" in request.POST:
        return _sent(request, cohort, teams, receivers, form.cleaned_data)
    context = {
        "cohort": cohort,
        "teams": teams,
        "form": form,
        "receivers": receivers,
        "is_ready": is_ready,
        "sender": standing_of(request.user).person,
    }
    return form_page(request, "cohorts/letter.html", context)


def _sent(
    request: PageRequest,
    cohort: Cohort,
    teams: list[DesignTeam],
    receivers: letter.Receivers,
    typed: dict[str, Any],
) -> HttpResponse:
    by = standing_of(request.user).person
    if by is None:
        raise Http404
    words = {name: typed[name] for name in ("subject", "words", "key")}
    is_new = letter.write_to(cohort, teams=teams, people=receivers.people, by=by, **words)
    many = len(receivers.people)
    said = f"The message to {many} {'person' if many == 1 else 'people'} is on its way."
    messages.success(request, said if is_new else "This message was sent already.")
    return redirect(cohort)


def _told(request: PageRequest, cohort: Cohort, done: services.Done) -> HttpResponse:
    if services.is_empty(done):
        messages.success(request, "It was so already; nothing was changed.")
        return redirect(cohort)
    request.session[UNDO] = {"cohort": cohort.pk, "done": done}
    many = sum(len(ids) for ids in (done["marks"], done["supports"], done["statuses"]))
    words = f"Changed for {many} {'team' if many == 1 else 'teams'}."
    undo = reverse("cohorts:roster-undo", args=[cohort.pk])
    messages.success(request, words, extra_tags=undo)
    return redirect(cohort)


def _forms(
    request: PageRequest, cohort: Cohort, teams: list[DesignTeam], sent: str
) -> dict[str, Form]:
    """The forms by what they change, for what this user may; only the one sent is bound."""
    user, typed = request.user, request.POST
    forms: dict[str, Form] = {"mark": MarkForm(typed if sent == "mark" else None, cohort=cohort)}
    places = {team.place.pk for team in teams}
    assigned = Organization.objects.supported_through(user).filter(pk__in=places)
    if assigned.count() == len(places):
        forms["support"] = SupportForm(typed if sent == "support" else None, user=user)
    if Cohort.objects.run_by(user).filter(pk=cohort.pk).exists():
        forms["status"] = StatusForm(typed if sent == "status" else None)
    return forms


def _apply(
    what: str, teams: list[DesignTeam], facts: dict[str, Any], by: Person | None
) -> services.Done:
    if what == "mark":
        return services.mark_many(teams, milestone=facts["milestone"], on=facts["on"], by=by)
    if what == "support":
        return services.support_many(teams, specialist=facts["specialist"], by=by)
    return services.set_status_of_many(teams, status=facts["status"], reason=facts["reason"], by=by)


def _cohorts(request: PageRequest) -> QuerySet[Cohort]:
    """Cohorts with teams that this user may change."""
    teams = DesignTeam.objects.run_by(request.user)
    return Cohort.objects.visible_to(request.user).filter(pk__in=teams.values("cohort_id"))


def _chosen(request: PageRequest, pk: int) -> tuple[Cohort, list[DesignTeam]]:
    """The cohort and the ticked teams of it that this user may change; raises Http404."""
    cohort = get_object_or_404(_cohorts(request), pk=pk)
    asked = request.POST if request.method == "POST" else request.GET
    ids = [found for found in map(id_in, asked.getlist("team")) if found is not None]
    teams = DesignTeam.objects.run_by(request.user).filter(cohort=cohort, pk__in=ids)
    return cohort, list(teams.select_related("cohort", "school__agency", "district"))


def _milestone_and_team(
    request: PageRequest, pk: int, team_pk: int
) -> tuple[Milestone, DesignTeam]:
    """A milestone marked by hand, and a team of its cohort that this user marks for."""
    team = get_object_or_404(DesignTeam.objects.run_by(request.user), pk=team_pk)
    by_hand = Milestone.objects.filter(cohort=team.cohort_id, rule=BY_HAND)
    return get_object_or_404(by_hand, pk=pk), team
