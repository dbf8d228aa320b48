"""Granting roles, and ending them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.services import sign_out_everywhere
from core import clock
from core.templatetags.house import long_day
from network import emails
from network.models import Activity, Person, RoleGrant
from network.roles import Role
from network.services import activity, people
from network.services.activity import Change
from network.services.rights import (
    AlreadyOver,
    EndsBeforeItStarts,
    kept,
    lock_administrators,
    refuse_foreign,
    refuse_foreign_grant,
    refuse_last_administrator,
    refuse_overlap,
    refuse_own,
)

if TYPE_CHECKING:
    from network.models import Organization

UNDO_WITHIN = dt.timedelta(minutes=10)
LOOK_BACK = dt.timedelta(days=7)  # how long the clock may have stood still


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

    Safe to repeat: the same grant is kept as it is. `by` None is the system, which may anything.
    Raises one of rights.RightsRefused.
    """
    person = _locked(kept(person))
    refuse_own(person, by)
    refuse_foreign(by, role, organization)
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeItStarts("The last day lies before the first. Choose a later one.")
    same = RoleGrant.objects.filter(person=person, role=role, organization=organization)
    if known := same.filter(starts_on=starts_on, ends_on=ends_on, revoked_at=None).first():
        return known
    refuse_overlap(same, starts_on, ends_on)
    granted = RoleGrant.objects.create(
        person=person,
        role=role,
        organization=organization,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by=by,
    )
    summary = f"{person} is {granted.in_words} from {long_day(starts_on)}."
    _log(granted, "granted", summary, before="", by=by)
    return granted


@transaction.atomic
def give_role(
    person: Person,
    *,
    role: Role,
    organization: Organization,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: Person,
) -> RoleGrant:
    """As `grant`, from a page: the person gets an account to sign in with, and a mail about it.

    Raises one of rights.RightsRefused, or one of people.NoAccount.
    """
    granted = grant(
        person, role=role, organization=organization, starts_on=starts_on, ends_on=ends_on, by=by
    )
    people.open_account(granted.person)
    until = f" to {long_day(ends_on)}" if ends_on else ""
    told = f"You are {granted.in_words} from {long_day(starts_on)}{until}."
    emails.queue_rights_changed(granted.person, told, by=by, key=f"granted:{granted.pk}")
    return granted


@transaction.atomic
def end_grant(grant: RoleGrant, *, on: dt.date | None, by: Person | None) -> RoleGrant:
    """Let a grant end with the day `on`, that day included; None: until further notice.

    The grant stays as history. Safe to repeat. Raises one of rights.RightsRefused.
    """
    grant = _locked_grant(grant)
    refuse_own(grant.person, by)
    refuse_foreign_grant(by, grant)
    if on is not None and on < grant.starts_on:
        first = long_day(grant.starts_on)
        raise EndsBeforeItStarts(f"The role began on {first}. Choose that day or a later one.")
    if grant.ends_on == on:
        return grant
    if grant.is_over:
        raise AlreadyOver("This role has ended. Give it anew to let it begin again.")
    if on is not None:
        refuse_last_administrator(grant)
    same = grant.person.grants.filter(role=grant.role, organization=grant.organization)
    refuse_overlap(same.exclude(pk=grant.pk), grant.starts_on, on)
    before = _days(grant)
    grant.ends_on = on
    grant.save(update_fields=["ends_on"])
    until = f"until {long_day(on)}" if on else "until further notice"
    summary = f"{grant.person} is {grant.in_words} {until}."
    line = _log(grant, "ended" if on else "prolonged", summary, before=before, by=by)
    _tell(line, grant.person, f"You are {grant.in_words} {until}.", by)
    if grant.is_over:
        _shut_out(grant.person)
    return grant


