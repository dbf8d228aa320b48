"""Choice sessions: offered, wished for, assigned."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenings import services
from convenings.forms.choices import BIGGEST_LOT, AssignForm, ChoiceForm, MoveForm, WishesForm
from convenings.models import ChoiceSession, Registration
from convenings.pages import choices
from convenings.views.scope import session_run_by
from core.csv import csv_response
from core.shortcuts import form_page
from network.access import standing_of
from network.services import activity

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from core.http import PageRequest


@require_GET
def choice_list(request: PageRequest, pk: int) -> HttpResponse:
    """What is offered, round by round, and who goes where: for those who run it."""
    session = session_run_by(request, pk)
    rounds = choices.rounds_of(session)
    lot = secrets.randbelow(BIGGEST_LOT + 1)
    context = {
        "session": session,
        "convening": session.convening,
        "rounds": [(one, MoveForm(session=session, number=one.number)) for one in rounds],
        "form": AssignForm(initial={"seed": lot}),
    }
    return render(request, "convenings/choices.html", context)


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    session = session_run_by(request, pk)
    form = ChoiceForm(request.POST or None)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            choice = services.add_choice(session, by=by, **form.cleaned_data)
        except services.TitleTaken as taken:
            form.add_error("title", str(taken))
        else:
            messages.success(request, f"{choice} is added.")
            again = "another" in request.POST
            return redirect("convenings:choice-new" if again else "convenings:choices", pk)
    context = {"session": session, "convening": session.convening, "form": form, "choice": None}
    return form_page(request, "convenings/choice.html", context)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    choice = _choice(request, pk, removed_at=None)
    form = ChoiceForm(request.POST or None, initial=ChoiceForm.as_typed(choice))
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            services.change_choice(choice, by=by, **form.cleaned_data)
        except services.TitleTaken as taken:
            form.add_error("title", str(taken))
        except services.ChoiceFull as full:
            form.add_error("capacity", str(full))
        else:
            messages.success(request, f"{form.cleaned_data['title']} is saved.")
            return redirect("convenings:choices", choice.session_id)
    session = choice.session
    context = {"session": session, "convening": session.convening, "form": form, "choice": choice}
    return form_page(request, "convenings/choice.html", context)


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    choice = _choice(request, pk)
    try:
        services.remove_choice(choice, by=standing_of(request.user).person)
    except services.ChoiceFull as full:
        messages.warning(request, str(full))
    else:
        undo = reverse("convenings:choice-restore", args=[pk])
        messages.success(request, f"{choice} is removed.", extra_tags=undo)
    return redirect("convenings:choices", choice.session_id)


@require_POST
def restore(request: PageRequest, pk: int) -> HttpResponse:
    choice = _choice(request, pk)
    try:
        services.restore_choice(choice, by=standing_of(request.user).person)
    except services.TitleTaken as taken:
        messages.warning(request, str(taken))
    else:
        messages.success(request, f"{choice} is offered again.")
    return redirect("convenings:choices", choice.session_id)


@require_http_methods(["GET", "POST"])
def wishes(request: PageRequest, pk: int) -> HttpResponse:
    """What one wishes for oneself, and where one goes once it is decided."""
    mine = Registration.objects.standing().filter(person=standing_of(request.user).person)
    seat = get_object_or_404(
        mine.select_related("person", "session__convening__cohort"), session=pk
    )
    rounds = choices.open_rounds(seat.session)
    form = WishesForm(request.POST or None, rounds=rounds, wished=choices.wishes_of(seat))
    if form.is_valid():
        try:
            services.keep_wishes(seat, wishes=form.wishes())
        except services.WishesClosed as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Your wishes are kept. Change them until places are given.")
        return redirect("convenings:wishes", pk)
    context = {
        "session": seat.session,
        "convening": seat.session.convening,
        "rounds": rounds,
        "form": form,
        "goes_to": choices.own_places(seat),
        "offered": choices.offered(seat.session),
    }
    return form_page(request, "convenings/wishes.html", context)


@require_POST
def assign(request: PageRequest, pk: int, number: int) -> HttpResponse:
    session = session_run_by(request, pk)
    form = AssignForm(request.POST)
    if form.is_valid():
        by = standing_of(request.user).person
        placed = services.assign_choices(session, number=number, by=by, **form.cleaned_data)
        messages.success(request, f"Places given in round {number}: {placed}.")
    else:
        messages.warning(request, f"Enter a number of the lot from 0 to {BIGGEST_LOT}.")
    return redirect("convenings:choices", pk)


@require_POST
def open_again(request: PageRequest, pk: int, number: int) -> HttpResponse:
    session = session_run_by(request, pk)
    services.open_wishes_again(session, number=number, by=standing_of(request.user).person)
    messages.success(request, f"People may change their wishes for round {number} again.")
    return redirect("convenings:choices", pk)


@require_POST
def move(request: PageRequest, pk: int, number: int) -> HttpResponse:
    session = session_run_by(request, pk)
    form = MoveForm(request.POST, session=session, number=number)
    if form.is_valid():
        seat, to = form.cleaned_data["registration"], form.cleaned_data["choice"]
        by = standing_of(request.user).person
        try:
            services.move_choice(seat, number=number, to=to, by=by)
        except services.ChoiceFull as full:
            messages.warning(request, str(full))
        else:
            messages.success(request, f"{seat.person}: {to or 'no place'}.")
    else:
        messages.warning(request, "Choose a person who comes and where they go.")
    return redirect("convenings:choices", pk)


@require_GET
def csv(request: PageRequest, pk: int) -> HttpResponseBase:
    session = session_run_by(request, pk)
    by = standing_of(request.user).person
    activity.record_export(session, "Who goes to which choice session was exported.", by=by)
    rows = list(choices.lines_of_csv(session))
    return csv_response(rows, f"{slugify(str(session))}-choices.csv")


def _choice(request: PageRequest, pk: int, **facts: None) -> ChoiceSession:
    mine = ChoiceSession.objects.run_by(request.user)
    return get_object_or_404(mine.select_related("session__convening__cohort"), pk=pk, **facts)
