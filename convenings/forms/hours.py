"""What people may type about hours: licence cycles, and the rule for certificates."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from convenings.models import Convening, LicenceCycle
from core.forms import DayField

LONGEST = dt.timedelta(days=20 * 366)


class LicenceCycleForm(forms.ModelForm[LicenceCycle]):
    """First and last day of a cycle."""

    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day")

    class Meta:
        model = LicenceCycle
        fields = ("starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        """It ends after it starts, within a working life."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", "Choose a last day after the first day.")
        elif first and last and last - first > LONGEST:
            self.add_error("ends_on", "Choose a last day at most twenty years after the first.")
        return cleaned


class CertificateRuleForm(forms.ModelForm[Convening]):
    """What a certificate of this convening asks for."""

    least_share = forms.IntegerField(
        label="Percent of the minutes of a session",
        min_value=1,
        max_value=100,
        help_text="Whoever was there for less gets no certificate.",
    )
    needs_feedback = forms.BooleanField(
        label="Those who are asked for feedback must have sent it", required=False
    )

    class Meta:
        model = Convening
        fields = ("least_share", "needs_feedback")
