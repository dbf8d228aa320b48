"""Check-in: one tap per person, with or without JavaScript, with or without a network."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenings import services
from convenings.forms.attendance import GuestForm, MinutesForm, TapsForm
from convenings.pages import checkin
from convenings.views.scope import door_of
from core import clock
from core.shortcuts import form_page
from network.access import standing_of
from network.models import Activity

if TYPE_CHECKING:
    from django.http import QueryDict

    from convenings.models import Session
    from core.http import PageRequest

LINES_OF_ACTIVITY = 20


@require_GET
def attendance(request: PageRequest, pk: int) -> HttpResponse:
    session = door_of(request, pk)
    if request.session.get("door") != pk:
        request.session["door"] = pk  # which list a scanned code is for
    page = _page(session, request.GET)
    if request.htmx:
        return render(request, "convenings/found.html", page)
    activity = Activity.objects.on_page_of(session, request.user, lines=LINES_OF_ACTIVITY)
    return render(request, "convenings/attendance.html", {**page, "activity": activity})


@require_POST
def mark(request: PageRequest, pk: int, person_pk: int) -> HttpResponse:
    session = door_of(request, pk)
    entry = _entry(session, person_pk)
    by = standing_of(request.user).person
    try:
        services.mark_attendance(session, person=entry.person, by=by)
    except services.NotYet as refusal:
        messages.warning(request, str(refusal))
        return redirect("convenings:attendance", pk)
    return _answer(request, session, person_pk, f"{entry.person} is here.", undo="unmark")


@require_POST
def unmark(request: PageRequest, pk: int, person_pk: int) -> HttpResponse:
    session = door_of(request, pk)
    entry = _entry(session, person_pk)
    by = standing_of(request.user).person
    services.unmark_attendance(session, person=entry.person, by=by)
    return _answer(request, session, person_pk, f"{entry.person} is not here.", undo="mark")


@require_http_methods(["GET", "POST"])
def guest(request: PageRequest, pk: int) -> HttpResponse:
    session = door_of(request, pk)
    form = GuestForm(request.POST or None, cohort=session.convening.cohort)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            mark = services.welcome_guest(session, **form.cleaned_data, by=by)
        except services.NotYet as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{mark.person} is here.")
            return redirect("convenings:attendance", pk)
    return form_page(request, "convenings/guest.html", {"session": session, "form": form})


@require_http_methods(["GET", "POST"])
def minutes(request: PageRequest, pk: int, person_pk: int) -> HttpResponse:
    """Late, or left early, of somebody who is marked."""
    session = door_of(request, pk)
    entry = _entry(session, person_pk)
    if entry.mark is None:
        messages.warning(request, f"Mark {entry.person} as here first, then enter minutes.")
        return redirect("convenings:attendance", pk)
    form = MinutesForm(request.POST or None, session=session, mark=entry.mark)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            mark = services.change_minutes(session, person=entry.person, **form.cleaned_data, by=by)
        except services.NotThere as refusal:
            messages.warning(request, str(refusal))
        else:
            said = f"{entry.person}: {mark.minutes} of {session.minutes} minutes."
            messages.success(request, said)
        return redirect("convenings:attendance", pk)
    context = {"session": session, "entry": entry, "form": form, "left": _left_now(session)}
    return form_page(request, "convenings/minutes.html", context)


@require_POST
def send(request: PageRequest, pk: int) -> HttpResponse:
    """Marks that a phone kept while the network was away; what did not count is counted."""
    session = door_of(request, pk)
    form = TapsForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors["taps"][0], status=400, content_type="text/plain")
    people = {entry.person.pk: entry.person for entry in checkin.list_of(session)}
    taps = [
        services.Tap(people[who], is_here=here, at=clock.now() - dt.timedelta(seconds=ago))
        for who, here, ago in form.cleaned_data["taps"]
        if who in people
    ]
    try:
        by = standing_of(request.user).person
        undone = services.merge_taps(session, taps=taps, by=by)
    except services.NotYet as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain")
    unknown = len(form.cleaned_data["taps"]) - len(taps)
    return JsonResponse({"unknown": unknown, "undone": undone})


def _left_now(session: Session) -> int:
    """How early somebody leaves who goes now; 0 before and after the session."""
    if not session.starts_at <= clock.now() < session.ends_at:
        return 0
    return int((session.ends_at - clock.now()).total_seconds() // 60)


def _answer(
    request: PageRequest, session: Session, person_pk: int, words: str, *, undo: str
) -> HttpResponse:
    """The button, the count and a toast for htmx; the page again for everybody else."""
    # A guest whose mark is taken back is no longer on the list, so there is nothing to undo.
    entries = checkin.list_of(session)
    entry = next((e for e in entries if e.person.pk == person_pk), None)
    undo_url = reverse(f"convenings:{undo}", args=[session.pk, person_pk]) if entry else ""
    if request.htmx:
        context = {"entry": entry, "words": words, "undo_url": undo_url}
        group = checkin.group_of(entries, entry.school) if entry else None
        shown = {**_page(session, request.POST), "group": group}
        return render(request, "convenings/marked.html", {**shown, **context})
    messages.success(request, words, extra_tags=undo_url)
    kept = {name: request.POST[name] for name in ("show", "q") if request.POST.get(name)}
    page = reverse("convenings:attendance", args=[session.pk])
    return redirect(f"{page}?{urlencode(kept)}" if kept else page)


def _page(session: Session, asked: QueryDict) -> dict[str, Any]:
    words = asked.get("q", "").strip()
    page = checkin.check_in(session, tab=asked.get("show", ""), words=words)
    return {"session": session, "convening": session.convening, "page": page}


def _entry(session: Session, person_pk: int) -> checkin.Entry:
    """Somebody on the list; marking anybody else would tell that they exist."""
    for entry in checkin.list_of(session):
        if entry.person.pk == person_pk:
            return entry
    raise Http404
