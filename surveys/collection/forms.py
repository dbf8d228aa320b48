"""What people type about a survey, and the messages they get back."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cohorts.models import Cohort
from core import clock
from core.forms import DateTimeInput
from surveys.collection.models import Administration
from surveys.instruments.models import InstrumentVersion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accounts.models import User
    from network.models import School

MODE_WORDS = (
    "Nobody can join answers to people. Chosen before opening, kept for good. Confidential and "
    "identified surveys are not offered yet."
)
FIRST_MONTH = 7  # of a school year
MOST_STAFF = 5_000  # of one role at one school
SCHOOL_YEAR = re.compile(r"\d{4}-\d{2}")


class AdministrationForm(forms.ModelForm[Administration]):
    """A survey to prepare."""

    version = forms.ModelChoiceField(
        InstrumentVersion.objects.select_related("instrument"), label="Form", empty_label=None
    )
    cohort = forms.ModelChoiceField(
        Cohort.objects.none(),
        empty_label="Choose a cohort",
        help_text="Its schools are the ones that are asked.",
    )
    mode = forms.ChoiceField(
        choices=[(Administration.Mode.ANONYMOUS, Administration.Mode.ANONYMOUS.label)],
        initial=Administration.Mode.ANONYMOUS,
        widget=forms.RadioSelect,
        help_text=MODE_WORDS,
    )

    class Meta:
        model = Administration
        fields = [
            "version",
            "title",
            "cohort",
            "school_year",
            "wave",
            "opens_at",
            "closes_at",
            "mode",
            "threshold",
        ]
        labels = {
            "wave": "Wave",
            "opens_at": "Opens",
            "closes_at": "Closes",
            "threshold": "Fewest answers behind a figure",
        }
        help_texts = {
            "title": "Such as Implementation survey, spring 2024. Everybody asked reads it.",
            "school_year": "Such as 2023-24.",
            "wave": "Such as spring 2024.",
            "threshold": "Never below 5. Smaller groups stay hidden in the results.",
        }
        widgets = {"opens_at": DateTimeInput, "closes_at": DateTimeInput}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = Cohort.objects.run_by(user)  # type: ignore[attr-defined]  # a choice of rows
        self.fields["threshold"].initial = 10

    def clean_school_year(self) -> str:
        """Two years that follow each other."""
        given: str = self.cleaned_data["school_year"].strip()
        if not SCHOOL_YEAR.fullmatch(given) or (int(given[2:4]) + 1) % 100 != int(given[5:]):
            raise ValidationError("Write it as 2023-24.")
        return given


class ExtendForm(forms.Form):
    """Another closing time."""

    closes_at = forms.DateTimeField(label="Closes", widget=DateTimeInput)


class SchoolForm(forms.Form):
    """How many people one school has, together or by role group."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        school: School,
        roles: Sequence[str],
        initial: Mapping[str, int],
    ) -> None:
        super().__init__(data, prefix=f"school-{school.pk}", initial=dict(initial))
        self.school, self.roles = school, roles
        for number, role in enumerate(roles, start=1):
            self.fields[f"role_{number}"] = _count(role.capitalize(), school)
        self.fields["staff"] = _count("All together" if roles else "Staff", school)

    def clean(self) -> dict[str, Any]:
        """A total, or role groups that make one; when both are given they agree."""
        cleaned = super().clean() or {}
        by_role = {
            role: cleaned.get(f"role_{number}") or 0
            for number, role in enumerate(self.roles, start=1)
        }
        total = sum(by_role.values())
        if total and cleaned.get("staff") not in (None, total):
            self.add_error("staff", f"The role groups make {total}. Empty one of the two.")
        cleaned["by_role"] = by_role if total else {}
        cleaned["total"] = total or cleaned.get("staff") or 0
        return cleaned


class PasteForm(forms.Form):
    """The frame as lines of a spreadsheet."""

    lines = forms.CharField(
        label="One school per line",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="IRN, then the number of staff; or IRN, then one number for each role group, in "
        "the order of the columns above. Commas, semicolons or tabs part them.",
    )

    def __init__(
        self, *args: Any, schools: Sequence[School], roles: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_irn = {school.irn: school for school in schools if school.irn}
        self.roles = roles

    def clean_lines(self) -> list[tuple[School, int, dict[str, int]]]:
        """School, staff and staff by role of each line; every faulty line is named."""
        rows, faults = [], []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                rows.append(self._row(re.split(r"[,;\t]", line)))
            except ValueError as fault:
                faults.append(f"Line {number}: {fault}")
        if faults:
            raise ValidationError(faults)
        return rows

    def _row(self, cells: list[str]) -> tuple[School, int, dict[str, int]]:
        irn, *numbers = [cell.strip() for cell in cells]
        school = self.by_irn.get(irn.zfill(6))
        if school is None:
            raise ValueError(f"no school with IRN {irn[:12]} takes part.")
        if len(numbers) not in (1, len(self.roles)) or not all(map(_is_number, numbers)):
            raise ValueError("after the IRN come whole numbers only, one or one per role group.")
        counts = [int(n) for n in numbers]
        by_role = dict(zip(self.roles, counts, strict=True)) if len(counts) > 1 else {}
        return school, sum(counts), by_role


class InviteesForm(forms.Form):
    """Addresses of those who are asked at one school."""

    addresses = forms.CharField(
        label="One e-mail address per line",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Addresses invited before are left alone.",
    )

    def clean_addresses(self) -> list[str]:
        """Each address once, in order; every faulty line is named."""
        addresses, faults = [], []
        for number, line in enumerate(self.cleaned_data["addresses"].splitlines(), start=1):
            address = line.strip().rstrip(",;").lower()
            if not address:
                continue
            try:
                validate_email(address)
            except ValidationError:
                faults.append(f"Line {number}: {address[:80]} is no e-mail address.")
            addresses.append(address)
        if faults:
            raise ValidationError(faults)
        return list(dict.fromkeys(addresses))


def _is_number(cell: str) -> bool:
    return cell.isascii() and cell.isdecimal() and int(cell[:5]) <= MOST_STAFF and len(cell) < 5


def _count(label: str, school: School) -> forms.IntegerField:
    """In a table the head of a column is no label, so the field carries its own."""
    field = forms.IntegerField(min_value=0, max_value=MOST_STAFF, required=False, label=label)
    field.widget.attrs.update({"inputmode": "numeric", "aria-label": f"{label}, {school}"})
    return field


def usual_answers() -> dict[str, Any]:
    """The teacher form, this school year, three weeks from tomorrow morning to a late evening."""
    tomorrow = clock.today() + dt.timedelta(days=1)
    year = tomorrow.year if tomorrow.month >= FIRST_MONTH else tomorrow.year - 1
    return {
        "version": InstrumentVersion.objects.filter(instrument__code="IMT").last(),
        "school_year": f"{year}-{(year + 1) % 100:02}",
        "opens_at": clock.on_day(tomorrow, 8),
        "closes_at": clock.on_day(tomorrow + dt.timedelta(days=21), 23, 59),
    }
