"""What somebody types to begin: first an address, then, once it is confirmed, a name."""

from __future__ import annotations

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
    """How somebody is called; it stands on the certificate."""

    class Meta:
        model = Person
        fields = ("first_name", "last_name")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }
