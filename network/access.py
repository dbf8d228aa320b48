"""What a user is today: the roles they hold, and where. Read once per request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from network.roles import MAY_GRANT, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from network.models import Person


@dataclass(frozen=True)
class Standing:
    """The grants of one user that are in force today, as (role, organization id)."""

    grants: frozenset[tuple[str, int]]
    person: Person | None
    # SECURITY: looked at by a state administrator. Private notes, and what tells whether somebody
    # answered a survey, are not for them.
    is_viewed: bool = False

    def holds(self, *roles: Role) -> bool:
        """True when the user holds any of these roles, anywhere."""
        return any(role in roles for role, _ in self.grants)

    def places(self, *roles: Role) -> list[int]:
        """Ids of the organizations where the user holds any of these roles."""
        return sorted({place for role, place in self.grants if role in roles})

    def gives(self) -> tuple[Role, ...]:
        """The roles that this user may give to others; where, is asked of the organizations."""
        given = {
            role for holder, roles in MAY_GRANT.items() if self.holds(holder) for role in roles
        }
        return tuple(role for role in Role if role in given)


NOBODY = Standing(frozenset(), None)


def standing_of(user: User | AnonymousUser) -> Standing:
    """The user's standing; kept on the user object, which lives for one request."""
    known: Standing | None = getattr(user, "_standing", None)
    if known is None:
        known = _read_standing(user)
        user._standing = known  # type: ignore[union-attr]  # a cache for one request
    return known


def _read_standing(user: User | AnonymousUser) -> Standing:
    # A missing reverse one-to-one raises a kind of AttributeError, so getattr's default holds.
    person: Person | None = getattr(user, "person", None)
    if person is None:
        return NOBODY
    grants = person.grants.current().values_list("role", "organization_id")
    return Standing(frozenset(grants), person, is_viewed=getattr(user, "is_viewed", False))
