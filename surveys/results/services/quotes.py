"""Choosing words that may be printed, and taking them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from network.services import activity
from surveys.results.models import OpenAnswer, Quote
from surveys.results.words.attribution import Attribution, respondents_of
from surveys.results.words.quoting import is_part_of

if TYPE_CHECKING:
    from network.models import Person


class CannotQuote(Exception):
    """These words may not be printed so."""


@transaction.atomic
def choose_quote(
    answer: OpenAnswer, *, words: str, attribution: Attribution, by: Person | None
) -> Quote:
    """Put a part of an answer into the quote bank; an answer is there once, and the last choice
    counts.

    Raises CannotQuote without consent, for what is held back or not read, for words that are not
    the answer's, and for an attribution that fewer respondents than the threshold share.
    """
    held = (
        OpenAnswer.objects.select_for_update(of=["self"])
        .select_related("administration__version")
        .get(pk=answer.pk)
    )
    _refuse(held, words, attribution)
    quote, _ = Quote.objects.update_or_create(
        answer=held,
        defaults={
            "words": words,
            **attribution._asdict(),
            "chosen_by": by,
            "chosen_at": clock.now(),
            "removed_at": None,
        },
    )
    activity.record(held.administration, "quoted", "A quote was put into the quote bank.", by=by)
    return quote


def take_back_quote(quote: Quote, *, by: Person | None) -> Quote:
    """Out of the bank; what was printed already cannot be called back. Safe to repeat."""
    quote.removed_at = quote.removed_at or clock.now()
    quote.save(update_fields=["removed_at"])
    return quote


def restore_quote(quote: Quote, *, by: Person | None) -> Quote:
    """Into the bank again, by the rules of today. Raises CannotQuote."""
    attribution = Attribution(quote.role_words, quote.school_type, quote.region)
    return choose_quote(quote.answer, words=quote.words, attribution=attribution, by=by)


def _refuse(answer: OpenAnswer, words: str, attribution: Attribution) -> None:
    if not answer.may_be_quoted:
        raise CannotQuote("This person did not agree to be quoted.")
    if answer.verdict != OpenAnswer.Verdict.PUBLISH:
        raise CannotQuote("Only what is to be published can be quoted. Decide that first.")
    if not is_part_of(words, answer.fit):
        raise CannotQuote("Quote the answer’s own words. Write … for what you leave out.")
    if attribution not in respondents_of(answer.administration).safe_attributions(answer):
        raise CannotQuote("Too few respondents share this. Choose one of the attributions offered.")