@transaction.atomic
def revoke_grant(grant: RoleGrant, *, by: Person | None) -> RoleGrant:
    """End a grant at this moment: access is gone, and so is every session of the person.

    Safe to repeat. Raises one of rights.RightsRefused.
    """
    grant = _locked_grant(grant)
    refuse_own(grant.person, by)
    refuse_foreign_grant(by, grant)
    if grant.revoked_at is not None:
        return grant
    if grant.is_over:
        raise AlreadyOver("This role has already ended.")
    refuse_last_administrator(grant)
    before = _days(grant)
    grant.revoked_at = clock.now()
    grant.save(update_fields=["revoked_at"])
    summary = f"{grant.person} is no longer {grant.in_words}."
    line = _log(grant, "revoked", summary, before=before, by=by)
    _tell(line, grant.person, f"You are no longer {grant.in_words}.", by)
    _shut_out(grant.person)
    return grant


@transaction.atomic
def restore_grant(revoked: RoleGrant, *, by: Person) -> RoleGrant:
    """Undo a revoke within ten minutes, by giving the role anew from today.

    Safe to repeat. Raises one of rights.RightsRefused.
    """
    if revoked.revoked_at is None:
        return revoked
    if clock.now() - revoked.revoked_at > UNDO_WITHIN:
        raise AlreadyOver("This was more than ten minutes ago. Give the role anew.")
    return give_role(
        revoked.person,
        role=Role(revoked.role),
        organization=revoked.organization,
        starts_on=max(revoked.starts_on, clock.today()),
        ends_on=revoked.ends_on,
        by=by,
    )


def shut_out_whose_roles_ended() -> int:
    """End the sessions of people whose last role ended by its date; tells of how many.

    Safe to repeat: the log says of whom it was done since. Access itself ended with the day.
    """
    today = clock.today()
    ended = RoleGrant.objects.filter(ends_on__lt=today, ends_on__gte=today - LOOK_BACK)
    holding = RoleGrant.objects.current().values("person_id")
    people_out = Person.objects.filter(grants__in=ended, user__isnull=False)
    done = 0
    for person in people_out.exclude(pk__in=holding).distinct():
        done += _shut_out_once(person)
    return done


@transaction.atomic
def _shut_out_once(person: Person) -> bool:
    person = _locked(person)
    last_day = person.grants.filter(ends_on__lt=clock.today()).order_by("-ends_on").first()
    if last_day is None or last_day.ends_on is None:
        return False
    since = clock.on_day(last_day.ends_on + dt.timedelta(days=1), hour=0)
    lines = Activity.objects.about(person).filter(verb="signed out", at__gte=since)
    if lines.exists():
        return False
    _shut_out(person)
    summary = f"Every session of {person} ended with the last role."
    activity.record(person, "signed out", summary, by=None)
    return True


def _shut_out(person: Person) -> None:
    if person.user is not None:
        sign_out_everywhere(person.user)


def _locked(person: Person) -> Person:
    """The row as it is now. Not a key lock: the log may name the same person meanwhile."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _locked_grant(grant: RoleGrant) -> RoleGrant:
    """The row as it is now; whoever changes roles of this person at the same time waits."""
    _locked(grant.person)
    if grant.role == Role.STATE_ADMIN:
        lock_administrators()
    return RoleGrant.objects.select_related("person__user", "organization").get(pk=grant.pk)


def _days(grant: RoleGrant) -> str:
    """From when to when, as the log shows it."""
    until = f"to {long_day(grant.ends_on)}" if grant.ends_on else "until further notice"
    return f"{long_day(grant.starts_on)} {until}"


def _log(grant: RoleGrant, verb: str, summary: str, *, before: str, by: Person | None) -> Activity:
    after = f"Revoked {long_day(grant.revoked_at)}" if grant.revoked_at else _days(grant)
    label = f"{grant.get_role_display()} at {grant.organization}"
    changes = [Change(label, before, after)]
    return activity.record(grant.person, verb, summary, by=by, changes=changes)


def _tell(line: Activity, person: Person, sentence: str, by: Person | None) -> None:
    """Mail the person what somebody did to their rights; the clock's work needs no mail."""
    if by is not None:
        emails.queue_rights_changed(person, sentence, by=by, key=f"line:{line.pk}")
