"""What people may type when they open a cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from cohorts.forms.days import ClosedDaysField
from cohorts.forms.shared import choose_from
from cohorts.models import Cohort, Offering
from cohorts.services.cohort import last_day
from core import clock
from core.forms import DateInput, DayField
from network.models import Organization

if TYPE_CHECKING:
    from django.db.models import QuerySet


class CohortForm(forms.ModelForm[Cohort]):
    """The database constraints already say what is allowed; this says what is asked."""

    offering = forms.ModelChoiceField(
        Offering.objects.select_related("pathway"), empty_label="Choose an offering"
    )
    home = forms.ModelChoiceField(
        Organization.objects.none(), label="Run by", empty_label="Choose who runs it"
    )
    ends_on = DayField(
        label="Last day",
        required=False,
        help_text="Empty takes the length of the offering.",
    )

    closed_days = ClosedDaysField()

    class Meta:
        model = Cohort
        fields = ("offering", "name", "starts_on", "ends_on", "closed_days", "home")
        labels = {"name": "Name of the cohort", "starts_on": "First day"}
        widgets = {"starts_on": DateInput()}
        help_texts = {"name": "Such as LAUNCH cohort 3. It stands on every page of the cohort."}

    def __init__(
        self,
        *args: Any,
        homes: QuerySet[Organization],
        offering: Offering | None,
        **kwargs: Any,
    ) -> None:
        """An offering fills in the dates; somebody with one home need not choose it."""
        filled: dict[str, Any] = {"home": homes.first() if homes.count() == 1 else None}
        if offering is not None:
            starts_on = max(clock.today(), offering.starts_on)
            ends_on = last_day(starts_on, months=offering.length_months)
            filled |= {"offering": offering, "starts_on": starts_on, "ends_on": ends_on}
        kwargs["initial"] = filled
        super().__init__(*args, **kwargs)
        choose_from(self, "home", homes)
