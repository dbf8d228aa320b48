"""Which organization somebody means by a name or an identifier."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from network.models import Organization

IRN_DIGITS = 6


class NotNamed(Exception):
    """No organization, or more than one, is named by these words."""


def organization_named(typed: str, rows: QuerySet[Organization]) -> Organization:
    """The one of these organizations that has this IRN, this NCES id or this name.

    Raises NotNamed, with a sentence that says what to type instead.
    """
    return choose(typed, find_named([typed], rows))


def find_named(
    typed: Iterable[str], rows: QuerySet[Organization]
) -> Mapping[str, list[Organization]]:
    """Those of these organizations that any of the words may mean, by each of their names."""
    wanted = {key for words in typed for key in _keys(words)}
    named = Q(irn__in=wanted) | Q(nces_id__in=wanted) | Q(small_name__in=wanted)
    found: defaultdict[str, list[Organization]] = defaultdict(list)
    for row in rows.annotate(small_name=Lower("name")).filter(named):
        for key in {row.irn, row.nces_id, row.name.lower()} - {""}:
            found[key].append(row)
    return found


def choose(typed: str, found: Mapping[str, list[Organization]]) -> Organization:
    """The one that is meant. Raises NotNamed."""
    for key in _keys(typed):
        if len(meant := found.get(key, [])) == 1:
            return meant[0]
        if meant:
            irns = ", ".join(sorted(row.irn or row.city for row in meant))
            raise NotNamed(f"{len(meant)} organizations are called {typed}. Enter the IRN: {irns}.")
    words = typed.strip()
    if words.isdigit() and len(words) < IRN_DIGITS:
        padded = words.zfill(IRN_DIGITS)
        raise NotNamed(f"An IRN has six digits. Did a spreadsheet turn {padded} into {words}?")
    raise NotNamed(f"No organization of yours is called {words}. Enter its IRN or whole name.")


def _keys(typed: str) -> list[str]:
    """What the words may be: a whole name or identifier, or an identifier with a name behind it."""
    words = typed.strip().lower()
    first = words.partition(" ")[0]
    return [words, first] if first.isdigit() else [words]
