"""The frame: how many people each school has, and which of them are invited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.csv import csv_response
from core.shortcuts import page_of
from core.xlsx import xlsx_response
from network.access import standing_of
from surveys.collection import services
from surveys.collection.filters import FrameFilter
from surveys.collection.forms import PasteForm
from surveys.collection.frame_lines import read_lines
from surveys.collection.frame_page import file_rows, frame_rows, totals_of, typed_schools
from surveys.collection.frame_proposal import proposal_of, roster_text
from surveys.collection.models import Administration
from surveys.collection.refusals import Refusal

if TYPE_CHECKING:
    from django.http import FileResponse, HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from surveys.collection.frame_proposal import Proposal
    from surveys.collection.services import FrameRow

SCHOOLS_PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def frame(request: PageRequest, pk: int) -> HttpResponse:
    administration = _run(request, pk)
    if request.method != "POST":
        return _page(request, administration)
    rows = frame_rows(administration, typed_schools(request.POST), request.POST)
    # Every row is checked, not only up to the first fault.
    faults = sum(not row.form.is_valid() for row in rows)
    if not faults and _save(request, administration, [row.wanted for row in rows]):
        return redirect(request.get_full_path())
    return _page(request, administration, rows=rows, faults=faults)


@require_POST
def paste(request: PageRequest, pk: int) -> HttpResponse:
    """First only shown; taken with a second button, from the same lines."""
    administration = _run(request, pk)
    form = PasteForm(request.POST, request.FILES, roles=administration.version.roles)
    if not form.is_valid():
        return _page(request, administration, form=form)
    proposal = proposal_of(administration, form.reading)
    takes = "take" in request.POST and not proposal.faults
    if takes and _save(request, administration, proposal.rows):
        return redirect("surveys:frame", pk=pk)
    return _preview(request, administration, proposal, form.cleaned_data["text"])


@require_GET
def roster(request: PageRequest, pk: int) -> HttpResponse:
    """What the directory knows, as lines to accept or change; nothing is taken."""
    administration = _run(request, pk)
    text = roster_text(administration)
    if not text or not administration.is_draft:
        messages.error(request, "Nobody is known yet at the schools of this survey.")
        return redirect("surveys:frame", pk=pk)
    proposal = proposal_of(administration, read_lines(text, administration.version.roles))
    return _preview(request, administration, proposal, text, is_roster=True)


@require_GET
def frame_csv(request: PageRequest, pk: int) -> StreamingHttpResponse:
    administration = _run(request, pk)
    return csv_response(file_rows(administration), f"frame-{pk}.csv")


@require_GET
def frame_xlsx(request: PageRequest, pk: int) -> FileResponse:
    administration = _run(request, pk)
    return xlsx_response(file_rows(administration), f"frame-{pk}.xlsx")


def _run(request: PageRequest, pk: int) -> Administration:
    mine = Administration.objects.run_by(request.user)
    return get_object_or_404(mine.select_related("version__instrument", "cohort"), pk=pk)


def _save(request: PageRequest, administration: Administration, rows: list[FrameRow]) -> bool:
    """Whether the frame could be changed; either is said on the next page."""
    try:
        services.change_school_frame(administration, rows=rows, by=standing_of(request.user).person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, "The frame is saved. It can be changed until the survey opens.")
    return True


def _page(request: PageRequest, administration: Administration, **context: Any) -> HttpResponse:
    narrowed = FrameFilter(request.GET, administration=administration)
    page = page_of(request, narrowed.qs, per_page=SCHOOLS_PER_PAGE)
    context.setdefault("rows", frame_rows(administration, page))
    context.setdefault("form", PasteForm(roles=administration.version.roles))
    context |= {
        "administration": administration,
        "roles": administration.version.roles,
        "filter": narrowed,
        "page": page,
        "totals": totals_of(administration),
        "is_narrowed": any(request.GET.get(name) for name in narrowed.filters),
    }
    return render(request, "surveys/frame.html", context)


def _preview(
    request: PageRequest,
    administration: Administration,
    proposal: Proposal,
    text: str,
    *,
    is_roster: bool = False,
) -> HttpResponse:
    context = {
        "administration": administration,
        "proposal": proposal,
        "form": PasteForm(roles=administration.version.roles, initial={"lines": text}),
        "is_roster": is_roster,
    }
    return render(request, "surveys/frame_preview.html", context)
