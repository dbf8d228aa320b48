"""The page of a convening's pre-work, and writing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.models import DesignTeam
from convenings.forms.prework import PreWorkForm
from convenings.models import Convening, PreWork, Session
from convenings.pages import prework as page
from convenings.pages.head import head_of
from convenings.services import prework as services
from convenings.services.prework_mail import remind_missing
from convenings.views.scope import convening_run_by
from core import clock
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def overview(request: PageRequest, pk: int) -> HttpResponse:
    """To do for teams, to follow for those who run it."""
    head = head_of(request.user, pk, "prework")
    prework = page.prework_of(head.convening)
    context: dict[str, Any] = {"head": head, "prework": prework, "may_run": head.may_run}
    if prework is None:
        context["shipped"] = services.shipped_prework().values()
    else:
        context |= _what_to_show(request, prework, may_run=head.may_run)
    return render(request, "convenings/prework.html", context)


@require_GET
def choices(request: PageRequest, pk: int) -> HttpResponse:
    """What teams chose, asked for again and again by the page of whoever facilitates."""
    convening = get_object_or_404(Convening.objects.visible_to(request.user), pk=pk)
    prework = page.prework_of(convening)
    if prework is None or not page.may_see_choices(request.user, convening):
        raise Http404
    return render(request, "convenings/prework_choices.html", _choices(request, prework))


@require_GET
def panel(request: PageRequest, pk: int) -> HttpResponse:
    """The panel on the convening's own page."""
    seen = Convening.objects.visible_to(request.user).select_related("cohort")
    convening = get_object_or_404(seen, pk=pk)
    prework = page.prework_of(convening)
    may_run = Convening.objects.run_by(request.user).filter(pk=pk).exists()
    context: dict[str, Any] = {"convening": convening, "prework": prework, "may_run": may_run}
    if prework is not None:
        context |= _what_to_show(request, prework, may_run=may_run)
    return render(request, "convenings/prework_panel.html", context)


@require_POST
def new(request: PageRequest, pk: int) -> HttpResponse:
    convening = convening_run_by(request, pk)
    shipped = request.POST.get("shipped", "")
    by = standing_of(request.user).person
    services.start_prework(convening, shipped=shipped, by=by)
    messages.success(request, "The pre-work is added. Look through its parts.")
    return redirect("convenings:prework-change", pk)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    """Its facts; the parts are written on pages of their own."""
    prework = get_object_or_404(_run_by(request), convening=pk)
    form = PreWorkForm(request.POST or None, instance=prework, year=clock.today().year)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            services.change_prework(prework, **form.cleaned_data, by=by)
        except services.PartAnswered as refusal:
            form.add_error("answered_by", str(refusal))
        else:
            messages.success(request, "The pre-work is saved.")
            return redirect("convenings:prework", pk)
    context = {"prework": prework, "form": form, "parts": page.parts_of(prework)}
    return form_page(request, "convenings/prework_change.html", context)


@require_POST
def remind(request: PageRequest, pk: int) -> HttpResponse:
    prework = get_object_or_404(_run_by(request), convening=pk)
    told = remind_missing(prework, by=standing_of(request.user).person)
    people = "1 person is" if told == 1 else f"{told} people are"
    if told:
        messages.success(request, f"{people} reminded: those whose answers are missing.")
    else:
        words = "Nobody was reminded: nothing is missing, or everybody was reminded today."
        messages.warning(request, words)
    return redirect("convenings:prework", pk)


def _what_to_show(request: PageRequest, prework: PreWork, *, may_run: bool) -> dict[str, Any]:
    convening = prework.convening
    sees = page.may_see_choices(request.user, convening)
    board, teams = page.board_of(prework), DesignTeam.objects
    shown: dict[str, Any] = {
        "board": board,
        "mine": board.among(teams.joined_by(request.user)),
        "followed": board.among(teams.run_by(request.user)),
        "parts": page.parts_of(prework) if may_run or prework.is_open or prework.is_over else [],
        "groups": page.groups_for(request.user, convening),
        "sees_choices": sees,
    }
    return shown | (_choices(request, prework) if sees else {})


def _choices(request: PageRequest, prework: PreWork) -> dict[str, Any]:
    mine = Session.objects.checked_in_by(request.user)
    held = mine.filter(convening=prework.convening_id, is_cancelled=False)
    return {
        "prework": prework,
        "rolls": page.rolls_of(prework),
        "sessions": held.order_by("starts_at", "pk"),
        "choices_url": reverse("convenings:prework-choices", args=[prework.convening_id]),
    }


def _run_by(request: PageRequest) -> Any:
    return PreWork.objects.run_by(request.user).with_dates().select_related("convening__cohort")
