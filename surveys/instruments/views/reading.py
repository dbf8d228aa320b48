"""Pages that show forms as they are asked, without anybody's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from core.csv import csv_response
from core.shortcuts import page_of, render_page
from surveys.instruments.bank import bank_rows, file_rows
from surveys.instruments.describing import description_of, json_of
from surveys.instruments.formats.xlsform_out import xlsform_of
from surveys.instruments.models import Instrument, InstrumentVersion, Item
from surveys.instruments.querysets import edits_instruments

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from core.http import PageRequest


@require_GET
def instrument_list(request: PageRequest) -> HttpResponse:
    """Every form we can ask with; with `q` the questions that hold these words."""
    may_edit = edits_instruments(request.user)
    archived = may_edit and request.GET.get("archived") == "yes"
    visible = Instrument.objects.visible_to(request.user).filter(archived_at__isnull=not archived)
    query = request.GET.get("q", "").strip()
    newest_first = InstrumentVersion.objects.without_variants().order_by("-number")
    context = {
        "instruments": visible.prefetch_related(Prefetch("versions", newest_first)),
        "archived": archived,
        "may_edit": may_edit,
        "query": query,
        "page": page_of(request, bank_rows(request.user, query)) if query else None,
    }
    return render_page(request, "surveys/instruments/list.html", context, fragment="rows")


@require_GET
def items_csv(request: PageRequest) -> StreamingHttpResponse:
    """The item bank as a file, or what a search found in it."""
    return csv_response(file_rows(request.user, request.GET.get("q", "")), "questions.csv")


@require_GET
def form_json(request: PageRequest, pk: int) -> HttpResponse:
    """A version as our own file, which reading brings back as it is."""
    version = _version(request, pk)
    return _download(json_of(version), "application/json", f"{_name(version)}.json")


@require_GET
def form_xlsx(request: PageRequest, pk: int) -> HttpResponse:
    """A version as XLSForm, for other tools."""
    version = _version(request, pk)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download(xlsform_of(description_of(version)), kind, f"{_name(version)}.xlsx")


@require_GET
def preview(request: PageRequest, pk: int) -> HttpResponse:
    """The form with its codes and indicators, for those who plan."""
    version = _version(request, pk)
    asked = Item.objects.filter(removed_at=None).select_related("scale", "indicator")
    context = {
        "version": version,
        "sections": version.sections.prefetch_related(Prefetch("items", asked)),
        "versions": version.instrument.versions.without_variants().order_by("-number"),
        "may_edit": edits_instruments(request.user),
    }
    return render(request, "surveys/instruments/preview.html", context)


def _version(request: PageRequest, pk: int) -> InstrumentVersion:
    visible = InstrumentVersion.objects.visible_to(request.user).select_related("instrument")
    return get_object_or_404(visible, pk=pk)


def _name(version: InstrumentVersion) -> str:
    return f"{version.instrument.code}-version-{version.number}"


def _download(content: str | bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
