"""Forming design teams, and the people in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.models import DesignTeam, TeamMembership
from cohorts.services.cohort import of_place
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt

    from cohorts.models import Cohort
    from network.models import District, Person, School


class NotEnrolled(Exception):
    """The school or district has no place in the cohort."""


class EndsBeforeItStarts(Exception):
    """Somebody cannot leave before the day they joined."""


@transaction.atomic
def form_team(
    cohort: Cohort, *, place: School | District, name: str, by: Person | None
) -> DesignTeam:
    """Form a design team of a place in the cohort. Safe to repeat: the same name is one team.

    Raises NotEnrolled when the school or district has no place in the cohort.
    """
    if not cohort.enrollments.staying().filter(**of_place(place)).exists():
        raise NotEnrolled(f"{place} has no place in {cohort} yet. Enroll it first.")
    team, formed = cohort.teams.get_or_create(name=name, **of_place(place))
    if formed:
        activity.record(team, "formed", f"{team} was formed for {cohort}.", by=by)
        activity.record(cohort, "formed", f"{team} was formed at {place}.", by=by)
    return team


@transaction.atomic
def add_member(
    team: DesignTeam,
    *,
    person: Person,
    role: str,
    job: str,
    starts_on: dt.date,
    by: Person | None,
) -> TeamMembership:
    """Give a person a place in a team. Safe to repeat: a member keeps the place they have."""
    # Accepting an invitation twice at once must not make two places.
    team = DesignTeam.objects.select_for_update().get(pk=team.pk)
    if existing := team.memberships.filter(person=person, ends_on=None).first():
        return existing
    membership = team.memberships.create(person=person, role=role, job=job, starts_on=starts_on)
    activity.record(team, "joined", f"{person} joined {team}.", by=by)
    return membership


@transaction.atomic
def end_membership(membership: TeamMembership, *, on: dt.date, by: Person | None) -> TeamMembership:
    """End a person's place after a day; what they did stays with the team. Safe to repeat.

    Raises EndsBeforeItStarts when the day lies before the first one.
    """
    membership = TeamMembership.objects.select_for_update().get(pk=membership.pk)
    if membership.ends_on is not None:
        return membership
    if on < membership.starts_on:
        raise EndsBeforeItStarts(
            f"{membership.person} joined only on {membership.starts_on:%B %d}."
        )
    changes = activity.save_changes(membership, {"ends_on": on})
    words = f"{membership.person} left the team."
    activity.record(membership.team, "left", words, by=by, changes=changes)
    return membership


@transaction.atomic
def restore_membership(membership: TeamMembership, *, by: Person | None) -> TeamMembership:
    """Take the end of a place back. Safe to repeat; a place begun since then wins."""
    membership = TeamMembership.objects.select_for_update().get(pk=membership.pk)
    team, person = membership.team, membership.person
    if begun_since := team.memberships.filter(person=person, ends_on=None).first():
        return begun_since
    changes = activity.save_changes(membership, {"ends_on": None})
    activity.record(team, "restored", f"{person} is in the team again.", by=by, changes=changes)
    return membership
