"""Coding open answers: the codebook, one's own tags, and how far two coders agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.csv import csv_response
from core.shortcuts import form_page, id_in
from network.access import standing_of
from surveys.instruments.models import Instrument
from surveys.results import services
from surveys.results.forms.words import CodingForm, TagForm
from surveys.results.models import Tag
from surveys.results.querysets import codes_words, runs_surveys, surveys_with_words
from surveys.results.views.words import address_after, address_of, tags_of, words_or_404
from surveys.results.words.coders import coders_of, file_rows, measured

if TYPE_CHECKING:
    import uuid

    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from surveys.results.words.coders import Measured


@require_POST
def code(request: PageRequest, pk: int, answer_pk: uuid.UUID) -> HttpResponse:
    answer = words_or_404(request, pk, answer_pk)
    person = standing_of(request.user).person
    form = CodingForm(request.POST, offered=tags_of(answer.administration))
    if person is None or not form.is_valid():
        messages.error(request, "Choose among the tags of the codebook.")
        return redirect(address_of(answer, request))
    services.code_answer(answer, tags=form.cleaned_data["tags"], by=person)
    if "next" not in request.POST:
        return redirect(address_of(answer, request))
    return redirect(address_after(answer, request))


@require_http_methods(["GET", "POST"])
def codebook(request: PageRequest, pk: int) -> HttpResponse:
    may_edit = runs_surveys(request.user)
    if not (may_edit or (codes_words(request.user) and request.method == "GET")):
        raise Http404
    instrument = get_object_or_404(Instrument, pk=pk)
    form = TagForm(request.POST or None)
    if form.is_valid():
        try:
            tag = services.add_tag(instrument, **form.cleaned_data)
        except services.TagTaken as taken:
            form.add_error("name", str(taken))
        else:
            messages.success(request, f"The tag {tag} is in the codebook.")
            return redirect("surveys:codebook", pk=pk)
    context = {
        "instrument": instrument,
        "tags": list(instrument.tags.all()),
        "form": form,
        "may_edit": may_edit,
    }
    return form_page(request, "surveys/words/codebook.html", context)


@require_http_methods(["GET", "POST"])
def tag(request: PageRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Tag.objects.run_by(request.user).select_related("instrument"), pk=pk)
    form = TagForm(request.POST or None, instance=Tag.objects.get(pk=pk))
    if form.is_valid():
        try:
            services.edit_tag(found, **form.cleaned_data)
        except services.TagTaken as taken:
            form.add_error("name", str(taken))
        else:
            messages.success(request, f"The tag {found} is saved.")
            return redirect("surveys:codebook", pk=found.instrument_id)
    context = {"tag": found, "form": form}
    return form_page(request, "surveys/words/tag.html", context)


@require_POST
def remove_tag(request: PageRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Tag.objects.run_by(request.user), pk=pk)
    services.remove_tag(found)
    undo = reverse("surveys:tag-restore", args=[pk])
    messages.success(request, f"The tag {found} is no longer offered.", extra_tags=undo)
    return redirect("surveys:codebook", pk=found.instrument_id)


@require_POST
def restore_tag(request: PageRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Tag.objects.run_by(request.user), pk=pk)
    services.restore_tag(found)
    messages.success(request, f"The tag {found} is offered again.")
    return redirect("surveys:codebook", pk=found.instrument_id)


@never_cache
@require_GET
def agreement(request: PageRequest, pk: int) -> HttpResponse:
    measured = _measured(request, pk)
    context = {"measured": measured, "administration": measured.administration}
    return render(request, "surveys/words/agreement.html", context)


@require_GET
def agreement_csv(request: PageRequest, pk: int) -> StreamingHttpResponse:
    return csv_response(file_rows(_measured(request, pk)), "coders.csv")


def _measured(request: PageRequest, pk: int) -> Measured:
    surveys = surveys_with_words(request.user).select_related("version__instrument")
    administration = get_object_or_404(surveys, pk=pk)
    coders = coders_of(administration)
    asked = [id_in(request.GET.get(name, "")) for name in ("first", "second")]
    return measured(administration, coders, asked)
