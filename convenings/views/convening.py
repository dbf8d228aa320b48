"""The list of convenings, a convening's page, and planning one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cohorts.models import Cohort, DesignTeam
from convenings import services
from convenings.filters import ConveningFilter
from convenings.forms.convening import ConveningForm
from convenings.models import Convening
from convenings.pages.conflicts import warnings_about
from convenings.pages.feedback import standing_of_feedback
from convenings.pages.grid import Grid, grid_of
from convenings.pages.head import head_of
from convenings.pages.registration import led_teams
from convenings.views.scope import convening_run_by
from core import offers
from core.shortcuts import form_page, page_of, render_page
from network.access import standing_of
from network.models import Activity

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenings.pages.head import Head
    from convenings.querysets.session import ConveningQuerySet
    from core.http import PageRequest


@require_GET
def convening_list(request: PageRequest) -> HttpResponse:
    visible = Convening.objects.visible_to(request.user).select_related("cohort")
    narrowed = ConveningFilter(request.GET, queryset=visible, request=request)
    is_past = request.GET.get("when") == "past"
    found = narrowed.qs.with_dates().with_figures()
    context = {
        "filter": narrowed,
        "is_past": is_past,
        "page": page_of(request, _in_order(found, is_past=is_past)),
        "upcoming_count": narrowed.qs.upcoming().count(),
        "past_count": narrowed.qs.past().count(),
        "runs": Cohort.objects.run_by(request.user).current().order_by("name"),
    }
    return render_page(request, "convenings/list.html", context, fragment="rows")


@require_GET
def detail(request: PageRequest, pk: int) -> HttpResponse:
    head = head_of(request.user, pk, "plan")
    convening = head.convening
    context = {
        "head": head,
        "convening": convening,
        "may_run": head.may_run,
        "rows": head.rows,
        "has_seat_column": any(row.mine or row.was_there or row.offer for row in head.rows),
        "components": convening.components.all(),
        "indicators": convening.indicators.all(),
        "agenda": convening.agenda.all(),
        "standing": standing_of_feedback(convening, request.user),
        "panels": offers.panels_on("convening"),
        "activity": Activity.objects.on_page_of(convening, request.user),
        "led_teams": led_teams(convening, DesignTeam.objects.led_by(request.user)),
        **(_for_those_who_run_it(request, head) if head.may_run else {}),
    }
    return render(request, "convenings/detail.html", context)


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.run_by(request.user), pk=pk)
    form = ConveningForm(request.POST or None, cohort=cohort)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            convening = services.schedule_convening(cohort, **form.cleaned_data, by=by)
        except services.NumberTaken as taken:
            form.add_error("number", str(taken))
        else:
            messages.success(request, f"{convening} is planned. Add its first session next.")
            return redirect("convenings:session-new", convening.pk)
    return form_page(request, "convenings/new.html", {"cohort": cohort, "form": form})


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    convening = convening_run_by(request, pk)
    form = ConveningForm(request.POST or None, cohort=convening.cohort, convening=convening)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            services.change_convening(convening, **form.cleaned_data, by=by)
        except services.FeedbackClosed as refusal:
            form.add_error("feedback_hours", str(refusal))
        else:
            messages.success(request, f"The plan of {convening} is changed.")
            return redirect(convening)
    return form_page(request, "convenings/change.html", {"convening": convening, "form": form})


def _in_order(convenings: ConveningQuerySet, *, is_past: bool) -> ConveningQuerySet:
    """The next one first, or the last one first."""
    if is_past:
        return convenings.past().order_by(F("last_at").desc(nulls_last=True), "pk")
    return convenings.upcoming().order_by(F("first_at").asc(nulls_last=True), "number", "pk")


def _for_those_who_run_it(request: PageRequest, head: Head) -> dict[str, Any]:
    sessions = [row.session for row in head.rows]
    return {
        "grid": _grid(head.convening),
        "checklist": head.convening.checklist.all(),
        "warnings": warnings_about(head.convening, sessions, request.user),
    }


def _grid(convening: Convening) -> Grid:
    return grid_of(convening.cohort, convening.cohort.teams.order_by("name"))
