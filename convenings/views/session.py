"""Adding, changing and cancelling sessions, and their calendar entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenings import services
from convenings.calendars import entry
from convenings.forms.session import CancelForm, SessionForm
from convenings.models import Session
from convenings.pages.conflicts import warnings_of
from convenings.pages.session import session_page
from convenings.views.scope import convening_run_by, session_run_by
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from core.http import PageRequest


@require_GET
def detail(request: PageRequest, pk: int) -> HttpResponse:
    seen = Session.objects.visible_to(request.user)
    session = get_object_or_404(seen.select_related("convening__cohort", "venue"), pk=pk)
    page = session_page(session, request.user)
    context = {
        "page": page,
        "row": page.row,
        "session": page.session,
        "convening": session.convening,
        "may_run": page.may_run,
    }
    return render(request, "convenings/session.html", context)


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    convening = convening_run_by(request, pk)
    form = SessionForm(request.POST or None, convening=convening)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            session = services.add_session(convening, **form.facts(), by=by)
        except services.RegionTaken as taken:
            form.add_error("region", str(taken))
        except services.RoomTaken as taken:
            form.add_error("room", str(taken))
        else:
            messages.success(request, f"{session.region} is added: {session.when}.")
            _warn(request, session)
            again = "another" in request.POST
            return redirect("convenings:session-new", pk) if again else redirect(convening)
    context = {"convening": convening, "form": form}
    return form_page(request, "convenings/session_new.html", context)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    session = session_run_by(request, pk)
    form = SessionForm(request.POST or None, convening=session.convening, session=session)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            session = services.change_session(session, **form.facts(), by=by)
        except services.CapacityTooSmall as refusal:
            form.add_error("capacity", str(refusal))
        except services.RoomTaken as taken:
            form.add_error("room", str(taken))
        else:
            messages.success(request, f"{session.region} is saved: {session.when}.")
            _warn(request, session)
            return redirect(session.convening)
    return form_page(request, "convenings/session_change.html", _changing(session, form))


@require_POST
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    session = session_run_by(request, pk)
    why = CancelForm(request.POST)
    if not why.is_valid():
        form = SessionForm(convening=session.convening, session=session)
        context = {**_changing(session, form), "why": why}
        return render(request, "convenings/session_change.html", context, status=422)
    reason = why.cleaned_data["reason"]
    try:
        services.cancel_session(session, reason=reason, by=standing_of(request.user).person)
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
    session = session_run_by(request, pk)
    try:
        services.open_session_feedback(session)
    except (services.NobodyToAsk, services.FeedbackClosed) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Everybody who was at {session.region} is asked how it went.")
    return redirect("convenings:feedback", session.convening_id)


def _warn(request: PageRequest, session: Session) -> None:
    """Say what speaks against the date; it is saved all the same, and stays said on its page."""
    for words in warnings_of(session, request.user):
        messages.warning(request, f"{session.region}: {words}")


def _changing(session: Session, form: SessionForm) -> dict[str, Any]:
    return {
        "session": session,
        "convening": session.convening,
        "form": form,
        "why": CancelForm(),
        "coming": session.registrations.holding().count(),
    }
