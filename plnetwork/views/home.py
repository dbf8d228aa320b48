"""My day: what this person should do next, and what to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import clock, offers
from plnetwork.day import FIRST_THINGS, counts_of, day_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def home(request: PageRequest) -> HttpResponse:
    todos = offers.todos_for(request.user)
    shows_all = "all" in request.GET
    context = {
        "day_facts": day_of(request.user),
        "today": clock.now(),
        "todos": todos if shows_all else todos[:FIRST_THINGS],
        "counts": counts_of(todos),
        "shows_all": shows_all,
    }
    return render(request, "plnetwork/home.html", context)
