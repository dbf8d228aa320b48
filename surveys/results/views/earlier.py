"""A release at its own address: cited figures stay readable after newer ones came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from core.shortcuts import page_of
from surveys.results.models import ReleasedUnit
from surveys.results.pages.earlier_page import EarlierPage

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def release_at(request: PageRequest, pk: int, number: int) -> HttpResponse:
    """The network's figures in one release."""
    rows = ReleasedUnit.objects.visible_to(request.user).with_place()
    row = get_object_or_404(
        rows, release__administration=pk, release__number=number, unit__parent=None
    )
    return _show(request, row)


@require_GET
def release_at_unit(request: PageRequest, pk: int, number: int, unit_pk: int) -> HttpResponse:
    """The figures of one unit in one release."""
    rows = ReleasedUnit.objects.visible_to(request.user).with_place()
    row = get_object_or_404(rows, release__administration=pk, release__number=number, unit=unit_pk)
    return _show(request, row)


def _show(request: PageRequest, row: ReleasedUnit) -> HttpResponse:
    seen = ReleasedUnit.objects.visible_to(request.user).filter(release=row.release)
    inside = seen.filter(unit__parent=row.unit).select_related("unit")
    context = {"page": EarlierPage(row), "inside": page_of(request, inside)}
    return render(request, "surveys/results/earlier.html", context)
