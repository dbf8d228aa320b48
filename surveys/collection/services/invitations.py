"""Asking people, and reminding those who have not answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from network.models import Person
from surveys.collection import emails, schedule
from surveys.collection.models import Invitation, OpenLink
from surveys.collection.refusals import NotOpen, OpenLinkThere, TooManyInvited
from surveys.collection.services.administrations import hold
from surveys.collection.services.nudges import asked_within_a_day, nudged_today

if TYPE_CHECKING:
    from collections.abc import Iterable

    from surveys.collection.models import Administration, FrameUnit


@transaction.atomic
def invite(administration: Administration, *, unit: FrameUnit, people: Iterable[Person]) -> int:
    """Invite people with an e-mail address; those invited before stay as they are.

    Returns how many are new. Mails go at once when the survey is open, else when it opens.
    Raises TooManyInvited when there would be more than the unit's staff, and NotOpen after close.
    """
    wanted: dict[str, Person | None] = {
        person.email.lower(): person for person in people if person.email
    }
    return _invite(administration, unit, wanted)


@transaction.atomic
def invite_addresses(
    administration: Administration, *, unit: FrameUnit, addresses: Iterable[str]
) -> int:
    """As `invite`, by e-mail address; known people are recognised by it."""
    wanted: dict[str, Person | None] = {address.strip().lower(): None for address in addresses}
    # Addresses are kept lower case by the services that add people.
    known = Person.objects.filter(email__in=wanted).select_related("merged_into")
    wanted.update({p.email.lower(): p.merged_into or p for p in known})
    return _invite(administration, unit, wanted)


@transaction.atomic
def remind(administration: Administration) -> int:
    """Queue the reminder that is due now, to those who have not answered; how many were asked.

    Runs as often as one likes, also twice at once: each step happens once per administration,
    each mail once per invitation and step.
    """
    held = hold(administration)
    if not held.is_open or clock.now() >= held.closes_at:
        return 0
    step = schedule.due_step(held, clock.now())
    if step is None or (held.reminded_on and held.reminded_on >= step.day):
        return 0
    waiting = _asked_a_day_ago(held)
    emails.queue_reminders(held, waiting, step=step.name)
    held.reminded_on = step.day
    held.save(update_fields=["reminded_on"])
    return len(waiting)


def _asked_a_day_ago(administration: Administration) -> list[Invitation]:
    """Those who have not answered, without those asked within a day or nudged today.

    The sessions of one convening are days apart: nobody is reminded hours after being asked.
    """
    left_alone = asked_within_a_day(emails.INVITATION) | nudged_today(administration)
    waiting = administration.invitations.waiting().by_address().order_by("pk")
    return [one for one in waiting if one.pk not in left_alone]


def _invite(
    administration: Administration, unit: FrameUnit, wanted: dict[str, Person | None]
) -> int:
    held = hold(administration)
    if not (held.is_draft or held.is_open):
        raise NotOpen("This survey has closed; nobody can be invited.")
    if OpenLink.objects.filter(unit=unit).exists():
        raise OpenLinkThere(f"{unit} answers through its open link. A school has one or the other.")
    known = {email.lower() for email in held.invitations.values_list("email", flat=True)}
    # Whoever has two addresses since a merge is asked once: two links would count twice.
    asked = set(held.invitations.filter(is_revoked=False).values_list("person_id", flat=True))
    new: dict[str, Person | None] = {}
    for email, person in sorted(wanted.items()):
        if email not in known and (person is None or person.pk not in asked):
            new[email] = person
            asked |= {person.pk} if person else set()
    invited = held.invitations.filter(unit=unit).count() + len(new)
    if invited > unit.staff:
        raise TooManyInvited(f"{unit}: {invited} invited, but only {unit.staff} expected.")
    created = Invitation.objects.bulk_create(
        Invitation(
            administration=held,
            unit=unit,
            person=person,
            email=email,
            is_completed=False,
            is_revoked=False,
        )
        for email, person in new.items()
    )
    if held.is_open:
        emails.queue_invitations(held, created)
    return len(created)
