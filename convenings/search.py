"""What the global search finds in convenings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, Value
from django.db.models.functions import Cast

from convenings.models import Convening, Material
from core.offers import Hit
from core.words import SearchText, every_word, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User
    from convenings.querysets.material import MaterialQuerySet


def find_convenings(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """By topic, cohort and number, "Convening 4"."""
    text = SearchText(Value("convening "), Cast("number", CharField()), "topic", "cohort__name")
    seen = Convening.objects.visible_to(user).filter(every_word(words_in(typed), text))
    for convening in seen.select_related("cohort").with_dates().order_by("-pk")[:at_most]:
        detail = f"{convening.cohort} · {convening.dates}"
        yield Hit(str(convening), convening.get_absolute_url(), detail)


def find_materials(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """Decks, recordings and handouts, by title, topic and cohort."""
    seen = materials_named(typed).visible_to(user).select_related("convening__cohort")
    for material in seen.order_by("-added_at", "-pk")[:at_most]:
        detail = f"{material.get_kind_display()} · {material.convening}"
        yield Hit(material.title, material.get_absolute_url(), detail)


def materials_named(typed: str) -> MaterialQuerySet:
    """Materials with every typed word in their title, topic or cohort."""
    text = SearchText("title", "convening__topic", "convening__cohort__name")
    return Material.objects.filter(every_word(words_in(typed), text))
