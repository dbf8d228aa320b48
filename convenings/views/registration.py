"""Taking a seat and giving it back for oneself, and who comes, for organizers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenings import services
from convenings.forms.registration import AnswersForm
from convenings.models import Registration, Session
from convenings.pages import plan, registration
from convenings.pages.head import head_of
from convenings.views.scope import convening_run_by
from core.csv import csv_response
from core.shortcuts import form_page, page_of
from network.access import standing_of
from network.services import activity

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def register(request: PageRequest, pk: int) -> HttpResponse:
    """One's own seat, with the questions of the convening; also to change the answers later."""
    mine = Session.objects.joinable_by(request.user).select_related("convening__cohort", "venue")
    session = get_object_or_404(mine, pk=pk)
    person = standing_of(request.user).person
    if person is None:
        raise Http404
    held = session.registrations.standing().filter(person=person).first()
    typed = request.POST if request.method == "POST" else None
    form = AnswersForm(typed, convening=session.convening, mine=held)
    if form.is_valid():
        try:
            seat = services.register(session, person=person, by=person, answers=form.answers())
        except (services.SessionFull, services.SessionClosed) as refusal:
            messages.warning(request, str(refusal))
        else:
            undo = reverse("convenings:cancel-registration", args=[pk])
            messages.success(request, _words(seat), extra_tags=undo if held is None else "")
        return redirect(session.convening)
    context = {"session": session, "convening": session.convening, "form": form, "held": held}
    return form_page(request, "convenings/register.html", context)


@require_POST
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    mine = Registration.objects.filter(person=standing_of(request.user).person)
    seat = get_object_or_404(mine.select_related("session", "convening"), session=pk)
    try:
        services.cancel_registration(seat, by=seat.person)
    except services.SessionClosed as refusal:
        messages.warning(request, str(refusal))
    else:
        words = f"Your place in {seat.session.region} is given back."
        undo = reverse("convenings:register", args=[pk])
        messages.success(request, words, extra_tags=undo)
    return redirect(seat.convening)


@require_GET
def who_comes(request: PageRequest, pk: int) -> HttpResponse:
    head = head_of(request.user, pk, "registration")
    asked = registration.asked_of(request.GET)
    found, tabs = registration.seats_of(head.convening, asked)
    page = page_of(request, found)
    answers = registration.answers_of(head.convening)
    if any(one.question.is_private and one.given for one in answers):
        by = standing_of(request.user).person
        activity.record_view(head.convening, "Private answers were looked at.", by=by)
    context = {
        "head": head,
        "convening": head.convening,
        "asked": asked,
        "tabs": tabs,
        "page": page,
        "rows": registration.rows_of(head.convening, page.object_list),
        "answers": answers,
        "coming": plan.coming_to(head.convening),
        "changes": registration.changes_of(head.convening),
    }
    return render(request, "convenings/registration.html", context)


@require_GET
def seats_csv(request: PageRequest, pk: int) -> HttpResponseBase:
    convening = convening_run_by(request, pk)
    by = standing_of(request.user).person
    activity.record_export(convening, "Who comes was exported.", by=by)
    rows = list(registration.lines_of_csv(convening))
    return csv_response(rows, f"{slugify(str(convening))}-registration.csv")


def _words(seat: Registration) -> str:
    region = seat.session.region
    if seat.state == Registration.State.WAITING:
        return f"{region} is full. You are on its waitlist; we write to you when a seat is free."
    return f"Your seat in {region} is confirmed."
