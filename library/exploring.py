"""EXPLORE on the way of a school or district: it has begun once somebody of it finished a module.

Ours: EXPLORE enrolls people and no school, so the modules that people of a school finish stand for
it. People count where they work today; the line says how many, and names nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone

from cohorts.legs import Leg, Moment, offer_legs
from library.models import ModuleCompletion
from network.models import School

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.models import Organization


def explored(place: Organization) -> Iterator[Leg]:
    """The modules that people of a school, or of a district and its schools, have finished."""
    schools = School.objects.filter(agency=place.pk).values("pk")
    of_place = Q(person__organization=place.pk) | Q(person__organization__in=schools)
    facts = ModuleCompletion.objects.filter(of_place).aggregate(
        first=Min("completed_at"),
        last=Max("completed_at"),
        people=Count("person", distinct=True),
        modules=Count("pk"),
    )
    if not facts["modules"]:
        return
    people, modules = facts["people"], facts["modules"]
    began = timezone.localdate(facts["first"])
    moments = [Moment(began, "First module finished")]
    if modules > 1:
        moments.append(Moment(timezone.localdate(facts["last"]), "the last one so far"))
    yield Leg(
        pathway="EXPLORE",
        title=f"{_many(people, 'person', 'people')} finished {_many(modules, 'module', 'modules')}",
        url=reverse("library:modules"),
        begins=began,
        moments=moments,
    )


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def offer() -> None:
    """Called once, by library/offers.py."""
    offer_legs(explored)
