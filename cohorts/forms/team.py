"""What people may type about a team and the places in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from core import clock
from core.forms import DayField

if TYPE_CHECKING:
    import datetime as dt
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
            cleaned["name"] = f"{cleaned['place']} design team"[:120]
        return cleaned


class EndMembershipForm(forms.Form):
    """The last day of somebody's place in a team."""

    on = DayField(
        label="Last day in the team",
        initial=clock.today,
        help_text="What the person did stays with the team.",
    )

    def clean_on(self) -> dt.date:
        """A day to come would end the place while the person still works."""
        on: dt.date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError("Choose today or a day before.")
        return on
