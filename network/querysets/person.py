"""What can be asked about people, and who may be told the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.functions import Lower

from core.words import every_word, words_in
from network.access import standing_of
from network.querysets.organization import OrganizationQuerySet
from network.roles import ESC_STAFF, STATE_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User
    from network.models import Organization, Person


SEES_PEOPLE = (
    *STATE_STAFF,
    Role.PARTNER_FACILITATOR,
    *ESC_STAFF,
    Role.DISTRICT_LEADER,
    Role.SCHOOL_LEADER,
)


def sees_people(user: User) -> bool:
    """Whether this user sees anybody but themselves."""
    return standing_of(user).holds(*SEES_PEOPLE)


def adds_people(user: User) -> bool:
    """Whether this user may add people: state administrators, and ESC staff to their branch."""
    return standing_of(user).holds(Role.STATE_ADMIN, *ESC_STAFF)


def reads_no_names(user: User) -> bool:
    """An evaluator, who knows nobody by name, unless another role shows them everybody."""
    standing = standing_of(user)
    by_name = standing.holds(*STATE_STAFF, Role.PARTNER_FACILITATOR)
    return standing.holds(Role.EVALUATOR) and not by_name


class PersonQuerySet(models.QuerySet["Person"]):
    """Scopes of people. A merged record is an alias: nobody sees it as somebody."""

    def known(self) -> Self:
        """One record per human being: aliases left by merges are not among them."""
        return self.filter(merged_into=None)

    def by_email(self, email: str) -> Person | None:
        """Whose address this is; the address of an alias leads to the record that goes on."""
        address = email.strip()
        if not address:
            return None
        same = self.alias(address=Lower("email")).filter(address=address.lower())  # by its index
        found = same.select_related("merged_into").first()
        return found.merged_into or found if found else None

    def visible_to(self, user: User) -> Self:
        """State staff and partners see everybody; ESC staff and leaders those of their branch.

        An ESC director also sees whoever works elsewhere and holds a role that they may end.
        """
        standing = standing_of(user)
        if standing.holds(*STATE_STAFF, Role.PARTNER_FACILITATOR):
            return self.known()
        if not standing.holds(*ESC_STAFF, Role.DISTRICT_LEADER, Role.SCHOOL_LEADER):
            return self.known().filter(user=user)
        organizations = self.model._meta.get_field("organization").related_model
        branch: OrganizationQuerySet[Organization] = OrganizationQuerySet(organizations).visible_to(
            user
        )
        everybody = self.model._default_manager.order_by()
        # A union of ids: with OR between the parts the whole table would be read.
        parts = [everybody.filter(user=user).values("pk")]
        if standing.holds(Role.ESC_DIRECTOR):
            granted: Any = self.model._meta.get_field("grants").related_model
            ended_by_me = granted.objects.run_by(user).not_over().order_by()
            parts.append(ended_by_me.values("person_id"))
        mine = everybody.filter(organization__in=branch.values("pk")).values("pk")
        return self.known().filter(pk__in=mine.union(*parts, all=True))

    def edited_by(self, user: User) -> Self:
        """People whose name, address and place this user may change.

        State administrators everybody. ESC staff those of their own branch, but nobody who holds,
        or will hold, a role that this user could not give: an address that somebody else reads
        would be a way to rights.
        """
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self.known()
        if not standing.holds(*ESC_STAFF):
            return self.none()
        organizations = self.model._meta.get_field("organization").related_model
        granted: Any = self.model._meta.get_field("grants").related_model
        grants = granted.objects
        branch: OrganizationQuerySet[Organization] = OrganizationQuerySet(
            organizations
        ).contacts_edited_by(user)
        given = grants.run_by(user).values("pk")
        higher = grants.not_over().exclude(pk__in=given).values("person_id")
        mine = self.known().filter(organization__in=branch.values("pk")).exclude(pk__in=higher)
        return mine.exclude(user__is_staff=True).exclude(user__is_superuser=True)

    def merged_by(self, user: User) -> Self:
        """People whom this user may merge: those they may edit, but never themselves."""
        if not standing_of(user).holds(Role.STATE_ADMIN, Role.ESC_DIRECTOR):
            return self.none()
        return self.edited_by(user).exclude(user=user.pk)

    def containing(self, typed: str) -> Self:
        """Those in whose name, address or job title every word stands."""
        return self.filter(every_word(words_in(typed)))

    def viewable_by(self, user: User) -> Self:
        """For state administrators: everybody else who can sign in. Nobody views while viewing."""
        standing = standing_of(user)
        if standing.is_viewed or not standing.holds(Role.STATE_ADMIN):
            return self.none()
        can_sign_in = self.known().filter(user__is_active=True)
        return can_sign_in.exclude(user=user.pk)
