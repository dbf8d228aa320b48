"""What the global search finds in surveys: titles, never answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from core.offers import Hit
from core.words import SearchText, every_word, words_in
from surveys.collection.models import Administration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User


def find_surveys(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """By title and instrument. One that is being prepared is found by those who prepare it."""
    text = SearchText("title", "version__instrument__name")
    prepared = Q(state=Administration.State.DRAFT)
    mine = Administration.objects.run_by(user).values("pk")
    seen = Administration.objects.visible_to(user).filter(every_word(words_in(typed), text))
    found = seen.filter(~prepared | Q(pk__in=mine)).select_related("version__instrument", "cohort")
    for survey in found.order_by("-opens_at", "-pk")[:at_most]:
        told = (survey.version.instrument.name, survey.cohort, survey.get_state_display())
        yield Hit(survey.title, survey.get_absolute_url(), " · ".join(str(t) for t in told if t))
