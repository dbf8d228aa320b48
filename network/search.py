"""What the global search finds in the directory: organizations and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Case, F, Model, Q, Value, When
from django.db.models.functions import Lower
from django.db.models.lookups import StartsWith

from core.offers import Hit
from core.words import PlainWords, words_in
from network.models import Organization, Person
from network.querysets.person import sees_people
from network.tables import complete_people, roles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from accounts.models import User

Row = TypeVar("Row", bound=Model)
Status = Organization.Status


def find_organizations(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """By name, former name, identifier and place; an identifier typed in full comes first."""
    words = words_in(typed)
    seen = Organization.objects.visible_to(user).exclude(status=Status.MERGED)
    exact = Q(irn__in=words) | Q(nces_id__in=words)
    begins = StartsWith(F("search_text"), PlainWords(Value(" ".join(words))))
    rank = Case(When(exact, then=0), When(begins, then=1), default=2)
    ranked = seen.containing(typed).order_by(rank, Lower("name"), "pk")
    for row in _first(ranked, at_most, Organization.objects.with_parent_name()):
        parent: str = row.parent_name  # type: ignore[attr-defined]  # annotated above
        named = (row.get_kind_display(), parent, row.city, row.irn and f"IRN {row.irn}")
        yield Hit(row.name, row.get_absolute_url(), " · ".join(part for part in named if part))


def find_people(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """By name, address and job title; a whole address comes first. Only for who sees people."""
    if not sees_people(user):
        return
    by_name = (Lower("last_name"), Lower("first_name"), "pk")
    ranked = Person.objects.visible_to(user).containing(typed).order_by(*by_name)
    if "@" in typed:
        rank = Case(When(Q(email__iexact=typed.strip()), then=0), default=1)
        ranked = ranked.order_by(rank, *by_name)
    for person in _first(ranked, at_most, complete_people(Person.objects.all())):
        roles = "; ".join(f"{r.get_role_display()}, {r.organization}" for r in roles_of(person))
        works_at = str(person.organization or person.job_title or person.email)
        yield Hit(str(person), person.get_absolute_url(), roles or works_at)


def _first(ranked: QuerySet[Row], at_most: int, complete: QuerySet[Row]) -> list[Row]:
    """The first rows, found by their ids alone and completed afterwards: joins for few rows."""
    ids = list(ranked.values_list("pk", flat=True)[:at_most])
    found = complete.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
