"""The moves that a team used, on its home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from cohorts.models import DesignTeam
from core.shortcuts import render_page
from library.models import MoveUse

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

ROWS_SHOWN = 5


@require_GET
def of_team(request: PageRequest, pk: int) -> HttpResponse:
    """The newest uses that this reader may know of; who wrote them stands on the move's page."""
    team = get_object_or_404(DesignTeam.objects.visible_to(request.user), pk=pk)
    uses = MoveUse.objects.visible_to(request.user).filter(team=team, move__state="published")
    context = {
        "team": team,
        "count": uses.count(),
        "uses": uses.select_related("move")[:ROWS_SHOWN],
    }
    return render_page(request, "library/of_team.html", context, fragment="panel")
