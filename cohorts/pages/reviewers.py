"""Who may be asked to review applications, and what to know of each before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from core import clock
from network.models import Person, RoleGrant, SupportAssignment
from network.querysets.role import in_force
from network.roles import ESC_STAFF, STATE_STAFF, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from cohorts.models import Application

REVIEWERS = (*ESC_STAFF, *STATE_STAFF, Role.PARTNER_FACILITATOR)


def possible_reviewers() -> QuerySet[Person]:
    """Specialists and their directors, state staff and partner facilitators, by name."""
    held = RoleGrant.objects.current().filter(role__in=REVIEWERS)
    return (
        Person.objects.known()
        .filter(pk__in=held.values("person_id"))
        .order_by("last_name", "first_name", "pk")
    )


def with_remarks(
    people: QuerySet[Person], applications: Iterable[Application]
) -> list[tuple[Person, str]]:
    """Each with their role, how many reviews they have open, and whether they support the place."""
    applications = list(applications)
    open_ones = Count(
        "reviews",
        filter=Q(reviews__done_at=None, reviews__has_conflict=False)
        & Q(reviews__application__state__in=["submitted", "in_review", "information"]),
        distinct=True,
    )
    roles: dict[int, str] = {}
    for grant in RoleGrant.objects.current().filter(role__in=REVIEWERS):
        roles.setdefault(grant.person_id, grant.get_role_display())
    supported = _supported(applications)
    found: list[tuple[Person, str]] = []
    for person in people.annotate(open_reviews=open_ones):
        facts = [roles.get(person.pk, "")]
        if person.open_reviews:
            facts.append(f"{person.open_reviews} open")
        facts += [f"supports {name}" for name in sorted(supported.get(person.pk, ()))]
        found.append((person, ", ".join(fact for fact in facts if fact)))
    return found


def _supported(applications: list[Application]) -> dict[int, set[str]]:
    """The names of the applying places that somebody works with, by the person's id."""
    of_place: dict[int, str] = {}
    for one in applications:
        of_place[one.place.pk] = str(one.place)
        if one.school is not None:
            of_place[one.school.agency_id] = str(one.place)
    rows: Any = SupportAssignment.objects.filter(in_force(clock.today()), organization__in=of_place)
    found: dict[int, set[str]] = {}
    for person, organization in rows.values_list("specialist_id", "organization_id"):
        found.setdefault(person, set()).add(of_place[organization])
    return found
