"""What the global search finds in convenings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, Value
from django.db.models.functions import Cast

from convenings.models import Convening
from core.offers import Hit
from core.words import SearchText, every_word, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User


def find_convenings(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """By topic, cohort and number, "Convening 4"."""
    text = SearchText(Value("convening "), Cast("number", CharField()), "topic", "cohort__name")
    seen = Convening.objects.visible_to(user).filter(every_word(words_in(typed), text))
    for convening in seen.select_related("cohort").with_dates().order_by("-pk")[:at_most]:
        detail = f"{convening.cohort} · {convening.dates}"
        yield Hit(str(convening), convening.get_absolute_url(), detail)
