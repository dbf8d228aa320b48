"""The directory: its list, and the same as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Lower
from django.views.decorators.http import require_GET

from core.csv import csv_response
from core.shortcuts import page_of, render_page
from network.filters import DirectoryFilter
from network.models import Organization
from network.querysets.directory_import import may_import

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet
    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest

CSV_HEAD = ("IRN", "NCES id", "Name", "Kind", "Belongs to", "City", "State", "Status")


@require_GET
def directory(request: PageRequest) -> HttpResponse:
    narrowed = _narrowed(request)
    context = {
        "filter": narrowed,
        "page": page_of(request, narrowed.qs),
        "may_import": may_import(request.user),
    }
    return render_page(request, "network/directory.html", context, fragment="rows")


@require_GET
def directory_csv(request: PageRequest) -> StreamingHttpResponse:
    """The same rows as the list with the same filters, all pages of it."""
    return csv_response(_csv_rows(_narrowed(request).qs), "directory.csv")


def _narrowed(request: PageRequest) -> DirectoryFilter:
    visible = Organization.objects.visible_to(request.user).with_parent_name()
    # The database sorts capitals before small letters; people do not.
    ordered = visible.order_by(Lower("name"), "pk")
    return DirectoryFilter(request.GET, queryset=ordered, user=request.user)


def _csv_rows(organizations: QuerySet[Organization]) -> Iterator[tuple[str, ...]]:
    yield CSV_HEAD
    kinds, states = dict(Organization.Kind.choices), dict(Organization.Status.choices)
    columns = ("irn", "nces_id", "name", "kind", "parent_name", "city", "state", "status")
    rows = organizations.values_list(*columns)
    for irn, nces_id, name, kind, parent, city, state, status in rows.iterator(chunk_size=1000):
        yield irn, nces_id, name, kinds[kind], parent, city, state, states[status]
