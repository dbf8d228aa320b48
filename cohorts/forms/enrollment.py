"""Which schools to enroll in a cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from cohorts.forms.shared import choose_from
from network.models import School

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


class SchoolChoices(forms.ModelMultipleChoiceField[School]):
    """Schools to tick, each with its district, so that two of one name can be told apart."""

    def label_from_instance(self, school: School) -> str:
        return f"{school}, {school.agency}"


class EnrollForm(forms.Form):
    """Schools to enroll, several at once."""

    schools = SchoolChoices(
        School.objects.none(), label="Schools to enroll", widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, candidates: QuerySet[School], shown: Iterable[School], **kwargs: Any
    ) -> None:
        """`candidates` is what may be chosen, `shown` the part of it that is on the page."""
        super().__init__(*args, **kwargs)
        field = choose_from(self, "schools", candidates)
        field.choices = [(school.pk, field.label_from_instance(school)) for school in shown]
