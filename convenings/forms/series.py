"""What may be typed about many dates at once: moving sessions, planning a whole series."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils import timezone

from convenings.models import SeriesTemplate, Session
from convenings.rules.dates import spread
from core.forms import DayField, LinesField

if TYPE_CHECKING:
    from cohorts.models import Cohort

LONGEST_REGION = 40
MOST_REGIONS = 12


class MoveForm(forms.Form):
    """To which day, and what goes along."""

    ALONE, CONVENING, FOLLOWING = "alone", "convening", "following"

    day = DayField(label="New date")
    scope = forms.ChoiceField(
        label="What moves",
        choices=[
            (ALONE, "Only this session"),
            (CONVENING, "All sessions of this convening, by as many days"),
            (FOLLOWING, "This convening and all that follow, by as many days"),
        ],
        widget=forms.RadioSelect,
        initial=ALONE,
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": timezone.localdate(session.starts_at)}
        super().__init__(*args, **kwargs)


class SeriesForm(forms.Form):
    """A template, its first day, the regions; then a day for each convening, which may be changed.

    The days are fields of their own once the template is known: day-0, day-1 and so on, each with
    a tick whether it is planned at all. `number` is that of the first: sent twice, it is taken.
    """

    template = forms.ModelChoiceField(SeriesTemplate.objects.all(), empty_label=None)
    first_on = DayField(label="First day of the first convening")
    regions = LinesField(
        widget=forms.Textarea(attrs={"rows": 3}),
        initial="Everybody",
        help_text="One per line, such as North or Southeast. Each gets a session of its own.",
    )
    apart = forms.IntegerField(
        label="Days between the regions’ sessions",
        min_value=0,
        max_value=60,
        initial=1,
        help_text="0 when all meet on the same day.",
    )
    number = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    capacity = forms.IntegerField(
        label="Seats in each session",
        required=False,
        min_value=1,
        max_value=5000,
        help_text="Empty when everybody fits.",
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        kwargs["initial"] = {"first_on": cohort.starts_on + dt.timedelta(days=42)}
        super().__init__(*args, **kwargs)
        template = self._known_template()
        self.plans: list[dict[str, Any]] = template.convenings if template else []
        for place, plan in enumerate(self.plans):
            self.fields[f"day-{place}"] = DayField(label=f"Date of {plan['topic']}", required=False)
            self.fields[f"with-{place}"] = forms.BooleanField(
                label=f"Plan {plan['topic']}", required=False
            )

    def clean_regions(self) -> list[str]:
        """Each once."""
        regions = list(dict.fromkeys(self.cleaned_data["regions"]))
        if any(len(region) > LONGEST_REGION for region in regions):
            raise forms.ValidationError(f"Keep each region under {LONGEST_REGION} characters.")
        if len(regions) > MOST_REGIONS:
            raise forms.ValidationError(f"Enter {MOST_REGIONS} regions or fewer.")
        return regions

    def days(self) -> list[dt.date]:
        """The day of each convening: as typed, else as the template lays them out."""
        offsets = [int(plan["after_days"]) for plan in self.plans]
        usual = spread(self.cleaned_data["first_on"], offsets)
        typed = [self.cleaned_data.get(f"day-{place}") for place in range(len(self.plans))]
        return [day or usual[place] for place, day in enumerate(typed)]

    def wanted(self) -> list[bool]:
        """Which convenings are planned: all, until somebody has seen the list and unticks one."""
        if "seen" not in self.data:
            return [True] * len(self.plans)
        return [bool(self.cleaned_data.get(f"with-{n}")) for n in range(len(self.plans))]

    def _known_template(self) -> SeriesTemplate | None:
        field = cast("forms.ModelChoiceField[SeriesTemplate]", self.fields["template"])
        if not self.is_bound:
            return None
        try:
            return cast("SeriesTemplate", field.clean(self.data.get("template")))
        except forms.ValidationError:
            return None
