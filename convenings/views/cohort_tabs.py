"""What fills the tabs Attendance and Pre-work of a cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from cohorts.models import Cohort, DesignTeam
from convenings.pages import cohort_prework
from convenings.pages.grid import grid_of
from core.shortcuts import render_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def attendance(request: PageRequest, pk: int) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), pk=pk)
    teams = DesignTeam.objects.visible_to(request.user).filter(cohort=cohort)
    context = {"cohort": cohort, "grid": grid_of(cohort, teams.order_by("name", "pk"))}
    return render_page(request, "convenings/cohort_attendance.html", context, fragment="panel")


@require_GET
def prework(request: PageRequest, pk: int) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), pk=pk)
    context = {"cohort": cohort, "grid": cohort_prework.grid_of(cohort, request.user)}
    return render_page(request, "convenings/cohort_prework.html", context, fragment="panel")
