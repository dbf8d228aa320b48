"""How the directory is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters

from network.filters.narrowing import ListFilter, center_filter, words_filter
from network.models import District, Organization, ServiceCenter
from network.typology import words_of_typology

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from network.querysets.organization import OrganizationQuerySet

    Organizations = OrganizationQuerySet[Organization]

OPERATING = ("operating", "Operating")


class DirectoryFilter(ListFilter):
    """By words, kind, service center, status, typology, county, and what other apps offer."""

    facets_of = "directory"
    always_shown = ("q", "kind", "center", "status")

    q = words_filter("Name, IRN, NCES id, city or county")
    kind = django_filters.ChoiceFilter(
        choices=Organization.Kind.choices, label="Kind", empty_label="All"
    )
    center = center_filter()
    status = django_filters.ChoiceFilter(
        choices=[OPERATING, *Organization.Status.choices],
        method="of_status",
        label="Status",
        empty_label="All but merged",
    )
    typology = django_filters.ChoiceFilter(
        method="of_typology", label="District typology", empty_label="All"
    )
    county = django_filters.ChoiceFilter(label="County", empty_label="All")

    class Meta:
        model = Organization
        fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any, *, queryset: QuerySet[Organization], user: User) -> None:
        super().__init__(data, queryset=queryset, user=user)
        # Only what is in one's own scope is offered: a choice is an answer too.
        seen = Organization.objects.visible_to(user)
        districts = District.objects.visible_to(user)
        self.filters["center"].queryset = ServiceCenter.objects.visible_to(user)
        self.filters["typology"].extra["choices"] = [
            (code, _words_of_typology(code, versions))
            for code, versions in _versions_of_typologies(districts).items()
        ]
        self.filters["county"].extra["choices"] = [
            (county, county) for county in _values(seen, "county")
        ]

    def filter_queryset(self, organizations: Organizations) -> Organizations:
        """Without those that were merged into another, unless they are asked for."""
        narrowed: Organizations = super().filter_queryset(organizations)
        if self.form.cleaned_data.get("status"):
            return narrowed
        return narrowed.exclude(status=Organization.Status.MERGED)

    def containing(self, organizations: Organizations, name: str, typed: str) -> Organizations:
        """Every word has to stand somewhere."""
        return organizations.containing(typed)

    def in_branch(
        self, organizations: Organizations, name: str, center: ServiceCenter
    ) -> Organizations:
        """A center with everything aligned with it today."""
        return organizations.branch_of(center)

    def of_status(self, organizations: Organizations, name: str, status: str) -> Organizations:
        """One status, or all under which an organization works today."""
        if status == OPERATING[0]:
            return organizations.open()
        return organizations.filter(status=status)

    def of_typology(self, organizations: Organizations, name: str, code: str) -> Organizations:
        """Districts of that typology and their schools."""
        return organizations.of_typology(code)


def _versions_of_typologies(districts: QuerySet[District]) -> dict[str, list[str]]:
    """The codes of these districts, each with the versions of the typology it is of."""
    found: dict[str, list[str]] = {}
    named = districts.exclude(typology="").order_by("typology", "typology_version")
    for code, version in named.values_list("typology", "typology_version").distinct():
        found.setdefault(code, []).append(version)
    return found


def _words_of_typology(code: str, versions: list[str]) -> str:
    """Words where one version says what a code means; another version numbers otherwise."""
    return words_of_typology(code, versions[0]) if len(versions) == 1 else f"Typology {code}"


def _values(rows: QuerySet[Any], field: str) -> list[str]:
    """What stands in a field of these rows, each once."""
    named = rows.exclude(**{field: ""}).order_by(field)
    return list(named.values_list(field, flat=True).distinct())
