"""The quote bank: choosing words, finding them, taking them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.csv import csv_response
from core.shortcuts import form_page, page_of, render_page
from network.access import standing_of
from surveys.instruments.questionnaire import questionnaire_of
from surveys.results import services
from surveys.results.forms.words import QuoteForm
from surveys.results.models import Quote
from surveys.results.querysets import quotes_words, runs_surveys
from surveys.results.views.words import address_of, run_or_404
from surveys.results.words.attribution import respondents_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator, Sequence

    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from surveys.results.querysets import QuoteQuerySet

ROWS_AT_ONCE = 500
HEAD = ("Quote", "Attributed to", "Question", "Survey", "School year", "Chosen on")


@never_cache
@require_GET
def bank(request: PageRequest) -> HttpResponse:
    rows = _found(request).select_related("answer__administration__version__instrument")
    page = page_of(request, rows)
    context = {
        "page": page,
        "quotes": [_with_question(quote) for quote in page],
        "typed": request.GET.get("q", ""),
        "may_take_back": runs_surveys(request.user),
    }
    return render_page(request, "surveys/words/quotes.html", context, fragment="rows")


@require_GET
def bank_csv(request: PageRequest) -> StreamingHttpResponse:
    """The same quotes as on the screen, all pages of them."""
    return csv_response(_file_rows(_found(request)), "quotes.csv")


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: PageRequest, pk: int, answer_pk: uuid.UUID) -> HttpResponse:
    answer = run_or_404(request, pk, answer_pk)
    safe = respondents_of(answer.administration).safe_attributions(answer)
    form = QuoteForm(request.POST or None, safe=safe, initial={"words": answer.fit})
    if form.is_valid():
        try:
            services.choose_quote(
                answer,
                words=form.cleaned_data["words"],
                attribution=form.chosen,
                by=standing_of(request.user).person,
            )
        except services.CannotQuote as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The quote is in the quote bank.")
            return redirect(address_of(answer, request))
    context = {"answer": answer, "administration": answer.administration, "form": form}
    return form_page(request, "surveys/words/quote.html", context)


@require_POST
def take_back(request: PageRequest, pk: int) -> HttpResponse:
    quote = get_object_or_404(Quote.objects.run_by(request.user), pk=pk)
    services.take_back_quote(quote, by=standing_of(request.user).person)
    undo = reverse("surveys:quote-restore", args=[pk])
    messages.success(request, "The quote is out of the bank.", extra_tags=undo)
    return redirect("surveys:quotes")


@require_POST
def restore(request: PageRequest, pk: int) -> HttpResponse:
    quote = get_object_or_404(Quote.objects.run_by(request.user), pk=pk)
    try:
        services.restore_quote(quote, by=standing_of(request.user).person)
    except services.CannotQuote as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The quote is in the bank again.")
    return redirect("surveys:quotes")


def _found(request: PageRequest) -> QuoteQuerySet:
    """What one may print and searched for; the bank itself is for those who write briefs."""
    if not quotes_words(request.user):
        raise Http404
    return Quote.objects.visible_to(request.user).containing(request.GET.get("q", ""))


def _with_question(quote: Quote) -> tuple[Quote, str]:
    form = questionnaire_of(quote.answer.administration.version)
    return quote, form.by_code[quote.answer.item_code].wording


def _file_rows(quotes: QuoteQuerySet) -> Iterator[Sequence[object]]:
    yield HEAD
    joined = quotes.select_related("answer__administration__version__instrument")
    for quote in joined.iterator(chunk_size=ROWS_AT_ONCE):
        survey = quote.answer.administration
        _, question = _with_question(quote)
        chosen_on = f"{quote.chosen_at:%Y-%m-%d}"
        yield quote.words, quote.attribution, question, survey.title, survey.school_year, chosen_on
