"""Pages of released figures. Each unit has one address; what it shows is the same for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from core.csv import csv_response
from core.xlsx import xlsx_response
from surveys.collection.models import Administration
from surveys.results.filters import ResultsChoice
from surveys.results.models import ReleasedUnit
from surveys.results.pages.download import as_json, table
from surveys.results.pages.groups import by_of
from surveys.results.pages.page import results_page
from surveys.results.pages.readers import items_of
from surveys.results.words.comments import comments_of

if TYPE_CHECKING:
    from django.http import FileResponse, HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from surveys.results.pages.page import ResultsPage


@require_GET
def results(request: PageRequest, pk: int) -> HttpResponse:
    """The whole network's figures, or when they will come."""
    administration = get_object_or_404(Administration.objects.visible_to(request.user), pk=pk)
    row = (
        ReleasedUnit.objects.visible_to(request.user)
        .current()
        .with_place()
        .filter(release__administration=administration, unit__parent=None)
        .first()
    )
    if row is None:
        return render(
            request, "surveys/results/not_released.html", {"administration": administration}
        )
    return _show(request, row)


@require_GET
def results_unit(request: PageRequest, pk: int, unit_pk: int) -> HttpResponse:
    """The figures of one service center, district, school or session."""
    return _show(request, _row(request, pk, unit_pk))


@require_GET
def results_csv(request: PageRequest, pk: int, unit_pk: int) -> StreamingHttpResponse:
    """The figures of a unit and of those listed under it, as a table."""
    return csv_response(table(_page(request, pk, unit_pk)), f"results-{pk}-{unit_pk}.csv")


@require_GET
def results_xlsx(request: PageRequest, pk: int, unit_pk: int) -> FileResponse:
    """The same table for Excel."""
    return xlsx_response(table(_page(request, pk, unit_pk)), f"results-{pk}-{unit_pk}.xlsx")


@require_GET
def results_json(request: PageRequest, pk: int, unit_pk: int) -> JsonResponse:
    """The same figures for programs."""
    return JsonResponse(as_json(_page(request, pk, unit_pk)))


def _row(request: PageRequest, pk: int, unit_pk: int) -> ReleasedUnit:
    """The unit's released figures, if this person may open them."""
    visible = ReleasedUnit.objects.visible_to(request.user).current().with_place()
    return get_object_or_404(visible, release__administration=pk, unit=unit_pk)


def _page(request: PageRequest, pk: int, unit_pk: int) -> ResultsPage:
    """What a file is made of; a form without figures has none."""
    row = _row(request, pk, unit_pk)
    if not row.release.items:
        raise Http404
    return results_page(row, request.user, _choice(request, row))


def _choice(request: PageRequest, row: ReleasedUnit) -> ResultsChoice:
    return ResultsChoice(request.GET, items_of(row.release), by_of(row.unit, row.release))


def _show(request: PageRequest, row: ReleasedUnit) -> HttpResponse:
    if not row.release.items:  # a form that asks for words or facts only
        context = {"administration": row.release.administration}
        return render(request, "surveys/results/no_figures.html", context)
    choice = _choice(request, row)
    page = results_page(row, request.user, choice)
    shown = {"page": page, "choice": choice, "comments": comments_of(row)}
    return render(request, "surveys/results/unit.html", shown)
