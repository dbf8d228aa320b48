"""What the global search finds in the directory: organizations and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When
from django.db.models.functions import Lower
from django.db.models.lookups import StartsWith

from core.offers import Hit
from core.words import PlainWords, words_in
from network.models import Organization, Person, RoleGrant
from network.querysets.person import sees_people
from network.tables import roles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

Status = Organization.Status


def find_organizations(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """By name, former name, identifier and place; an identifier typed in full comes first."""
    words = words_in(typed)
    seen = Organization.objects.visible_to(user).exclude(status=Status.MERGED)
    found = seen.containing(typed).with_parent_name()
    exact = Q(irn__in=words) | Q(nces_id__in=words)
    rank = Case(When(exact, then=0), When(_begins("name", typed), then=1), default=2)
    ranked = found.annotate(rank=rank).order_by("rank", Lower("name"), "pk")
    for row in ranked[:at_most]:
        parent: str = row.parent_name  # type: ignore[attr-defined]  # annotated above
        named = (row.get_kind_display(), parent, row.city, row.irn and f"IRN {row.irn}")
        yield Hit(row.name, row.get_absolute_url(), " · ".join(part for part in named if part))


def find_people(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """By name, address and job title; a whole address comes first. Only for who sees people."""
    if not sees_people(user):
        return
    today = RoleGrant.objects.current().select_related("organization")
    found = Person.objects.visible_to(user).containing(typed).select_related("organization")
    rank = Case(
        When(Q(email__iexact=typed.strip()), then=0),
        When(_begins("last_name", typed), then=1),
        default=Value(2),
        output_field=IntegerField(),
    )
    ranked = found.annotate(rank=rank).order_by("rank", Lower("last_name"), Lower("first_name"))
    held = ranked.prefetch_related(Prefetch("grants", today, to_attr="roles_today"))
    for person in held[:at_most]:
        roles = "; ".join(f"{r.get_role_display()}, {r.organization}" for r in roles_of(person))
        works_at = str(person.organization or person.job_title or person.email)
        yield Hit(str(person), person.get_absolute_url(), roles or works_at)


def _begins(field: str, typed: str) -> StartsWith:
    """Whether a field begins as what was typed does."""
    return StartsWith(PlainWords(field), PlainWords(Value(" ".join(words_in(typed)))))
