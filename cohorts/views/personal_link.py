"""What every personal link answers when it is not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from core.ratelimit import too_many

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# Wrong links from one address. A team that joins in one room shares its address, so right ones are
# not counted.
KNOCKS, SECONDS = 30, 300


def unknown_link(request: HttpRequest, page: str) -> HttpResponse:
    """Says what to do; whoever tries many is asked to wait. `page` names what is tried."""
    if too_many(request, page, limit=KNOCKS, seconds=SECONDS):
        return render(request, "cohorts/join_later.html", status=429)
    return render(request, "cohorts/join_unknown.html", status=404)
