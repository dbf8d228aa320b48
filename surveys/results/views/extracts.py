"""Rows for evaluators: the report before taking, the rows, their codebook, and people's words.

After the last day, or when the agreement was ended, none of these addresses is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.proof import recent_proof_required
from core.csv import csv_response
from core.personal import personal
from core.shortcuts import form_page
from network.access import standing_of
from network.services.long_work import ask_for
from surveys.results.evaluators.codebooks import codebook, conditions
from surveys.results.evaluators.extract_columns import MISSING
from surveys.results.evaluators.extracts import Rows
from surveys.results.exports.layout import layout_of
from surveys.results.exports.work import KIND
from surveys.results.forms.extracts import ExtractForm
from surveys.results.models import Agreement
from surveys.results.querysets import WORDS
from surveys.results.services import agreements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from network.models import Person
    from surveys.results.querysets import OpenAnswerQuerySet


@personal
@require_GET
def extract(request: PageRequest, pk: int, administration_pk: int) -> HttpResponse:
    """What would leave, and how coarse, before it does."""
    rows = _rows(request, pk, administration_pk)
    return _page(request, rows, ExtractForm(rows=rows))


@recent_proof_required
@require_POST
def extract_take(request: PageRequest, pk: int, administration_pk: int) -> HttpResponse:
    """Have the file made; whoever asked finds it among their files."""
    rows = _rows(request, pk, administration_pk)
    if rows.coarsened is None:
        raise Http404
    form = ExtractForm(request.POST, rows=rows)
    if not form.is_valid():
        return _page(request, rows, form)
    job = ask_for(
        kind=KIND,
        title=f"Rows of {rows.administration}, {form.in_words}",
        parameters={"agreement": pk, "administration": administration_pk, **form.cleaned_data},
        by=_person(request),
    )
    return redirect(job)


@personal
@require_GET
def codebook_csv(request: PageRequest, pk: int, administration_pk: int) -> StreamingHttpResponse:
    rows = _rows(request, pk, administration_pk)
    lines = codebook(rows, layout_of(rows))
    return csv_response(lines, f"codebook-{pk}-{administration_pk}.csv")


@recent_proof_required
@require_GET
@never_cache
def words_csv(request: PageRequest, pk: int, administration_pk: int) -> StreamingHttpResponse:
    rows = _rows(request, pk, administration_pk)
    try:
        found = agreements.take_words(rows, by=_person(request))
    except agreements.NothingToTake as refusal:
        raise Http404 from refusal
    return csv_response(_words(found), f"words-{pk}-{administration_pk}.csv")


def _page(request: PageRequest, rows: Rows, form: ExtractForm) -> HttpResponse:
    context = {
        "form": form,
        "agreement": rows.agreement,
        "administration": rows.administration,
        "rows": rows,
        "report": rows.coarsened,
        "conditions": conditions(rows),
        "missing": MISSING,
        "has_words": WORDS in rows.agreement.variables,
    }
    return form_page(request, "surveys/agreements/extract.html", context)


def _words(found: OpenAnswerQuerySet) -> Iterator[tuple[str, str]]:
    """Question and words in random order; neither place nor role stands beside them."""
    yield ("item", "words")
    for answer in found.order_by("?").iterator():
        yield (answer.item_code, answer.words or answer.text)


def _rows(request: PageRequest, pk: int, administration_pk: int) -> Rows:
    agreement = get_object_or_404(Agreement.objects.used_by(request.user), pk=pk)
    surveys = agreement.administrations.released().select_related("version__instrument")
    return Rows(agreement, get_object_or_404(surveys, pk=administration_pk))


def _person(request: PageRequest) -> Person:
    person = standing_of(request.user).person
    if person is None:  # nobody without a person has an agreement
        raise Http404
    return person
