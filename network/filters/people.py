"""How the list of people is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters

from network.filters.narrowing import ListFilter, center_filter, words_filter
from network.models import Organization, Person, RoleGrant, ServiceCenter
from network.roles import Role

if TYPE_CHECKING:
    from accounts.models import User
    from network.querysets.person import PersonQuerySet

ACCOUNTS = {
    "yes": {"user__isnull": False},
    "no": {"user__isnull": True},
    "refused": {"mail_refused_at__isnull": False},
}


class PeopleFilter(ListFilter):
    """By words, role of today, branch of a service center, account, and what apps offer."""

    facets_of = "people"
    always_shown = ("q", "role", "center", "account")

    q = words_filter("Name, e-mail or job title")
    role = django_filters.ChoiceFilter(
        choices=[*Role.choices, ("none", "No role today")],
        method="with_role",
        label="Role",
        empty_label="All",
    )
    center = center_filter()
    account = django_filters.ChoiceFilter(
        choices=[("yes", "Has an account"), ("no", "No account yet"), ("refused", "Mail refused")],
        method="by_account",
        label="Account",
        empty_label="All",
    )

    class Meta:
        model = Person
        fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any, *, queryset: PersonQuerySet, user: User) -> None:
        super().__init__(data, queryset=queryset, user=user)
        self.filters["center"].queryset = ServiceCenter.objects.visible_to(user)

    def containing(self, people: PersonQuerySet, name: str, typed: str) -> PersonQuerySet:
        """Every word has to stand somewhere."""
        return people.containing(typed)

    def with_role(self, people: PersonQuerySet, name: str, role: str) -> PersonQuerySet:
        """Those who hold the role today, or none at all."""
        today = RoleGrant.objects.current()
        if role == "none":
            return people.exclude(pk__in=today.values("person"))
        return people.filter(pk__in=today.filter(role=role).values("person"))

    def in_branch(self, people: PersonQuerySet, name: str, center: ServiceCenter) -> PersonQuerySet:
        """Those who work at a center or at one of its districts and schools of today."""
        branch = Organization.objects.branch_of(center)
        return people.filter(organization__in=branch.values("pk"))

    def by_account(self, people: PersonQuerySet, name: str, state: str) -> PersonQuerySet:
        """With an account, without one, or with an address that mail servers refuse."""
        return people.filter(**ACCOUNTS[state])
