"""Granting roles, and ending them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core.templatetags.house import long_day
from network.models import RoleGrant
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt

    from network.models import Organization, Person
    from network.roles import Role


class OwnRights(Exception):
    """Nobody raises their own rights."""


class EndsBeforeItStarts(Exception):
    """A role cannot end before it started."""


@transaction.atomic
def grant(
    person: Person,
    *,
    role: Role,
    organization: Organization,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: Person | None,
) -> RoleGrant:
    """Give `person` a role at an organization between two days, both included.

    Safe to repeat: the same grant is kept as it is.
    Raises OwnRights when somebody grants to themselves.
    """
    if by is not None and by.pk == person.pk:
        raise OwnRights("Nobody can raise their own rights. Ask another administrator.")
    known = RoleGrant.objects.filter(
        person=person, role=role, organization=organization, starts_on=starts_on, ends_on=ends_on
    ).first()
    if known is not None:
        return known
    granted = RoleGrant.objects.create(
        person=person,
        role=role,
        organization=organization,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by=by,
    )
    summary = f"{person} is {_in_words(granted)} from {long_day(starts_on)}."
    activity.record(person, "granted", summary, by=by)
    return granted


@transaction.atomic
def end_grant(grant: RoleGrant, *, on: dt.date, by: Person | None) -> RoleGrant:
    """Let a grant end with the day `on`, that day included. The grant stays as history.

    Raises EndsBeforeItStarts when the day lies before the first day of the grant.
    """
    if on < grant.starts_on:
        first = long_day(grant.starts_on)
        raise EndsBeforeItStarts(f"The role began on {first}. Choose that day or a later one.")
    if grant.ends_on == on:
        return grant
    grant.ends_on = on
    grant.save(update_fields=["ends_on"])
    summary = f"{grant.person} is {_in_words(grant)} until {long_day(on)}."
    activity.record(grant.person, "ended", summary, by=by)
    return grant


def _in_words(grant: RoleGrant) -> str:
    label = grant.get_role_display()
    return (
        f"{label[0].lower() + label[1:] if label[1].islower() else label} at {grant.organization}"
    )
