"""How the directory is narrowed; the choice lives in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django import forms
from django.db.models import Q

from network.models import Organization, ServiceCenter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from network.querysets.organization import OrganizationQuerySet


class DirectoryFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By words, kind, service center and status."""

    q = django_filters.CharFilter(
        method="containing",
        label="Name, IRN, NCES id or city",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = django_filters.ChoiceFilter(
        choices=Organization.Kind.choices, label="Kind", empty_label="All"
    )
    center = django_filters.ModelChoiceFilter(
        queryset=ServiceCenter.objects.none(),
        method="in_branch",
        label="Service center",
        empty_label="All",
    )
    status = django_filters.ChoiceFilter(
        choices=Organization.Status.choices, label="Status", empty_label="All"
    )

    class Meta:
        model = Organization
        fields: tuple[str, ...] = ()

    def __init__(
        self, *args: object, queryset: QuerySet[Organization], user: User, **kwargs: object
    ) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
        # Only centers of one's own are offered: a choice is an answer too.
        self.filters["center"].queryset = ServiceCenter.objects.visible_to(user)

    @property
    def is_narrowed(self) -> bool:
        """Whether the address narrows anything."""
        return any(self.data.get(name) for name in self.filters)

    def containing(
        self, organizations: OrganizationQuerySet[Organization], name: str, words: str
    ) -> OrganizationQuerySet[Organization]:
        """Every word has to stand somewhere."""
        for word in words.split():
            organizations = organizations.filter(
                Q(name__icontains=word)
                | Q(irn__startswith=word)
                | Q(nces_id__startswith=word)
                | Q(city__icontains=word)
            )
        return organizations

    def in_branch(
        self,
        organizations: OrganizationQuerySet[Organization],
        name: str,
        center: ServiceCenter | None,
    ) -> OrganizationQuerySet[Organization]:
        """A center with everything aligned with it today."""
        return organizations.branch_of(center) if center else organizations
