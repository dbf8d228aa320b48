"""What the global search finds in cohorts, and the facets that they add to the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from cohorts.models import Application, Cohort, DesignTeam, Enrollment, Pathway, Review
from core.offers import Hit
from core.words import SearchText, every_word, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from accounts.models import User


def find_cohorts(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """By the cohort's name, its pathway and the organization that runs it."""
    text = SearchText("name", "offering__pathway__name", "home__name")
    seen = Cohort.objects.visible_to(user).filter(every_word(words_in(typed), text))
    for cohort in seen.select_related("offering__pathway", "home")[:at_most]:
        detail = f"{cohort.offering.pathway} · {cohort.home} · {cohort.state}"
        yield Hit(cohort.name, cohort.get_absolute_url(), detail)


def find_teams(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """By the team's name and its school or district. Its people are found among people."""
    text = SearchText("name", "school__name", "district__name")
    seen = DesignTeam.objects.visible_to(user).filter(every_word(words_in(typed), text))
    for team in seen.select_related("cohort", "school", "district")[:at_most]:
        yield Hit(team.name, team.get_absolute_url(), f"{team.place} · {team.cohort}")


def find_applications(user: User, typed: str, at_most: int) -> Iterator[Hit]:
    """By the school or district, the offering and the number; each on the page of who looks."""
    text = SearchText("school__name", "district__name", "offering__name", "receipt")
    seen = Application.objects.visible_to(user).filter(every_word(words_in(typed), text))
    related = "offering", "school__agency", "district"
    found = list(seen.select_related(*related).order_by("-started_at", "-pk")[:at_most])
    if not found:
        return
    ids = [one.pk for one in found]
    run = set(Application.objects.run_by(user).filter(pk__in=ids).values_list("pk", flat=True))
    given = Review.objects.given_to(user).filter(application__in=ids)
    reviews = dict(given.values_list("application_id", "pk"))
    for one in found:
        url = one.get_absolute_url()
        if one.pk in run:
            url = reverse("cohorts:application-review", args=[one.pk])
        elif one.pk in reviews:
            url = reverse("cohorts:review", args=[reviews[one.pk]])
        yield Hit(str(one.place), url, f"{one.offering} · {one.get_state_display()}")


def pathways(user: User) -> list[tuple[str, str]]:
    """Pathways of the cohorts that this user sees."""
    seen = Cohort.objects.visible_to(user).order_by().values("offering__pathway")
    return [(row.code, row.name) for row in Pathway.objects.filter(pk__in=seen)]


def in_pathway(organizations: QuerySet[Any], code: str, user: User) -> QuerySet[Any]:
    """Schools and districts that go through the pathway now, in cohorts that this user sees."""
    return _with_places(organizations, Q(cohort__offering__pathway__code=code), user)


def cohorts(user: User) -> list[tuple[str, str]]:
    """The cohorts that this user sees."""
    seen = Cohort.objects.visible_to(user).values_list("pk", "name")
    return [(str(pk), name) for pk, name in seen]


def in_cohort(organizations: QuerySet[Any], pk: str, user: User) -> QuerySet[Any]:
    """Schools and districts that are in the cohort now."""
    return _with_places(organizations, Q(cohort=pk), user)


def _with_places(organizations: QuerySet[Any], which: Q, user: User) -> QuerySet[Any]:
    seen = Cohort.objects.visible_to(user).order_by().values("pk")
    places = Enrollment.objects.staying().filter(which, cohort__in=seen)
    found = places.annotate(at=Coalesce("school_id", "district_id")).values("at")
    return organizations.filter(pk__in=found)
