"""Which schools or districts to enroll in a cohort, and what becomes of their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from cohorts.forms.shared import choose_from
from cohorts.models import Enrollment
from cohorts.rules.enrollment import NEXT
from core import clock
from core.forms import DayField
from network.models import Organization

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


class PlaceChoices(forms.ModelMultipleChoiceField[Any]):
    """Schools or districts to tick, each so that two of one name can be told apart."""

    def label_from_instance(self, place: Any) -> str:
        return str(place.where)


class EnrollForm(forms.Form):
    """Schools, or districts, to enroll; several at once."""

    schools = PlaceChoices(
        Organization.objects.none(), label="Schools to enroll", widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        candidates: QuerySet[Any],
        shown: Iterable[Any],
        nouns: str = "schools",
        **kwargs: Any,
    ) -> None:
        """`candidates` is what may be chosen, `shown` the part of it that is on the page."""
        super().__init__(*args, **kwargs)
        field = choose_from(self, "schools", candidates)
        field.label = f"{nouns.capitalize()} to enroll"
        field.choices = [(place.pk, field.label_from_instance(place)) for place in shown]


class StatusForm(forms.Form):
    """What becomes of a place, from which day on, and why."""

    to = forms.ChoiceField(label="The place is now", widget=forms.RadioSelect)
    on = DayField(label="From")
    reason = forms.CharField(
        label="Why",
        max_length=300,
        required=False,
        help_text="Needed when it pauses or leaves. Whoever sees the history reads it.",
    )

    def __init__(self, *args: Any, enrollment: Enrollment, **kwargs: Any) -> None:
        """Only what may follow the status of today is offered."""
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = min(clock.today(), enrollment.cohort.ends_on)
        follows = NEXT[enrollment.status]
        field: Any = self.fields["to"]
        field.choices = [(s.value, s.label) for s in Enrollment.Status if s in follows]
