"""What a stranger types to begin: first an address, then, once it is confirmed, a name."""

from __future__ import annotations

from typing import Any

from django import forms

from network.models import Person


class AddressForm(forms.Form):
    """The address to which the code goes."""

    email = forms.EmailField(
        label="Your e-mail",
        max_length=254,
        help_text="One that you will keep. We mail you a code; there is no password.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NameForm(forms.ModelForm[Person]):
    """How somebody is called; `needed` leaves the fields out for who is known."""

    class Meta:
        model = Person
        fields = ("first_name", "last_name")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }

    def __init__(self, *args: Any, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needed:
            self.fields.clear()
