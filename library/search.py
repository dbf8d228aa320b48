"""What the global search finds in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.offers import Hit
from core.words import every_word, words_in
from library.models import Resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User


def find_resources(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """Published resources and moves, by title, summary and source."""
    found = Resource.objects.published().filter(every_word(words_in(typed)))
    for resource in found.order_by("title", "pk")[:at_most]:
        facts = (resource.get_kind_display(), resource.source)
        yield Hit(resource.title, resource.get_absolute_url(), " · ".join(filter(None, facts)))
