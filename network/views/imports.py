"""Importing a directory list: upload, columns, agencies, dry run, writing. State admins only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.csv import csv_response
from core.shortcuts import ROWS_PER_PAGE, page_of, render_page
from core.xlsx import xlsx_response
from network.access import standing_of
from network.directory.files import Refused
from network.directory.template import example_rows
from network.forms.imports import ColumnsForm, ReaderForm, UploadForm
from network.models import Activity, DirectoryImport
from network.querysets.directory_import import may_import
from network.services import directory_import as imports
from network.services.directory_files import faulty_rows, table_of, years_in
from network.services.directory_preview import Preview

if TYPE_CHECKING:
    from django.http import FileResponse, HttpResponse, StreamingHttpResponse

    from core.http import PageRequest


@require_GET
def import_list(request: PageRequest) -> HttpResponse:
    _refuse_others(request)
    visible = DirectoryImport.objects.run_by(request.user).with_counts()
    page = page_of(request, visible.select_related("uploaded_by"))
    return render(request, "network/imports.html", {"page": page})


@require_http_methods(["GET", "POST"])
def import_new(request: PageRequest) -> HttpResponse:
    _refuse_others(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        by = standing_of(request.user).person
        try:
            reader = form.cleaned_data["reader"]
            started = imports.start_import(file.read(), file_name=file.name, reader=reader, by=by)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return check_and_show(request, started)
    return render(request, "network/import_new.html", {"form": form})


@require_GET
def import_template(request: PageRequest) -> StreamingHttpResponse:
    _refuse_others(request)
    return csv_response(example_rows(), "directory-template.csv")


@require_GET
def import_detail(request: PageRequest, pk: int) -> HttpResponse:
    directory_import = import_of(request, pk)
    if directory_import.state == DirectoryImport.State.UPLOADED:
        return redirect("network:import-columns", pk)
    preview = Preview.of(directory_import, request.GET.get("show", ""))
    page = Paginator(preview.lines, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "directory_import": directory_import,
        "is_written": directory_import.state == DirectoryImport.State.APPLIED,
        "preview": preview,
        "page": page,
        "activity": Activity.objects.about(directory_import),
    }
    return render_page(request, "network/import.html", context, fragment="rows")


@require_http_methods(["GET", "POST"])
def import_columns(request: PageRequest, pk: int) -> HttpResponse:
    directory_import = unwritten(request, pk)
    if directory_import.reader == DirectoryImport.Reader.ONEROSTER:
        return check_and_show(request, directory_import)
    table = table_of(directory_import)
    form = ColumnsForm(
        request.POST or None,
        directory_import=directory_import,
        header=table.header,
        years=years_in(directory_import, table),
    )
    if form.is_valid():
        try:
            imports.choose(
                directory_import,
                mapping=form.mapping,
                year=form.year,
                is_history=form.is_history,
                puts_zeros_back=form.cleaned_data["puts_zeros_back"],
            )
            imports.check_import(directory_import)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("network:import", pk)
    context = {
        "form": form,
        "reader_form": ReaderForm(initial={"reader": directory_import.reader}),
        "directory_import": directory_import,
        "rows": table.rows[:3],
    }
    return render(request, "network/import_columns.html", context)


@require_POST
def import_write(request: PageRequest, pk: int) -> HttpResponse:
    directory_import = import_of(request, pk)
    by = standing_of(request.user).person
    try:
        written = imports.apply_import(directory_import, by=by)
    except (imports.DecisionsNeeded, imports.NothingChecked, *Refused) as refused:
        messages.error(request, str(refused))
    else:
        rows = imports.written(written.report["counts"])
        messages.success(request, f"{rows:,} rows written to the directory.")
    return redirect("network:import", pk)


@require_GET
def import_faults(request: PageRequest, pk: int) -> StreamingHttpResponse:
    return csv_response(faulty_rows(import_of(request, pk)), f"faulty-rows-{pk}.csv")


@require_GET
def import_faults_xlsx(request: PageRequest, pk: int) -> FileResponse:
    return xlsx_response(faulty_rows(import_of(request, pk)), f"faulty-rows-{pk}.xlsx")


def _refuse_others(request: PageRequest) -> None:
    if not may_import(request.user):
        raise Http404


def import_of(request: PageRequest, pk: int) -> DirectoryImport:
    """An import this person may see, or a 404."""
    return get_object_or_404(DirectoryImport.objects.run_by(request.user), pk=pk)


def unwritten(request: PageRequest, pk: int) -> DirectoryImport:
    """An import that can still be decided about, or a 404."""
    return get_object_or_404(DirectoryImport.objects.run_by(request.user).waiting(), pk=pk)


def check_and_show(
    request: PageRequest, directory_import: DirectoryImport, *, show: str = ""
) -> HttpResponse:
    """On to the dry run; where the file leaves a question, on to the page that asks it."""
    try:
        imports.check_import(directory_import)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("network:import-columns", directory_import.pk)
    query = {"show": show} if show else None
    return redirect(reverse("network:import", args=[directory_import.pk], query=query))
