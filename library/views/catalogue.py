"""The catalogue: everybody reads what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from core.csv import csv_response
from core.lists import without
from core.shortcuts import page_of
from library.filters import ResourceFilter
from library.models import MoveUse, Resource
from network.access import standing_of
from network.models import Activity
from network.querysets.person import reads_no_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from library.querysets import ResourceQuerySet

HEAD = (
    "Title",
    "Kind",
    "What it is good for",
    "Steps",
    "Minutes",
    "For whom",
    "Components",
    "Indicators",
    "From",
    "Link",
    "Times used",
)


@login_not_required
@require_GET
def resource_list(request: PageRequest) -> HttpResponse:
    """Published resources and moves, narrowed by the address."""
    narrowed = _narrowed(request)
    rows = _found(narrowed).prefetch_related("components")
    context = {
        "filter": narrowed,
        "page": page_of(request, rows),
        "address": without(request.GET),
        "may_suggest": standing_of(request.user).person is not None,
        "may_run": Resource.objects.run_by(request.user).exists(),
    }
    return render(request, "library/resources.html", context)


@login_not_required
@require_GET
def resource_csv(request: PageRequest) -> StreamingHttpResponse:
    """What the list shows, whole."""
    rows = _found(_narrowed(request)).prefetch_related("components", "indicators")
    return csv_response(_lines(rows), "resources.csv")


@login_not_required
@require_GET
def resource_detail(request: PageRequest, pk: int) -> HttpResponse:
    """One resource or move, and who used it how."""
    visible = Resource.objects.visible_to(request.user).select_related("suggested_by", "decided_by")
    resource = get_object_or_404(visible.prefetch_related("components", "indicators"), pk=pk)
    uses = MoveUse.objects.visible_to(request.user).filter(move=resource)
    may_run = Resource.objects.run_by(request.user).filter(pk=pk).exists()
    me = standing_of(request.user).person
    context = {
        "resource": resource,
        "uses": uses.select_related("person", "team__school__agency", "team__district"),
        "counts": resource.uses.standing().counted(),
        "me": me,
        "names_people": not reads_no_names(request.user),
        "may_use": resource.is_move and resource.is_published and me is not None,
        "may_run": may_run,
        "activity": Activity.objects.on_page_of(resource, request.user) if may_run else (),
    }
    return render(request, "library/resource.html", context)


def _narrowed(request: PageRequest) -> ResourceFilter:
    published = Resource.objects.published()
    return ResourceFilter(request.GET, queryset=published, user=request.user)


def _found(narrowed: ResourceFilter) -> ResourceQuerySet:
    rows: ResourceQuerySet = narrowed.rows  # type: ignore[assignment]  # of the queryset given in
    return rows.with_uses()


def _lines(rows: Iterable[Resource]) -> Iterator[Iterable[object]]:
    yield HEAD
    for row in rows:
        yield (
            row.title,
            row.get_kind_display(),
            row.summary,
            row.steps,
            row.minutes or "",
            "; ".join(row.audience_names),
            "; ".join(str(one) for one in row.components.all()),
            "; ".join(str(one) for one in row.indicators.all()),
            row.source,
            row.url,
            row.use_count,
        )
