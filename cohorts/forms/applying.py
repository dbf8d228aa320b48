"""What somebody types to write an application together, and to take it back."""

from __future__ import annotations

from django import forms

from cohorts.models import ApplicationInvitation


class WriterForm(forms.ModelForm[ApplicationInvitation]):
    """A colleague to write with."""

    class Meta:
        model = ApplicationInvitation
        fields = ("first_name", "last_name", "email")
        labels = {"email": "Work e-mail"}
        help_texts = {"email": "The link goes there, and the person signs in with it."}


class WithdrawForm(forms.Form):
    """Why an application is taken back."""

    note = forms.CharField(
        max_length=300,
        required=False,
        label="Why",
        help_text="Who reviews it reads this.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
