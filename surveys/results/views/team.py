"""The surveys of a team's school or district, on the team's home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from cohorts.models import DesignTeam
from core.shortcuts import render_page
from surveys.collection.models import Administration, FrameUnit
from surveys.results.models import ReleasedUnit

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

ROWS_SHOWN = 5


@require_GET
def of_team(request: PageRequest, pk: int) -> HttpResponse:
    """The newest surveys in whose frame the team's place is; nothing where there is none."""
    teams = DesignTeam.objects.visible_to(request.user)
    team = get_object_or_404(teams.select_related("school__agency", "district"), pk=pk)
    seen = Administration.objects.visible_to(request.user)
    frames = FrameUnit.objects.filter(administration__in=seen, organization=team.place.pk)
    rows = frames.select_related("administration").order_by("-administration__opens_at", "-pk")
    units = list(rows[:ROWS_SHOWN])
    open_to_me = ReleasedUnit.objects.visible_to(request.user).current().filter(unit__in=units)
    context = {
        "team": team,
        "units": units,
        "open_units": set(open_to_me.values_list("unit_id", flat=True)),
    }
    return render_page(request, "surveys/results/of_team.html", context, fragment="panel")
