"""Days on which nothing of a cohort is put, as people write them down."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from cohorts.rules.dates import spans_of
from core.forms import DayField, LinesField

MOST_DAYS = 400
HELP = (
    "One per line, such as 2027-12-20, or a first and a last day: 2027-12-20 to 2028-01-02. "
    "Public holidays and weekends are left out anyway."
)


class ClosedDaysField(LinesField):
    """A day or a span of days per line, as the list of all of them."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Closed days", "required": False, "help_text": HELP, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """Days in a row as one line."""
        return (
            "\n".join(_line(*span) for span in spans_of(value))
            if isinstance(value, list)
            else value
        )

    def clean(self, value: Any) -> list[dt.date]:
        """Every day once; each line that is not understood is named."""
        days: set[dt.date] = set()
        faults = []
        for line in super().clean(value):
            try:
                days |= _days_of(line)
            except forms.ValidationError:
                faults.append(f"“{line[:40]}”: write 2027-12-20, or 2027-12-20 to 2028-01-02.")
        if faults:
            raise forms.ValidationError(faults)
        if len(days) > MOST_DAYS:
            raise forms.ValidationError(f"Enter {MOST_DAYS} days or fewer.")
        return sorted(days)


def _line(first: dt.date, last: dt.date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _days_of(line: str) -> set[dt.date]:
    first, _, last = line.partition(" to ")
    start = _day(first)
    end = _day(last) if last else start
    count = (end - start).days + 1
    if not 0 < count <= MOST_DAYS:
        raise forms.ValidationError("not in order, or too long")
    return {start + dt.timedelta(days=n) for n in range(count)}


def _day(typed: str) -> dt.date:
    day: dt.date = DayField().clean(typed.strip())
    return day
