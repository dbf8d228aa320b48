"""What an operator types about a correction."""

from __future__ import annotations

from django import forms


class CorrectionForm(forms.Form):
    """Why figures are released again; everybody who reads them reads it."""

    reason = forms.CharField(
        label="What is corrected",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One or two sentences that stand with the figures. Name no school and no number.",
        error_messages={"required": "Say what is corrected."},
    )
