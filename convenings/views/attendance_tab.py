"""The tab of a convening about who was there: session by session, and team by team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from convenings.pages.grid import grid_of
from convenings.pages.head import head_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def of_convening(request: PageRequest, pk: int) -> HttpResponse:
    head = head_of(request.user, pk, "attendance")
    context = {
        "head": head,
        "sessions": [row.session for row in head.rows if not row.session.is_cancelled],
        "grid": grid_of(head.convening.cohort, head.convening.cohort.teams.order_by("name")),
    }
    return render(request, "convenings/attendance_tab.html", context)
