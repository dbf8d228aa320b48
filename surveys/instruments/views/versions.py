"""New instruments and versions, copies, facts, and putting an instrument away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.shortcuts import form_page
from network.access import standing_of
from surveys.instruments import services
from surveys.instruments.forms import CloneForm, FactsForm, NewInstrumentForm
from surveys.instruments.querysets import edits_instruments
from surveys.instruments.refusals import CodeTaken, Refusal
from surveys.instruments.views.editor import edited

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    if not edits_instruments(request.user):
        raise Http404
    form = NewInstrumentForm(request.POST or None)
    if form.is_valid():
        try:
            by = standing_of(request.user).person
            version = services.new_instrument(**form.cleaned_data, by=by)
        except CodeTaken as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, f"{version.instrument} is begun. Add its first section.")
            return redirect("surveys:instrument-edit", pk=version.pk)
    return form_page(request, "surveys/instruments/new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def clone(request: PageRequest, pk: int) -> HttpResponse:
    version = edited(request, pk)
    form = CloneForm(request.POST or None)
    if form.is_valid():
        try:
            by = standing_of(request.user).person
            copy = services.clone_instrument(version, **form.cleaned_data, by=by)
        except CodeTaken as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, f"{copy.instrument} begins with the questions of {version}.")
            return redirect("surveys:instrument-edit", pk=copy.pk)
    return form_page(
        request,
        "surveys/instruments/new.html",
        {"form": form, "version": version, "is_clone": True},
    )


@require_http_methods(["GET", "POST"])
def facts(request: PageRequest, pk: int) -> HttpResponse:
    version = edited(request, pk)
    was_asked = version.instrument.versions.filter(is_frozen=True).exists()
    form = FactsForm(request.POST or None, row=version, was_asked=was_asked)
    if form.is_valid():
        try:
            services.edit_form(
                version,
                instrument=form.instrument_facts(),
                facts=form.version_facts(),
                stamp=form.cleaned_data["stamp"],
                by=standing_of(request.user).person,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The facts are saved.")
            return redirect("surveys:instrument-edit", pk=pk)
    context = {"form": form, "version": version, "was_asked": was_asked}
    return form_page(request, "surveys/instruments/facts.html", context)


@require_POST
def new_version(request: PageRequest, pk: int) -> HttpResponse:
    version = edited(request, pk)
    try:
        by = standing_of(request.user).person
        copy = services.new_version(version.instrument, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(version)
    messages.success(request, f"Version {copy.number} is begun. It can be changed until it opens.")
    return redirect("surveys:instrument-edit", pk=copy.pk)


@require_POST
def archive(request: PageRequest, pk: int) -> HttpResponse:
    version = edited(request, pk)
    services.archive_instrument(version.instrument, by=standing_of(request.user).person)
    undo = reverse("surveys:instrument-restore", args=[pk])
    words = f"{version.instrument} is archived. It is offered no more for new surveys."
    messages.success(request, words, extra_tags=undo)
    return redirect("surveys:instruments")


@require_POST
def restore(request: PageRequest, pk: int) -> HttpResponse:
    version = edited(request, pk)
    services.restore_instrument(version.instrument, by=standing_of(request.user).person)
    messages.success(request, f"{version.instrument} is offered again.")
    return redirect(version)
