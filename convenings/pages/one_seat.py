"""Whom organizers may still register, one by one: the cohort's people without a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from cohorts.models import TeamMembership

if TYPE_CHECKING:
    from convenings.models import Convening, Session
    from network.models import Person

MOST_SHOWN = 20


@dataclass(frozen=True)
class Member:
    """Somebody without a place, with the team they would come with."""

    person: Person
    team: str

    @property
    def words(self) -> str:
        """ "Ada Albright, Kettle team"."""
        return f"{self.person}, {self.team}"


@dataclass(frozen=True)
class Found:
    """The first of those who match, and how many there are."""

    words: str
    members: list[Member]
    count: int

    @property
    def is_cut(self) -> bool:
        """Whether some are not shown."""
        return self.count > len(self.members)


def without_a_place(convening: Convening, words: str) -> Found:
    """People of the cohort's teams who neither have a seat nor wait; by name, school or team."""
    standing = convening.registrations.standing().values("person")
    found = TeamMembership.objects.current().filter(team__cohort=convening.cohort_id)
    found = found.exclude(person__in=standing)
    for word in words.split():
        found = found.filter(
            Q(person__first_name__icontains=word)
            | Q(person__last_name__icontains=word)
            | Q(team__name__icontains=word)
            | Q(team__school__name__icontains=word)
            | Q(team__district__name__icontains=word)
        )
    order = ["person__last_name", "person__first_name", "person", "pk"]
    members: dict[int, Member] = {}
    for membership in found.select_related("person", "team").order_by(*order):
        # Whoever is in two teams is named once.
        members.setdefault(membership.person_id, Member(membership.person, membership.team.name))
    return Found(words, list(members.values())[:MOST_SHOWN], len(members))


def offered_sessions(convening: Convening) -> list[Session]:
    """Those to come, with what is taken; organizers may register after the deadline too."""
    return list(convening.sessions.upcoming().with_seats().order_by("starts_at", "pk"))


def seats_in_words(session: Session) -> str:
    """ "12 of 40 seats taken"; a full one says that people wait."""
    if session.capacity is None:
        return f"{session.taken} registered, everybody fits"
    if session.taken >= session.capacity or session.waiting:
        return f"full, {session.waiting} on the waitlist"
    return f"{session.taken} of {session.capacity} seats taken"
