"""The directory: its list, and the same list as CSV and as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_GET

from core.csv import csv_response
from core.lists import Listing
from core.xlsx import xlsx_response
from network.filters import DirectoryFilter
from network.models import Organization
from network.querysets.directory_import import may_import
from network.tables import ORGANIZATION_COLUMNS, complete_organizations
from network.views.lists import list_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import FileResponse, HttpResponse, StreamingHttpResponse

    from core.http import PageRequest


@require_GET
def directory(request: PageRequest) -> HttpResponse:
    return list_page(
        request,
        _narrowed(request),
        _listing(request),
        page_name="network:directory",
        template="network/directory.html",
        may_import=may_import(request.user),
    )


@require_GET
def directory_csv(request: PageRequest) -> StreamingHttpResponse:
    """What the page shows with the same address, all pages of it."""
    return csv_response(_file_rows(request), "directory.csv")


@require_GET
def directory_xlsx(request: PageRequest) -> FileResponse:
    """As `directory_csv`, for a spreadsheet."""
    return xlsx_response(_file_rows(request), "directory.xlsx")


def _narrowed(request: PageRequest) -> DirectoryFilter:
    visible = Organization.objects.visible_to(request.user)
    return DirectoryFilter(request.GET, queryset=visible, user=request.user)


def _listing(request: PageRequest) -> Listing:
    return Listing(ORGANIZATION_COLUMNS, request.GET, complete_organizations)


def _file_rows(request: PageRequest) -> Iterator[list[str]]:
    return _listing(request).file_rows(_narrowed(request).rows)
