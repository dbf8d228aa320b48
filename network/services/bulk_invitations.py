"""Many invitations at once: every row is judged first, and only then is anything sent.

The dry run and the sending judge the same text by the same rules, so sending twice, or after
somebody else was faster, invites nobody twice.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models.functions import Lower

from core import clock
from network.models import Organization, Person, RoleGrant, RoleInvitation
from network.models.role import role_in_words
from network.roles import HELD_AT, Role
from network.services import rights
from network.services.bulk_rows import (
    FAULT,
    HOLDS_IT,
    INVITED,
    LABELS,
    TWICE,
    WILL_BE_INVITED,
    Row,
)
from network.services.naming import NotNamed, choose, find_named
from network.services.role_invitations import invite_to_role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accounts.models import User

# Words for a role besides its name and its code.
ALSO_CALLED = {
    "specialist": Role.SPECIALIST,
    "director": Role.ESC_DIRECTOR,
    "facilitator": Role.PARTNER_FACILITATOR,
    "state admin": Role.STATE_ADMIN,
    "principal": Role.SCHOOL_LEADER,
    "superintendent": Role.DISTRICT_LEADER,
}
ROLES = {
    **{role.label.lower(): role for role in Role},
    **{role.value.replace("_", " "): role for role in Role},
    **ALSO_CALLED,
}


class _Fault(NamedTuple):
    column: str
    reason: str


def judge(rows: list[Row], *, user: User) -> list[Row]:
    """What would become of every row if it were sent now. Writes nothing."""
    judged = _named(rows, user)
    judged = _without_doubles(judged)
    own = _own_addresses(user)
    holders, invited = _holders(judged), _waiting(judged)
    return [_compared(row, own, holders, invited) for row in judged]


@transaction.atomic
def invite_all(rows: list[Row], *, by: Person) -> int:
    """Invite everybody whom `judge` lets pass; tells how many. Safe to repeat."""
    sent = 0
    for row in rows:
        if row.outcome != WILL_BE_INVITED or row.role is None or row.organization is None:
            continue
        try:
            invite_to_role(
                email=row.cells["email"],
                first_name=row.cells["first_name"],
                last_name=row.cells["last_name"],
                role=row.role,
                organization=row.organization,
                ends_on=row.ends_on,
                by=by,
            )
        except rights.RightsRefused:
            continue  # somebody was faster since `judge` looked
        sent += 1
    return sent


def _named(rows: list[Row], user: User) -> list[Row]:
    """Rows with their role, organization and last day, or with the first fault found."""
    visible = Organization.objects.visible_to(user)
    found = find_named([row.cells["organization"] for row in rows], visible)
    roles = {ROLES.get(_plain(row.cells["role"])) for row in rows} - {None}
    reach = {
        role: set(Organization.objects.granted_at_by(user, role).values_list("pk", flat=True))
        for role in roles
        if role is not None
    }
    return [_one_named(row, found, reach) for row in rows]


def _one_named(
    row: Row, found: Mapping[str, list[Organization]], reach: Mapping[Role, set[int]]
) -> Row:
    if fault := _fault_in_cells(row.cells):
        return replace(row, column=LABELS[fault.column], reason=fault.reason)
    role = ROLES.get(_plain(row.cells["role"]))
    if role is None:
        known = ", ".join(given.label for given in Role)
        reason = f"No role is called {row.cells['role']}. Roles are: {known}."
        return replace(row, column=LABELS["role"], reason=reason)
    try:
        place = choose(row.cells["organization"], found)
    except NotNamed as unknown:
        return replace(row, column=LABELS["organization"], reason=str(unknown))
    if place.pk not in reach[role]:
        return replace(row, column=LABELS["role"], reason=_why_not(role, place))
    ends_on = _day(row.cells["ends_on"])
    return replace(row, outcome=WILL_BE_INVITED, role=role, organization=place, ends_on=ends_on)


def _why_not(role: Role, place: Organization) -> str:
    if place.kind != HELD_AT[role]:
        kind = place.get_kind_display().lower()
        return f"{place} is a {kind}, where nobody is {role_in_words(role)}."
    return f"You cannot give the role of {role_in_words(role)} at {place}."


def _fault_in_cells(cells: Mapping[str, str]) -> _Fault | None:
    for name in ("email", "role", "organization"):
        if not cells[name]:
            return _Fault(name, "This cell is empty.")
    try:
        validate_email(cells["email"])
    except ValidationError:
        return _Fault("email", f"{cells['email']} is not an e-mail address.")
    for name in ("first_name", "last_name"):
        if not 0 < len(cells[name]) <= 60:
            return _Fault(name, "Enter a name of up to 60 letters.")
    return _fault_in_last_day(cells["ends_on"])


def _fault_in_last_day(typed: str) -> _Fault | None:
    day = _day(typed)
    if day is None:
        return _Fault("ends_on", f"Write the day as 2027-06-30, not {typed}.") if typed else None
    return _Fault("ends_on", "This day is over.") if day < clock.today() else None


def _day(typed: str) -> dt.date | None:
    """A day written as 2027-06-30, or as 6/30/2027, which spreadsheets make of it."""
    for pattern in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return dt.datetime.strptime(typed, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def _without_doubles(rows: list[Row]) -> list[Row]:
    seen: dict[object, int] = {}
    told = []
    for row in rows:
        key = _key(row)
        if row.outcome == WILL_BE_INVITED and key in seen:
            told.append(replace(row, outcome=TWICE, reason=f"The same as row {seen[key]}."))
            continue
        seen.setdefault(key, row.number)
        told.append(row)
    return told


def _compared(row: Row, own: set[str], holders: set[object], invited: set[object]) -> Row:
    if row.outcome != WILL_BE_INVITED:
        return row
    if row.cells["email"].lower() in own:
        reason = "This is your own address. Ask another administrator."
        return replace(row, outcome=FAULT, column=LABELS["email"], reason=reason)
    if _key(row) in holders:
        return replace(row, outcome=HOLDS_IT, reason="Holds this role already.")
    if _key(row) in invited:
        return replace(row, outcome=INVITED, reason="Is invited already and has not answered.")
    return row


def _key(row: Row) -> object:
    place = row.organization.pk if row.organization else None
    return (row.cells["email"].lower(), row.role, place)


def _holders(rows: list[Row]) -> set[object]:
    """Who of these holds which role where, under an alias's address too."""
    addresses = [row.cells["email"].lower() for row in rows]
    owner: dict[int, list[str]] = {}
    people = Person.objects.annotate(small=Lower("email")).filter(small__in=addresses)
    for pk, into, small in people.values_list("pk", "merged_into_id", "small"):
        owner.setdefault(into or pk, []).append(small)
    grants = RoleGrant.objects.not_over().filter(person__in=owner)
    return {
        (small, Role(role), place)
        for person, role, place in grants.values_list("person_id", "role", "organization_id")
        for small in owner[person]
    }


def _waiting(rows: list[Row]) -> set[object]:
    """Who of these is invited where; an invitation that ran out is sent anew."""
    addresses = [row.cells["email"].lower() for row in rows]
    open_now = RoleInvitation.objects.in_state("waiting").annotate(small=Lower("email"))
    found = open_now.filter(small__in=addresses)
    return {
        (small, Role(role), place)
        for small, role, place in found.values_list("small", "role", "organization_id")
    }


def _own_addresses(user: User) -> set[str]:
    """Every address under which the user's own mail comes."""
    own = Person.objects.filter(user=user) | Person.objects.filter(merged_into__user=user)
    known = {email.lower() for email in own.values_list("email", flat=True) if email}
    sign_in = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return known | {email.lower() for email in sign_in} | {user.email.lower()}


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("_", " ").split())
