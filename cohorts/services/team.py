"""Forming design teams, and the people in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from cohorts.models import DesignTeam, TeamMembership
from cohorts.services.cohort import of_place
from core.templatetags.house import long_day
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from cohorts.models import Cohort
    from network.models import District, Person, School


class NotEnrolled(Exception):
    """The school or district has no place in the cohort."""


class EndsBeforeItStarts(Exception):
    """Somebody cannot leave before the day they joined."""


class OutsideCohort(Exception):
    """The day lies after the cohort's last one. Before its first day teams may form already."""


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
    position: str = "",
    replaces: TeamMembership | None = None,
) -> TeamMembership:
    """Give a person a place in a team. Safe to repeat: a member keeps the place they have."""
    # Accepting an invitation twice at once must not make two places.
    team = DesignTeam.objects.select_for_update().get(pk=team.pk)
    if existing := team.memberships.filter(person=person, ends_on=None).first():
        return existing
    membership = team.memberships.create(
        person=person,
        role=role,
        job=job,
        position=position,
        replaces=replaces,
        starts_on=starts_on,
    )
    instead = f" in the place of {replaces.person}" if replaces else ""
    activity.record(team, "joined", f"{person} joined {team}{instead}.", by=by)
    return membership


@transaction.atomic
def change_membership(
    membership: TeamMembership, *, values: Mapping[str, Any], by: Person | None
) -> TeamMembership:
    """Write role, job, position or first day. Safe to repeat: nothing differs the second time.

    Raises OutsideCohort, or EndsBeforeItStarts for a first day after the last one.
    """
    membership = TeamMembership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    cohort, starts_on = membership.team.cohort, values.get("starts_on", membership.starts_on)
    if starts_on > cohort.ends_on:
        raise OutsideCohort(f"{cohort} ends on {long_day(cohort.ends_on)}. Choose a day before.")
    if membership.ends_on and starts_on > membership.ends_on:
        raise EndsBeforeItStarts(f"{membership.person} left on {long_day(membership.ends_on)}.")
    changes = activity.save_changes(membership, values)
    if changes:
        words = f"The place of {membership.person} was changed."
        activity.record(membership.team, "changed", words, by=by, changes=changes)
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
        joined = long_day(membership.starts_on)
        raise EndsBeforeItStarts(f"{membership.person} joined only on {joined}.")
    changes = activity.save_changes(membership, {"ends_on": on})
    words = f"{membership.person} left the team."
    activity.record(membership.team, "left", words, by=by, changes=changes)
    return membership


@transaction.atomic
def restore_membership(membership: TeamMembership, *, by: Person | None) -> TeamMembership:
    """Take the end of a place back. Safe to repeat; a place begun since then wins."""
    # Somebody who comes back by an invitation meanwhile must not get two places.
    DesignTeam.objects.select_for_update().get(pk=membership.team_id)
    membership = TeamMembership.objects.select_for_update().get(pk=membership.pk)
    team, person = membership.team, membership.person
    if begun_since := team.memberships.filter(person=person, ends_on=None).first():
        return begun_since
    changes = activity.save_changes(membership, {"ends_on": None})
    activity.record(team, "restored", f"{person} is in the team again.", by=by, changes=changes)
    return membership
