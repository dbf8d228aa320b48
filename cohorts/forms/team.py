"""What people may type about a team and the places in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from cohorts.services.joining import team_name
from core import clock
from core.forms import PastDayField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network.models import District, School


class TeamForm(forms.Form):
    """A design team of one of the cohort's schools or districts."""

    place = forms.TypedChoiceField(label="School or district", coerce=int)
    name = forms.CharField(
        max_length=120,
        required=False,
        label="Name of the team",
        help_text="Empty names it after the school, such as Kettle Run High School design team.",
    )

    def __init__(self, *args: Any, places: Sequence[School | District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.pk: place for place in places}
        field = cast("forms.TypedChoiceField", self.fields["place"])
        named = [(pk, place.where) for pk, place in self.places.items()]
        field.choices = [("", "Choose a school or district"), *named]

    def clean_place(self) -> School | District:
        """The chosen place itself."""
        return self.places[self.cleaned_data["place"]]

    def clean(self) -> dict[str, Any]:
        """Name the team after its place when nobody said otherwise."""
        cleaned = super().clean() or {}
        if cleaned.get("place") and not cleaned.get("name"):
            cleaned["name"] = team_name(cleaned["place"])
        return cleaned


class EndMembershipForm(forms.Form):
    """The last day of somebody's place; a day to come would end it while the person works."""

    on = PastDayField(
        label="Last day in the team",
        initial=clock.today,
        help_text="What the person did stays with the team.",
    )
