"""My day: what this person should do next, and what to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import offers

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def home(request: PageRequest) -> HttpResponse:
    return render(request, "plnetwork/home.html", {"todos": offers.todos_for(request.user)})
