"""How lists of cohorts are narrowed; the choice lives in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters

from cohorts.models import Cohort, Pathway

if TYPE_CHECKING:
    from cohorts.querysets import CohortQuerySet

STATES = [("current", "Running"), ("planned", "Planned"), ("ended", "Ended")]


class CohortFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By pathway and by where a cohort stands today."""

    pathway = django_filters.ModelChoiceFilter(
        field_name="offering__pathway",
        queryset=Pathway.objects.all(),
        to_field_name="code",
        empty_label="All",
        label="Pathway",
    )
    state = django_filters.ChoiceFilter(
        choices=STATES, method="in_state", empty_label="All", label="State"
    )

    class Meta:
        model = Cohort
        fields: tuple[str, ...] = ()

    def in_state(self, cohorts: CohortQuerySet, name: str, state: str) -> CohortQuerySet:
        """The states are questions of the queryset, by the same names."""
        narrowed: CohortQuerySet = getattr(cohorts, state)()
        return narrowed
