"""What a state administrator decides about an import between its dry run and its writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from network.access import standing_of
from network.directory.files import Refused
from network.forms.imports import AcceptForm, AgenciesForm, MissingForm, ReaderForm
from network.services import directory_import as imports
from network.views.imports import check_and_show, unwritten

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def import_agencies(request: PageRequest, pk: int) -> HttpResponse:
    directory_import = unwritten(request, pk)
    agencies = directory_import.report.get("unconfirmed", [])
    if not agencies:
        return redirect("network:import", pk)
    form = AgenciesForm(request.POST or None, agencies=agencies)
    if form.is_valid():
        by = standing_of(request.user).person
        imports.confirm_agencies(directory_import, centers=form.decisions, by=by)
        messages.success(request, f"{len(form.decisions)} agencies confirmed.")
        return check_and_show(request, directory_import)
    context = {"form": form, "directory_import": directory_import}
    return render(request, "network/import_agencies.html", context)


@require_POST
def import_reader(request: PageRequest, pk: int) -> HttpResponse:
    directory_import = unwritten(request, pk)
    form = ReaderForm(request.POST)
    if form.is_valid():
        try:
            imports.read_as(directory_import, reader=form.cleaned_data["reader"])
        except Refused as refused:
            messages.error(request, str(refused))
    return redirect("network:import-columns", pk)


@require_POST
def import_accept(request: PageRequest, pk: int) -> HttpResponse:
    directory_import = unwritten(request, pk)
    form = AcceptForm(request.POST, kept=directory_import.report.get("kept", []))
    if form.is_valid():
        imports.decide(directory_import, accepted=form.accepted)
        return check_and_show(request, directory_import, show="kept")
    messages.error(request, "These fields are no longer edited here. Look at the list again.")
    return redirect(reverse("network:import", args=[pk], query={"show": "kept"}))


@require_POST
def import_missing(request: PageRequest, pk: int) -> HttpResponse:
    directory_import = unwritten(request, pk)
    form = MissingForm(request.POST)
    if form.is_valid():
        imports.decide(directory_import, closes_missing=form.cleaned_data["closes_missing"])
    return check_and_show(request, directory_import, show="vanished")
