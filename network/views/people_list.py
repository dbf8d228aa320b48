"""The list of people, and the same list as CSV and as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.views.decorators.http import require_GET

from accounts.proof import recent_proof_required
from core.csv import csv_response
from core.lists import Listing
from core.xlsx import xlsx_response
from network.access import standing_of
from network.filters import PeopleFilter
from network.models import Person
from network.querysets.person import adds_people, sees_people
from network.services import activity
from network.tables import PEOPLE_COLUMNS, complete_people
from network.views.lists import list_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import FileResponse, HttpResponse, StreamingHttpResponse

    from core.http import PageRequest


@require_GET
def people(request: PageRequest) -> HttpResponse:
    return list_page(
        request,
        _narrowed(request),
        Listing(PEOPLE_COLUMNS, request.GET, complete_people),
        page_name="network:people",
        template="network/people.html",
        may_add=adds_people(request.user),
    )


@recent_proof_required
@require_GET
def people_csv(request: PageRequest) -> StreamingHttpResponse:
    """What the page shows with the same address, all pages of it. The log keeps who took it."""
    return csv_response(_file_rows(request), "people.csv")


@recent_proof_required
@require_GET
def people_xlsx(request: PageRequest) -> FileResponse:
    """As `people_csv`, for a spreadsheet."""
    return xlsx_response(_file_rows(request), "people.xlsx")


def _narrowed(request: PageRequest) -> PeopleFilter:
    if not sees_people(request.user):
        raise Http404
    visible = Person.objects.visible_to(request.user)
    return PeopleFilter(request.GET, queryset=visible, user=request.user)


def _file_rows(request: PageRequest) -> Iterator[list[str]]:
    """Written into the log before the first row leaves."""
    narrowed = _narrowed(request)
    me = standing_of(request.user).person
    if me is not None:
        words = "; ".join(f"{pill.label}: {pill.value}" for pill in narrowed.pills) or "everybody"
        count = narrowed.rows.count()
        activity.record_export(me, f"Took out a list of {count} people ({words}).", by=me)
    return Listing(PEOPLE_COLUMNS, request.GET, complete_people).file_rows(narrowed.rows)
