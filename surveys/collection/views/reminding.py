"""Reminders: when they go, what they say, and the one click on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from network.access import standing_of
from surveys.collection import services
from surveys.collection.board_page import board_context
from surveys.collection.models import Administration, FrameUnit
from surveys.collection.refusals import Refusal
from surveys.collection.reminders_page import reminders_of

STOP_ASKING = 286  # to htmx

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def reminders(request: PageRequest, pk: int) -> HttpResponse:
    mine = Administration.objects.run_by(request.user).select_related("version")
    administration = get_object_or_404(mine, pk=pk)
    context = {"administration": administration, "reminders": reminders_of(administration)}
    return render(request, "surveys/reminders.html", context)


@require_POST
def nudge(request: PageRequest, pk: int, unit_pk: int) -> HttpResponse:
    unit = _unit(request, pk, unit_pk)
    try:
        services.nudge(unit, by=standing_of(request.user).person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:administration", pk=pk)
    context = {"administration": unit.administration, "unit": unit}
    return render(request, "surveys/nudged.html", context)


@require_POST
def take_back(request: PageRequest, pk: int, unit_pk: int) -> HttpResponse:
    unit = _unit(request, pk, unit_pk)
    services.take_nudge_back(unit, by=standing_of(request.user).person)
    messages.success(request, f"What had not gone yet to {unit} is taken back.")
    return redirect("surveys:administration", pk=pk)


@require_GET
def board(request: PageRequest, pk: int) -> HttpResponse:
    """The board alone, asked for again and again while the survey is open."""
    administration = get_object_or_404(Administration.objects.visible_to(request.user), pk=pk)
    context = board_context(request, administration)
    if administration.is_open and not context["board"]:
        raise Http404  # progress is for coordinators
    status = 200 if context["board"] else STOP_ASKING
    return render(request, "surveys/board.html", context, status=status)


def _unit(request: PageRequest, pk: int, unit_pk: int) -> FrameUnit:
    mine = FrameUnit.objects.nudged_by(request.user).select_related("administration__version")
    return get_object_or_404(mine, pk=unit_pk, administration=pk)
