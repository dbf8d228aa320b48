"""What may be typed about a venue, and about who facilitates."""

from __future__ import annotations

from typing import Any

from django import forms

from convenings.models import Facilitator, Venue
from network.models import Person

PLACE_FIELDS = ("name", "address", "access_notes", "map_url", "latitude", "longitude")


class VenueForm(forms.ModelForm[Venue]):
    """A building, how to get in, and where it lies."""

    map_url = forms.URLField(
        label="Map link", required=False, assume_scheme="https", help_text="To any map you like."
    )

    class Meta:
        model = Venue
        fields = PLACE_FIELDS
        help_texts = {
            "access_notes": "Entrance, lift, parking, hearing loop: what somebody needs to know"
            " before they come.",
            "latitude": "In degrees, such as 40.21735.",
            "longitude": "West is negative, such as -82.99879.",
        }

    def clean(self) -> dict[str, Any]:
        """Half a position is none; a name stands once."""
        cleaned = super().clean() or {}
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", "Enter both coordinates or none.")
        name = cleaned.get("name", "")
        others = Venue.objects.offered().filter(name__iexact=name).exclude(pk=self.instance.pk)
        if name and others.exists():
            self.add_error("name", "There is already a venue of this name. Add the town or room.")
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the services take."""
        return {name: self.cleaned_data[name] for name in PLACE_FIELDS}


class FacilitatorForm(forms.Form):
    """Somebody known to the network, by their address, and what they do in a session."""

    email = forms.EmailField(label="E-mail address")
    duty = forms.ChoiceField(
        label="What they do", choices=Facilitator.Duty.choices, initial=Facilitator.Duty.HELP
    )

    def clean_email(self) -> str:
        """The person is found, and stays in `person`."""
        email: str = self.cleaned_data["email"]
        known = Person.objects.by_email(email)
        if known is None:
            raise forms.ValidationError(
                "Nobody in the network has this address. Check it, or add the person first."
            )
        self.person = known
        return email
