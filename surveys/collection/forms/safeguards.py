"""What protects learners, as people confirm it, and the codes of those who are left out."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.forms import DayField
from surveys.collection.models import Safeguards

CODE = re.compile(r"[A-Za-z0-9]{1,20}", re.ASCII)
LONGEST_WORD = 4  # letters alone beyond that may be a name
MOST_CODES = 2_000


class SafeguardsForm(forms.Form):
    """Eight topics to confirm one by one, and the two days."""

    says_what_is_optional = True
    not_asked = forms.MultipleChoiceField(
        label="The form asks nothing about",
        choices=Safeguards.Topic,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Read every question, then tick each topic that none of them touches. All eight "
        "are needed to open.",
    )
    notice_on = DayField(
        label="Parents are told on",
        help_text="With a copy of the form, which is public from now on.",
    )
    opt_out_until = DayField(
        label="Parents may say no until", help_text="The survey can open on the day after."
    )

    def clean(self) -> dict[str, Any]:
        """Parents have time between the notice and the end of it."""
        cleaned = super().clean() or {}
        told, until = cleaned.get("notice_on"), cleaned.get("opt_out_until")
        if told and until and until <= told:
            self.add_error("opt_out_until", "Give parents at least a day after they are told.")
        return cleaned


class OptOutForm(forms.Form):
    """Codes of learners, one per line. Never names."""

    codes = forms.CharField(
        label="One code per line",
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="A code that only your school can read, such as K4071: letters and digits, at "
        "most 20. Never a name.",
    )

    def clean_codes(self) -> list[str]:
        """Each code once, in order; every faulty line is named without repeating it."""
        codes, faults = [], []
        for number, line in enumerate(self.cleaned_data["codes"].splitlines(), start=1):
            code = line.strip().rstrip(",;").upper()
            if not code:
                continue
            if fault := _fault_of(code):
                faults.append(f"Line {number}: {fault}")
            codes.append(code)
        if len(codes) > MOST_CODES:
            faults = [f"These are more than {MOST_CODES:,} codes. Add them in parts."]
        if faults:
            raise ValidationError(faults)
        return list(dict.fromkeys(codes))


def _fault_of(code: str) -> str:
    if " " in code or "," in code:
        return "this looks like a name. Use a code without spaces."
    if not CODE.fullmatch(code):
        return "use letters and digits only, at most 20."
    if code.isalpha() and len(code) > LONGEST_WORD:
        return "letters alone look like a name. Use a code with digits."
    return ""


def usual_days(kept: Safeguards | None) -> dict[str, Any]:
    """What the form begins with: as it was kept, else told today."""
    if kept is None:
        return {"notice_on": clock.today()}
    return {
        "not_asked": kept.not_asked,
        "notice_on": kept.notice_on,
        "opt_out_until": kept.opt_out_until,
    }
