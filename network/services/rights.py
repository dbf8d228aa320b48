"""The rules about rights: who may give what where, and what nobody may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import User
from core.templatetags.house import long_day
from network.models import Organization, Person, RoleGrant
from network.roles import HELD_AT, Role

if TYPE_CHECKING:
    import datetime as dt

    from network.querysets.role import RoleGrantQuerySet


class RightsRefused(Exception):
    """What was asked would break a rule about rights; the message says which."""


class OwnRights(RightsRefused):
    """Nobody raises their own rights."""


class NotYoursToGive(RightsRefused):
    """This role, at this organization, is not for this person to give or to take."""


class EndsBeforeItStarts(RightsRefused):
    """A role cannot end before it started."""


class AlreadyHeld(RightsRefused):
    """The person holds the role there on some of these days."""


class AlreadyOver(RightsRefused):
    """The role has ended; only a new one begins again."""


class AddressBelongsToSomebody(RightsRefused):
    """The invited address belongs to a person who signs in with another one."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"{address} belongs to somebody who signs in with another address. "
            "Sign in with that one, then open the link again."
        )


class LastAdministrator(RightsRefused):
    """Nobody would be left to give rights."""


def may_grant(user: User, role: str, organization: Organization) -> bool:
    """Whether this user may give this role at this organization."""
    places = Organization.objects.granted_at_by(user, role)
    return user.is_active and places.filter(pk=organization.pk).exists()


def roles_to_give_at(organization: Organization, user: User) -> list[Role]:
    """The roles that this user may give at this organization."""
    fitting = [role for role in Role if HELD_AT[role] == organization.kind]
    return [role for role in fitting if may_grant(user, role, organization)]


def person_may_grant(person: Person | None, role: str, organization: Organization) -> bool:
    """As `may_grant`, of somebody's rights at this moment; a person without an account has none."""
    user = User.objects.filter(person=person).first() if person else None
    return user is not None and may_grant(user, role, organization)


def kept(person: Person) -> Person:
    """The record that goes on; of an alias, the one it was merged into."""
    return person.merged_into or person


def refuse_own(person: Person, by: Person | None) -> None:
    """Raises OwnRights when somebody would change their own rights, under whichever record."""
    if by is not None and kept(by).pk == kept(person).pk:
        raise OwnRights("Nobody can change their own rights. Ask another administrator.")


def refuse_foreign(by: Person | None, role: str, organization: Organization) -> None:
    """Raises NotYoursToGive unless `by` may give the role there. The system may."""
    if by is not None and not person_may_grant(by, role, organization):
        label = Role(role).label
        raise NotYoursToGive(f"{label} at {organization} is not a role that you can give.")


def refuse_foreign_grant(by: Person | None, grant: RoleGrant) -> None:
    """Raises NotYoursToGive unless `by` may change this grant, also at a closed organization."""
    user = User.objects.filter(person=by, is_active=True).first() if by else None
    if by is None or (user and RoleGrant.objects.run_by(user).filter(pk=grant.pk).exists()):
        return
    raise NotYoursToGive(f"{grant} is not a role that you can change.")


def refuse_overlap(same: RoleGrantQuerySet, starts_on: dt.date, ends_on: dt.date | None) -> None:
    """Raises AlreadyHeld when one of these grants shares a day with the days asked for."""
    known = same.overlapping(starts_on, ends_on).select_related("person", "organization").first()
    if known is None:
        return
    until = f"until {long_day(known.ends_on)}" if known.ends_on else "until further notice"
    since = long_day(known.starts_on)
    raise AlreadyHeld(
        f"{known.person} is already {known.in_words} from {since} {until}. "
        "Change the last day of that role, or choose other days."
    )


def lock_administrators() -> None:
    """Let nobody else end the role of a state administrator until this transaction is over."""
    rows = RoleGrant.objects.filter(role=Role.STATE_ADMIN, revoked_at=None).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def refuse_last_administrator(grant: RoleGrant) -> None:
    """Raises LastAdministrator when nobody else administers the state without a last day.

    Call `lock_administrators` before the grant is read.
    """
    if grant.role != Role.STATE_ADMIN or grant.is_coming:
        return
    others = RoleGrant.objects.lasting().filter(role=Role.STATE_ADMIN).exclude(pk=grant.pk)
    if not others.exists():
        raise LastAdministrator(
            f"{grant.person} is the last state administrator without a last day. "
            "Give the role to somebody else first."
        )
