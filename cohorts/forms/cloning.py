"""What people may type when they make an offering or a cohort again at other dates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms

from cohorts.forms.days import ClosedDaysField
from cohorts.forms.shared import choose_from
from cohorts.services.cloning import last_day_of_clone
from cohorts.services.cohort import last_day
from core.forms import DayField
from network.models import Organization

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cohorts.models import Cohort, Offering

YEARS_LATER = 2


class LookFirst(forms.Form):
    """What is made only after a look at its days: other days than those seen are shown again."""

    dated: tuple[str, ...] = ("starts_on",)

    def seen(self) -> str:
        """The days that the page shows, to be sent along with the button."""
        return " ".join(_words(self.cleaned_data[name]) for name in self.dated)

    def is_to_be_made(self) -> bool:
        """Whether the button was pressed below these days; else the form says what to do."""
        if "make" not in self.data:
            return False
        if self.data.get("seen") != self.seen():
            self.add_error(None, "These days are new. Look at them below, then press the button.")
            return False
        return True


class CohortCloneForm(LookFirst):
    """A name and a first day; everything else follows and can be said otherwise."""

    dated = ("starts_on", "ends_on", "closed_days")

    name = forms.CharField(label="Name of the new cohort", max_length=80)
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", required=False, help_text="Empty: as long as this cohort.")
    closed_days = ClosedDaysField()
    home = forms.ModelChoiceField(
        Organization.objects.none(), label="Run by", empty_label="Choose who runs it"
    )

    def __init__(
        self, *args: Any, source: Cohort, homes: QuerySet[Organization], **kwargs: Any
    ) -> None:
        starts_on = years_later(source.starts_on)
        kwargs["initial"] = {"starts_on": starts_on, "home": source.home_id}
        super().__init__(*args, **kwargs)
        self.source = source
        choose_from(self, "home", homes)

    def clean(self) -> dict[str, Any]:
        """The last day as it would be; a cohort ends after it starts."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and not last and "ends_on" not in self.errors:
            cleaned["ends_on"] = last_day_of_clone(self.source, first)
        elif first and last and last < first:
            self.add_error("ends_on", "Choose a day after the first one.")
        return cleaned


class OfferingCloneForm(LookFirst):
    """What the offering is called, and from when on it is offered again."""

    name = forms.CharField(label="Name of the new offering", max_length=80)
    starts_on = DayField(label="First day")

    def __init__(self, *args: Any, source: Offering, **kwargs: Any) -> None:
        starts_on = years_later(source.starts_on)
        kwargs["initial"] = {"name": source.name, "starts_on": starts_on}
        super().__init__(*args, **kwargs)
        self.source = source

    def clean_starts_on(self) -> dt.date:
        """Another day: two offerings of one name and day could not be told apart."""
        day: dt.date = self.cleaned_data["starts_on"]
        if day == self.source.starts_on:
            raise forms.ValidationError("Choose another day: this offering begins on it.")
        return day


def years_later(day: dt.date) -> dt.date:
    """The day after as many years as cohorts usually last."""
    return last_day(day, months=12 * YEARS_LATER) + dt.timedelta(days=1)


def _words(days: dt.date | list[dt.date]) -> str:
    return ",".join(map(str, days)) if isinstance(days, list) else str(days)
