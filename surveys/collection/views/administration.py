"""The list of surveys, preparing one, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core.shortcuts import page_of
from network.access import standing_of
from network.models import Activity
from network.roles import ESC_STAFF, STATE_STAFF, Role
from surveys.collection import services
from surveys.collection.forms import AdministrationForm, ExtendForm, usual_answers
from surveys.collection.models import Administration
from surveys.collection.progress import EXACT_FROM, board_of
from surveys.collection.readiness import readiness_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


LINES_OF_ACTIVITY = 12


@require_GET
def survey_list(request: PageRequest) -> HttpResponse:
    visible = Administration.objects.visible_to(request.user)
    rows = visible.with_invited().select_related("version__instrument", "cohort")
    standing = standing_of(request.user)
    context = {
        "page": page_of(request, rows.order_by("-opens_at", "-pk")),
        "may_prepare": standing.holds(Role.STATE_ADMIN),
        # The network's total is for those who run the survey; others see their own branch inside.
        "sees_totals": standing.holds(Role.STATE_ADMIN),
    }
    return render(request, "surveys/list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    if not standing_of(request.user).holds(Role.STATE_ADMIN):
        raise Http404
    form = AdministrationForm(request.POST or None, user=request.user, initial=usual_answers())
    if form.is_valid():
        administration = services.prepare_administration(
            **form.cleaned_data,
            purpose=Administration.Purpose.IMPLEMENTATION,
            by=standing_of(request.user).person,
        )
        messages.success(request, f"{administration} is prepared. Nobody has been asked yet.")
        return redirect("surveys:frame", pk=administration.pk)
    return render(request, "surveys/new.html", {"form": form})


@require_GET
def detail(request: PageRequest, pk: int) -> HttpResponse:
    visible = Administration.objects.visible_to(request.user)
    administration = get_object_or_404(
        visible.select_related("version__instrument", "cohort"), pk=pk
    )
    standing = standing_of(request.user)
    may_run = Administration.objects.run_by(request.user).filter(pk=pk).exists()
    activity = Activity.objects.none()
    if standing.holds(*STATE_STAFF, *ESC_STAFF):
        activity = Activity.objects.about(administration).read_by(request.user)
    context = {
        "administration": administration,
        "readiness": readiness_of(administration),
        "board": board_of(administration, request.user),
        "exact_from": EXACT_FROM * administration.threshold,
        "may_run": may_run,
        "extend_form": ExtendForm(initial={"closes_at": administration.closes_at}),
        "activity": activity[:LINES_OF_ACTIVITY],
    }
    return render(request, "surveys/detail.html", context)
