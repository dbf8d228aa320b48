"""How the list of convenings is narrowed; the choice lives in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters

from cohorts.models import Cohort
from convenings.models import Convening

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


def _cohorts(request: HttpRequest | None) -> QuerySet[Cohort]:
    """Those of which the user sees convenings."""
    if request is None or not request.user.is_authenticated:
        return Cohort.objects.none()
    return Cohort.objects.visible_to(request.user)


class ConveningFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By cohort; upcoming and past are tabs of the page."""

    cohort = django_filters.ModelChoiceFilter(queryset=_cohorts, empty_label="All cohorts")

    class Meta:
        model = Convening
        fields: tuple[str, ...] = ("cohort",)

    def words(self) -> dict[str, Any]:
        """The filter as it stands in the address, for links that keep it."""
        chosen = self.form.cleaned_data.get("cohort") if self.form.is_valid() else None
        return {"cohort": chosen.pk} if chosen else {}
