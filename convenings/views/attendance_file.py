"""Attendance as files: a list read in, a list written out, sheets to sign."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from convenings import services, sheets
from convenings.forms.attendance_file import AttendanceFileForm
from convenings.pages import attendance_file as pages
from convenings.rules.attendance_file import read_rows
from convenings.views.scope import door_of, session_run_by
from core.csv import csv_response
from core.pasted import NotRows
from core.shortcuts import form_page
from network.access import standing_of
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http.response import HttpResponseBase

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def import_file(request: PageRequest, pk: int) -> HttpResponse:
    """Two steps in one address: paste and look, then write. Nothing is kept between them."""
    session = door_of(request, pk)
    form = AttendanceFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"session": session, "convening": session.convening, "form": form}
    if not form.is_valid():
        return form_page(request, "convenings/attendance_import.html", context)
    try:
        judged = pages.Judge(session).judge(read_rows(form.cleaned_data["text"]))
        if "write" in request.POST:
            changed = services.write_attendance_list(
                session,
                lines=_lines(judged),
                guests=[_guest(one) for one in judged if one.outcome == pages.GUEST],
                by=standing_of(request.user).person,
            )
            messages.success(request, _said(changed))
            return redirect("convenings:attendance-grid", pk)
    except (NotRows, services.NotYet) as refusal:
        form.add_error("text", str(refusal))
        return form_page(request, "convenings/attendance_import.html", context)
    context |= {"rows": judged, "text": form.cleaned_data["text"], **_counts(judged)}
    return render(request, "convenings/attendance_preview.html", context)


@require_GET
def export_file(request: PageRequest, pk: int) -> HttpResponseBase:
    """Everybody on the list, for whoever runs the session: it holds e-mail addresses."""
    session = session_run_by(request, pk)
    by = standing_of(request.user).person
    activity.record_export(session, "The attendance was saved as a file.", by=by)
    return csv_response(sheets.lines_of(session), f"attendance-{slugify(session.region)}.csv")


@require_GET
def sheet(request: PageRequest, pk: int) -> HttpResponse:
    """To print and sign."""
    session = door_of(request, pk)
    name = f"sign-in-{slugify(session.region) or session.pk}.pdf"
    return HttpResponse(
        sheets.sheet_of(session),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _lines(judged: Iterable[pages.Judged]) -> list[services.Line]:
    writes = [pages.NEW, pages.CHANGED, pages.GONE]
    return [
        services.Line(one.entry.person, one.entry.team, one.before, one.now)
        for one in judged
        if one.entry is not None and one.outcome in writes
    ]


def _guest(one: pages.Judged) -> services.Guest:
    first, last = one.row.names
    assert one.team is not None  # noqa: S101  a guest without a team is a fault
    return services.Guest(one.row.cells["email"], first, last, one.team, one.minutes)


def _counts(judged: Iterable[pages.Judged]) -> dict[str, int]:
    counted = Counter(one.outcome for one in judged)
    writes = [pages.NEW, pages.CHANGED, pages.GONE, pages.GUEST]
    return {
        "to_write": sum(counted[outcome] for outcome in writes),
        "same": counted[pages.SAME],
        "faults": counted[pages.FAULT],
    }


def _said(changed: int) -> str:
    if not changed:
        return "Everything in the list was known already."
    return f"{changed} mark{'' if changed == 1 else 's'} written."
