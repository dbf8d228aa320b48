"""The pages of a cohort: its roster, what its teams reached, and what is offered for its tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from accounts.proof import recent_proof_required
from cohorts.forms.roster import RosterFilter
from cohorts.pages import head as heads
from cohorts.pages.head import head_of
from cohorts.pages.milestones import board_of
from cohorts.pages.roster import Roster
from cohorts.rules.standing import RULE
from core import offers
from core.csv import csv_response
from core.lists import without
from core.shortcuts import render_page
from core.xlsx import xlsx_response
from network.access import standing_of
from network.models import Activity
from network.services import activity

if TYPE_CHECKING:
    from django.http import FileResponse, HttpResponse, StreamingHttpResponse

    from core.http import PageRequest


@require_GET
def roster(request: PageRequest, pk: int) -> HttpResponse:
    head = head_of(request.user, pk, "teams")
    found = Roster(head.cohort, request.user, request.GET)
    supporters = found.supporters if found.may_change else None
    context = {
        "head": head,
        "cohort": head.cohort,
        "roster": found,
        "rows": found.rows,
        "rule": RULE,
        "filter": RosterFilter(request.GET, counts=found.counts, supporters=supporters),
        "address": without(request.GET),
        "is_narrowed": bool(without(request.GET, "sort")),
        "panels": offers.panels_on("cohort"),
    }
    return render_page(request, "cohorts/detail.html", context, fragment="rows")


@recent_proof_required
@require_GET
def roster_csv(request: PageRequest, pk: int) -> StreamingHttpResponse:
    """What the page shows with the same address. The log keeps who took it."""
    found = _exported(request, pk)
    return csv_response(found.lines(), f"{slugify(str(found.cohort))}-teams.csv")


@recent_proof_required
@require_GET
def roster_xlsx(request: PageRequest, pk: int) -> FileResponse:
    """As `roster_csv`, for a spreadsheet."""
    found = _exported(request, pk)
    return xlsx_response(found.lines(), f"{slugify(str(found.cohort))}-teams.xlsx")


@require_GET
def milestones(request: PageRequest, pk: int) -> HttpResponse:
    head = head_of(request.user, pk, "milestones")
    board = board_of(head.cohort, request.user)
    context = {"head": head, "cohort": head.cohort, "board": board, "rule": RULE}
    return render(request, "cohorts/milestones.html", context)


@require_GET
def attendance(request: PageRequest, pk: int) -> HttpResponse:
    return _offered(request, pk, "attendance", heads.ATTENDANCE)


@require_GET
def prework(request: PageRequest, pk: int) -> HttpResponse:
    return _offered(request, pk, "prework", heads.PREWORK)


@require_GET
def about(request: PageRequest, pk: int) -> HttpResponse:
    head = head_of(request.user, pk, "about")
    context = {
        "head": head,
        "cohort": head.cohort,
        "activity": Activity.objects.on_page_of(head.cohort, request.user),
    }
    return render(request, "cohorts/about.html", context)


def _offered(request: PageRequest, pk: int, tab: str, panels: str) -> HttpResponse:
    """A tab that other apps fill."""
    head = head_of(request.user, pk, tab)
    context = {"head": head, "cohort": head.cohort, "panels": offers.panels_on(panels), "tab": tab}
    return render(request, "cohorts/offered_tab.html", context)


def _exported(request: PageRequest, pk: int) -> Roster:
    """Written into the log before the first row leaves."""
    cohort = head_of(request.user, pk, "teams").cohort
    found = Roster(cohort, request.user, request.GET)
    if not found.may_change:
        raise Http404
    words = f"Took out a list of {len(found.rows)} teams."
    activity.record_export(cohort, words, by=standing_of(request.user).person)
    return found
