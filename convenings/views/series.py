"""A cohort's whole series: seen as a plan, planned from a template, moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cohorts.models import Cohort
from convenings import services
from convenings.forms.series import MoveForm, SeriesForm
from convenings.models import Session
from convenings.pages import moving
from convenings.pages.series import Proposal, propose, series_page
from convenings.services.convening import next_number
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from core.http import PageRequest


@require_GET
def series(request: PageRequest, pk: int) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), pk=pk)
    may_run = Cohort.objects.run_by(request.user).filter(pk=pk).exists()
    context = {
        "cohort": cohort,
        "may_run": may_run,
        "plan": series_page(cohort, request.user, may_run=may_run),
    }
    return render(request, "convenings/series.html", context)


@require_http_methods(["GET", "POST"])
def plan(request: PageRequest, pk: int) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.run_by(request.user), pk=pk)
    services.load_series()
    form = SeriesForm(request.POST or None, cohort=cohort)
    proposals = _proposals(request, cohort, form) if form.is_valid() else []
    if "plan" in request.POST and _is_ready(form, proposals):
        try:
            planned = services.plan_series(
                cohort,
                planned=[one.planned for one in proposals if one.is_wanted],
                capacity=form.cleaned_data["capacity"],
                by=standing_of(request.user).person,
            )
        except services.NumberTaken as taken:
            form.add_error(None, f"{taken} Somebody planned it meanwhile: look at the series.")
        else:
            messages.success(request, f"{len(planned)} convenings are planned. Say where next.")
            return redirect("convenings:series", pk)
    context = {"cohort": cohort, "form": form, "proposals": proposals}
    status = 422 if form.errors else 200
    return render(request, "convenings/series_plan.html", context, status=status)


@require_http_methods(["GET", "POST"])
def move(request: PageRequest, pk: int) -> HttpResponse:
    mine = Session.objects.run_by(request.user).select_related("convening__cohort", "venue")
    session = get_object_or_404(mine, pk=pk)
    asked = request.POST or request.GET
    form = MoveForm(_with_scope(asked) if "day" in asked else None, session=session)
    shown = None
    if form.is_valid():
        shown = moving.preview(session, **form.cleaned_data, answers=asked, user=request.user)
        if request.method == "POST" and shown.is_ready:
            try:
                services.move_sessions(shown.moves, by=standing_of(request.user).person)
            except (services.RoomTaken, services.CannotMove) as refusal:
                form.add_error("day", str(refusal))
            else:
                messages.success(request, _moved(len(shown.rows)))
                return redirect("convenings:series", session.convening.cohort_id)
    context = {"session": session, "convening": session.convening, "form": form, "shown": shown}
    status = 422 if request.method == "POST" else 200
    return render(request, "convenings/move.html", context, status=status)


def _proposals(request: PageRequest, cohort: Cohort, form: SeriesForm) -> list[Proposal]:
    typed = form.cleaned_data
    return propose(
        cohort,
        form.plans,
        days=form.days(),
        wanted=form.wanted(),
        regions=typed["regions"],
        apart=typed["apart"],
        first_number=typed["number"] or next_number(cohort),
        answers=request.POST,
        user=request.user,
    )


def _is_ready(form: SeriesForm, proposals: list[Proposal]) -> bool:
    """Whether it can be written; else the form says why not."""
    wanted = [one for one in proposals if one.is_wanted]
    if form.is_valid() and not wanted:
        form.add_error(None, "Tick at least one convening.")
    if any(one.laid.problem for one in wanted):
        form.add_error(None, "Choose other days where the list says so.")
    if any(one.is_open for one in wanted):
        form.add_error(None, "Clocks go back in one of these nights: say which hour is meant.")
    return form.is_valid() and not form.errors


def _with_scope(asked: QueryDict) -> dict[str, str]:
    """Dropped on a day, a session moves alone until something else is chosen."""
    return {"day": str(asked.get("day", "")), "scope": str(asked.get("scope", MoveForm.ALONE))}


def _moved(count: int) -> str:
    sessions = "1 session is" if count == 1 else f"{count} sessions are"
    return f"{sessions} moved. Everybody registered is told."
