"""Bringing in answers that were given elsewhere: upload, columns, dry run, writing."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.csv import csv_response
from core.shortcuts import form_page
from network.access import standing_of
from network.roles import Role
from network.services.long_work import ask_for
from surveys.collection import arrival_work
from surveys.collection.arrivals.report import Report
from surveys.collection.arrivals.words import fault_kinds, told_columns, told_rows
from surveys.collection.forms.arrival_columns import ColumnsForm
from surveys.collection.forms.arrivals import ArrivalForm
from surveys.collection.models import Administration, AnswerFile
from surveys.collection.refusals import Refusal
from surveys.collection.services import answer_files
from surveys.collection.services.arrivals import form_for
from surveys.instruments.questionnaire import questionnaire_of

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from network.models import Person

# A file this small is checked while the page waits; larger ones are long work.
AT_ONCE = 300_000  # bytes
FAULTS_SHOWN = 100
SAMPLES = 3


@require_http_methods(["GET", "POST"])
def arrivals(request: PageRequest) -> HttpResponse:
    by = _person(request)
    form = ArrivalForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            kept = answer_files.keep_file(
                given["instrument"], given["file"], told=given["told"], by=by
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("surveys:arrival-columns", pk=kept.pk)
    waiting = AnswerFile.objects.run_by(request.user).waiting().select_related("instrument")
    context = {"form": form, "waiting": waiting.select_related("uploaded_by", "instrument")}
    return form_page(request, "surveys/arrivals/new.html", context)


@require_http_methods(["GET", "POST"])
def columns(request: PageRequest, pk: int) -> HttpResponse:
    kept = _kept(request, pk)
    with TemporaryDirectory() as folder:
        try:
            table = answer_files.table_of(kept, Path(folder))
            form = ColumnsForm(
                request.POST or None,
                form=questionnaire_of(form_for(kept.instrument, kept.told)),
                header=table.header,
                told=kept.told,
            )
            first = [cells for _, cells in islice(table.rows(), SAMPLES)]
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("surveys:arrivals")
    if form.is_valid():
        try:
            answer_files.choose_columns(kept, told=form.told())
        except Refusal as refusal:
            form.add_error("header_row", str(refusal))
        else:
            return _check(request, kept)
    samples = [
        (name, [row[at] for row in first if at < len(row)]) for at, name in enumerate(table.header)
    ]
    context = {"form": form, "kept": kept, "samples": samples}
    return form_page(request, "surveys/arrivals/columns.html", context)


@require_GET
def arrival(request: PageRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(AnswerFile.objects.run_by(request.user), pk=pk)
    if kept.report is None:
        return redirect("surveys:arrival-columns", pk=kept.pk)
    report = Report.from_dict(kept.report)
    kinds = fault_kinds(report)
    context = {
        "kept": kept,
        "report": report,
        "rows": list(told_rows(report)),
        "columns": list(told_columns(report)),
        "faults": kinds[:FAULTS_SHOWN],
        "kinds": len(kinds),
    }
    return render(request, "surveys/arrivals/report.html", context)


@require_POST
def check(request: PageRequest, pk: int) -> HttpResponse:
    return _check(request, _kept(request, pk))


@require_GET
def map_file(request: PageRequest, pk: int) -> JsonResponse:
    """The map, for the next file or for the command line."""
    kept = get_object_or_404(AnswerFile.objects.run_by(request.user), pk=pk)
    response = JsonResponse(kept.told, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="map-{kept.pk}.json"'
    return response


@require_GET
def faults_csv(request: PageRequest, pk: int) -> StreamingHttpResponse:
    kept = get_object_or_404(AnswerFile.objects.run_by(request.user), pk=pk)
    report = Report.from_dict(kept.report or {"file": kept.file_name})
    rows = ((fault.row, fault.column, fault.value, fault.reason) for fault in report.faults)
    head = ("row", "column", "value", "reason")
    return csv_response([head, *rows], f"faulty-rows-{kept.pk}.csv")


@require_POST
def bring_in(request: PageRequest, pk: int) -> HttpResponse:
    kept = _kept(request, pk)
    if kept.report is None:
        messages.error(request, "Check the file first.")
        return redirect("surveys:arrival-columns", pk=kept.pk)
    title = f"Bring in {kept.file_name}"
    by = _person(request)
    return redirect(
        ask_for(kind=arrival_work.BRING_IN, title=title, parameters={"file": kept.pk}, by=by)
    )


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    kept = _kept(request, pk)
    try:
        answer_files.remove_file(kept)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{kept.file_name} is deleted. Nothing of it was written.")
    return redirect("surveys:arrivals")


@require_http_methods(["GET", "POST"])
def take_back(request: PageRequest, pk: int) -> HttpResponse:
    """Confirmed on a page of its own: the file is no longer here."""
    mine = Administration.objects.run_by(request.user).filter(imported_at__isnull=False)
    administration = get_object_or_404(mine.select_related("version__instrument"), pk=pk)
    if request.method == "POST":
        try:
            answer_files.take_back(administration, by=standing_of(request.user).person)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("surveys:administration", pk=pk)
        messages.success(request, f"{administration} and its answers are deleted.")
        return redirect("surveys:arrivals")
    return render(request, "surveys/arrivals/take_back.html", {"administration": administration})


def _check(request: PageRequest, kept: AnswerFile) -> HttpResponse:
    if kept.file.size > AT_ONCE:
        title = f"Check {kept.file_name}"
        job = ask_for(
            kind=arrival_work.CHECK, title=title, parameters={"file": kept.pk}, by=_person(request)
        )
        return redirect(job)
    try:
        answer_files.check_file(kept)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:arrival-columns", pk=kept.pk)
    return redirect(kept)


def _kept(request: PageRequest, pk: int) -> AnswerFile:
    """A file that is not brought in, or a 404."""
    return get_object_or_404(AnswerFile.objects.run_by(request.user).waiting(), pk=pk)


def _person(request: PageRequest) -> Person:
    standing = standing_of(request.user)
    if standing.person is None or not standing.holds(Role.STATE_ADMIN):
        raise Http404
    return standing.person
