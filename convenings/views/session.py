"""Adding, changing and cancelling sessions, and their calendar entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenings import services
from convenings.calendars import entry
from convenings.forms.session import SessionForm
from convenings.models import Convening, Session
from network.access import standing_of

if TYPE_CHECKING:
    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    convening = get_object_or_404(
        Convening.objects.run_by(request.user).select_related("cohort"), pk=pk
    )
    form = SessionForm(request.POST or None, convening=convening)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            session = services.add_session(convening, **form.facts(), by=by)
        except services.RegionTaken as taken:
            form.add_error("region", str(taken))
        else:
            messages.success(request, f"{session.region} is added: {session.when}.")
            again = "another" in request.POST
            return redirect("convenings:session-new", pk) if again else redirect(convening)
    context = {"convening": convening, "form": form}
    return render(request, "convenings/session_new.html", context)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    session = _run_by(request, pk)
    form = SessionForm(request.POST or None, convening=session.convening, session=session)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            session = services.change_session(session, **form.facts(), by=by)
        except services.CapacityTooSmall as refusal:
            form.add_error("capacity", str(refusal))
        else:
            messages.success(request, f"{session.region} is saved: {session.when}.")
            return redirect(session.convening)
    context = {
        "session": session,
        "convening": session.convening,
        "form": form,
        "coming": session.registrations.standing().count(),
    }
    return render(request, "convenings/session_change.html", context)


@require_POST
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    session = _run_by(request, pk)
    try:
        services.cancel_session(session, by=standing_of(request.user).person)
    except services.SessionHeld as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{session.region} is cancelled. Everybody registered is told.")
    return redirect(session.convening)


@require_GET
def ics(request: PageRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(
        Session.objects.visible_to(request.user).select_related("convening"), pk=pk
    )
    name = entry.file_name(session)
    return HttpResponse(
        entry.calendar_of(session),
        content_type="text/calendar; charset=utf-8; method=PUBLISH",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def ask_feedback(request: PageRequest, pk: int) -> HttpResponse:
    session = _run_by(request, pk)
    try:
        services.open_session_feedback(session)
    except (services.NobodyToAsk, services.FeedbackClosed) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Everybody who was at {session.region} is asked how it went.")
    return redirect(session.convening)


def _run_by(request: PageRequest, pk: int) -> Session:
    mine = Session.objects.run_by(request.user).select_related("convening__cohort")
    return get_object_or_404(mine, pk=pk)
