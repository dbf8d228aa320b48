"""The grid after the day: everybody on one page, saved once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from convenings import services
from convenings.forms import attendance_grid as forms
from convenings.models import Attendance
from convenings.pages import checkin
from convenings.views.scope import door_of
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenings.models import Session
    from core.http import PageRequest

MEANWHILE = "Somebody else changed this meanwhile to: {}. Save again to keep what stands here."


@require_http_methods(["GET", "POST"])
def grid(request: PageRequest, pk: int) -> HttpResponse:
    """What is typed stays until it is saved or somebody leaves the page."""
    session = door_of(request, pk)
    entries = checkin.by_name(session)
    if request.method == "GET":
        rows = forms.shown_rows(entries, tick_expected="all" in request.GET)
        return _page(request, session, rows)
    rows = forms.typed_rows(entries, request.POST, session)
    try:
        saved = services.save_attendance(
            session,
            lines=[_line(row) for row in rows if row.is_changed],
            way=Attendance.Way.LIST,
            by=standing_of(request.user).person,
        )
    except services.NotYet as refusal:
        messages.warning(request, str(refusal))
        return _page(request, session, rows, status=422)
    rows = forms.with_faults(rows, {pk: _told(mark) for pk, mark in saved.refused.items()})
    if any(row.fault for row in rows):
        return _page(request, session, rows, status=422, saved=saved.changed)
    messages.success(request, _said(saved.changed))
    return redirect("convenings:attendance-grid", pk)


def _page(
    request: PageRequest,
    session: Session,
    rows: list[forms.Row],
    *,
    status: int = 200,
    saved: int = 0,
) -> HttpResponse:
    context = {
        "session": session,
        "convening": session.convening,
        "rows": rows,
        "here": sum(row.entry.is_here for row in rows),
        "is_filled": "all" in request.GET,
        "faulty": [row for row in rows if row.fault],
        "saved": saved,
    }
    return render(request, "convenings/attendance_grid.html", context, status=status)


def _line(row: forms.Row) -> services.Line:
    return services.Line(row.entry.person, row.entry.team, row.before, row.now)


def _told(mark: Attendance | None) -> tuple[str, str]:
    words = "not here"
    if mark is not None:
        words = f"here, {mark.late_minutes} late, {mark.early_minutes} left early"
    return MEANWHILE.format(words), forms.as_kept(mark)


def _said(changed: int) -> str:
    if not changed:
        return "Nothing was changed."
    return f"{changed} mark{'' if changed == 1 else 's'} saved."
