"""Whom a survey asks at one school, as people type it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email

validate_length = MaxLengthValidator(254)  # what is kept


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
                validate_length(address)
            except ValidationError:
                faults.append(f"Line {number}: {address[:80]} is no e-mail address.")
            addresses.append(address)
        if faults:
            raise ValidationError(faults)
        return list(dict.fromkeys(addresses))
