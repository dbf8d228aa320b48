"""How figures are made and protected, for anybody, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from surveys.collection.forms.preparing import USUAL_THRESHOLD
from surveys.results.engine.disclosure import LEAST_THRESHOLD, Policy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
@require_GET
def made(request: HttpRequest) -> HttpResponse:
    return render(request, "surveys/explained/made.html")


@login_not_required
@require_GET
def protected(request: HttpRequest) -> HttpResponse:
    usual = Policy.of(USUAL_THRESHOLD)
    context = {
        "threshold": usual.threshold,
        "bars_from": usual.unanimity_below,
        "least": LEAST_THRESHOLD,
    }
    return render(request, "surveys/explained/protected.html", context)
