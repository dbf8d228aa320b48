"""What somebody types to begin an application, and to write one together."""

from __future__ import annotations

from django import forms

from cohorts.models import ApplicationInvitation


class AddressForm(forms.Form):
    """Who is not signed in says where a code is to be mailed."""

    email = forms.EmailField(
        label="Work e-mail", help_text="We mail a code there. There is no password."
    )


class NameForm(forms.Form):
    """Who is not known yet says their name; `needed` leaves the fields out for others."""

    first_name = forms.CharField(max_length=60)
    last_name = forms.CharField(max_length=60)

    def __init__(self, *args: object, needed: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        if not needed:
            self.fields.clear()


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
