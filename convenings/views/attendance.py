"""Check-in: one tap per person, with or without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenings import services
from convenings.forms.attendance import GuestForm
from convenings.models import Session
from convenings.pages import checkin
from network.access import standing_of
from network.models import Activity

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from core.http import PageRequest

LINES_OF_ACTIVITY = 20


@require_GET
def attendance(request: PageRequest, pk: int) -> HttpResponse:
    session = _run_by(request, pk)
    page = _page(session, request.GET)
    if request.htmx:
        return render(request, "convenings/found.html", page)
    activity = Activity.objects.on_page_of(session, request.user, lines=LINES_OF_ACTIVITY)
    return render(request, "convenings/attendance.html", {**page, "activity": activity})


@require_POST
def mark(request: PageRequest, pk: int, person_pk: int) -> HttpResponse:
    session = _run_by(request, pk)
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
    session = _run_by(request, pk)
    entry = _entry(session, person_pk)
    by = standing_of(request.user).person
    services.unmark_attendance(session, person=entry.person, by=by)
    return _answer(request, session, person_pk, f"{entry.person} is not here.", undo="mark")


@require_http_methods(["GET", "POST"])
def guest(request: PageRequest, pk: int) -> HttpResponse:
    session = _run_by(request, pk)
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
    return render(request, "convenings/guest.html", {"session": session, "form": form})


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


def _run_by(request: PageRequest, pk: int) -> Session:
    mine = Session.objects.run_by(request.user).select_related("convening__cohort")
    return get_object_or_404(mine, pk=pk)
