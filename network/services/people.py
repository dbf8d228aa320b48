"""Adding people, changing what is known about them, and opening their accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from accounts.services import account_for, addresses_of
from core.templatetags.house import moment
from network import emails
from network.access import standing_of
from network.models import Activity, Organization, Person
from network.services import activity, rights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from network.models.invitation import PersonalInvitation

FIELDS = ("first_name", "last_name", "email", "phone", "job_title", "time_zone", "organization")


class NoAccount(Exception):
    """The person cannot get an account to sign in with; the message says why."""


class AddressTaken(Exception):
    """The e-mail address belongs to another person, who is `person`."""

    def __init__(self, person: Person) -> None:
        super().__init__("This address belongs to another person.")
        self.person = person


class ChangedMeanwhile(Exception):
    """Somebody else changed the same field while this one was typed."""


@transaction.atomic
def find_or_add_person(
    *,
    email: str,
    first_name: str,
    last_name: str,
    organization: Organization | None = None,
    by: Person | None,
) -> Person:
    """The person with this e-mail address, added when there is none.

    Safe to repeat, and by two at once: nobody is ever doubled. The address of an alias leads to
    the record that goes on. Of a person who is already known only what is still empty gets
    filled; a name somebody has is never overwritten from outside.
    """
    email = email.strip().lower()
    if known := Person.objects.by_email(email):
        return _fill_what_is_empty(known, first_name, last_name, organization)
    try:
        with transaction.atomic():
            person = Person.objects.create(
                email=email,
                first_name=first_name.strip(),
                last_name=last_name.strip(),
                organization=organization,
            )
    except IntegrityError:
        # Somebody else added the same address between our look and our insert.
        return Person.objects.get(email__iexact=email)
    activity.record(person, "added", f"{person} was added to the network.", by=by)
    return person


def person_invited(
    user: User, invitation: PersonalInvitation, organization: Organization
) -> Person:
    """The user's own person; else the person of the invited address, who now gets this account.

    Whoever came without an organization (EXPLORE) gets the one that they were invited for.
    Raises rights.AddressBelongsToSomebody.
    """
    own = Person.objects.filter(user=user).first()
    if own is not None:
        return _fill_what_is_empty(own, "", "", organization)
    person = find_or_add_person(
        email=invitation.email,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
        organization=organization,
        by=invitation.invited_by,
    )
    if person.user_id is not None:
        raise rights.AddressBelongsToSomebody(invitation.email)
    person.user = user
    person.save(update_fields=["user"])
    return person


@transaction.atomic
def person_behind(user: User, *, first_name: str, last_name: str) -> Person:
    """The person behind an account, made for its confirmed address when there is none.

    Safe to repeat. Somebody whom the directory knows by that address becomes theirs, with the name
    that is known. Raises rights.AddressBelongsToSomebody when that person has another account.
    """
    own = Person.objects.filter(user=user).first()
    if own is not None:
        return own
    person = find_or_add_person(
        email=user.email, first_name=first_name, last_name=last_name, by=None
    )
    held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if held.user_id not in {None, user.pk}:
        raise rights.AddressBelongsToSomebody(user.email)
    held.user = user
    held.save(update_fields=["user"])
    return held


def is_invited(user: User | AnonymousUser, invitation: PersonalInvitation) -> bool:
    """Whether an invitation may be this user's. Who is not signed in may be anybody."""
    if not user.is_authenticated:
        return True
    person = standing_of(user).person
    own = addresses_of(user) | {person.email.lower() if person else ""}
    return invitation.email.lower() in own


def _fill_what_is_empty(
    person: Person, first_name: str, last_name: str, organization: Organization | None
) -> Person:
    filled: list[str] = []
    if not person.first_name and not person.last_name and (first_name or last_name):
        person.first_name, person.last_name = first_name.strip(), last_name.strip()
        filled += ["first_name", "last_name"]
    if person.organization_id is None and organization is not None:
        person.organization = organization
        filled.append("organization")
    if filled:
        person.save(update_fields=filled)
    return person


@transaction.atomic
def add_person(*, values: Mapping[str, Any], by: Person | None) -> Person:
    """Add somebody who is not known yet. Raises AddressTaken for an address that is."""
    email = str(values.get("email", "")).strip().lower()
    refuse_taken(email, besides=None)
    person = Person(**{**values, "email": email})
    _save(person)
    activity.record(person, "added", f"{person} was added to the network.", by=by)
    return person


@transaction.atomic
def edit_person(
    person: Person, *, values: Mapping[str, Any], by: Person | None, version: int | None = None
) -> Person:
    """Write the values that differ. Safe to repeat: nothing differs the second time.

    The address that somebody signs in with stays what it is. A new e-mail address is tried again,
    whatever was said of the old one. `version` is what the form was opened with.
    Raises AddressTaken, or ChangedMeanwhile when the same field was changed since.
    """
    found = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    values = {**values, "email": str(values.get("email", found.email)).strip().lower()}
    differing = [name for name, value in values.items() if getattr(found, name) != value]
    if not differing:
        return found
    _refuse_if_changed_since(found, version, differing)
    before = activity.facts_of(found, differing)
    for name in differing:
        setattr(found, name, values[name])
    if "email" in differing:
        refuse_taken(found.email, besides=found)
        found.mail_refused_at, found.mail_refusal = None, ""
    _save(found)
    changes = activity.changes_since(found, before)
    labels = ", ".join(change.label.lower() for change in changes)
    activity.record(found, "changed", f"{found}: {labels} changed.", by=by, changes=changes)
    if before.get("email"):
        emails.queue_address_changed(found, before["email"], by=by)
    return found


def version_of(person: Person) -> int:
    """The newest change, by which a form knows whether somebody else was faster."""
    newest = Activity.objects.about(person).order_by("-pk").first()
    return newest.pk if newest else 0


def refuse_taken(email: str, *, besides: Person | None) -> None:
    """Raises AddressTaken when the address is another person's, or an alias of another's."""
    owner = Person.objects.by_email(email)
    if owner is not None and owner != besides:
        raise AddressTaken(owner)


@transaction.atomic
def open_account(person: Person) -> User:
    """The account that somebody signs in with, made for their e-mail address when it is missing.

    Safe to repeat. Raises NoAccount where there is no address, or it is somebody else's account.
    """
    if person.user is not None:
        return person.user
    if not person.email:
        raise NoAccount(f"{person} has no e-mail address to sign in with. Add one first.")
    user = account_for(person.email)
    if Person.objects.filter(user=user).exists():
        raise NoAccount(f"Somebody else signs in with {person.email}. Merge the two records first.")
    person.user = user
    person.save(update_fields=["user"])
    return user


def _save(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        owner = Person.objects.by_email(person.email)
        if owner is None:
            raise
        raise AddressTaken(owner) from error


def _refuse_if_changed_since(person: Person, version: int | None, differing: list[str]) -> None:
    """Only changes of the same fields clash; what others did to other fields stays untouched."""
    if version is None:
        return
    labels = {activity.label_of(person, name) for name in differing}
    lines = Activity.objects.about(person).filter(pk__gt=version, kind=Activity.Kind.CHANGE)
    for line in lines.order_by("-pk"):
        if theirs := [change for change in line.changes if change["label"] in labels]:
            values = ", ".join(f"{c['label'].lower()} is now “{c['new']}”" for c in theirs)
            raise ChangedMeanwhile(
                f"{line.actor or 'The system'} changed {person} at {moment(line.at)}, and that "
                f"change stands: {values}. Take over what is right of theirs, then save again."
            )
