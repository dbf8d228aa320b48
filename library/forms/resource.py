"""What people may type about resources and moves."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import URLValidator

from cohorts.models import DesignTeam
from core import clock
from core.forms import PastDayField
from library.models import MoveUse, Resource
from network.models import Component, Indicator

if TYPE_CHECKING:
    from accounts.models import User

LONGEST = dt.timedelta(days=10 * 366)


class ResourceForm(forms.ModelForm[Resource]):
    """One form for those who suggest and those who change."""

    kind = forms.ChoiceField(
        choices=Resource.Kind, label="What it is", widget=forms.RadioSelect, initial="resource"
    )
    summary = forms.CharField(
        label="What it is good for",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In two or three sentences, for somebody who was not there.",
    )
    steps = forms.CharField(
        label="Steps of a move",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="How it goes, a step a line.",
    )
    minutes = forms.IntegerField(
        label="Minutes it takes", min_value=1, max_value=600, required=False
    )
    url = forms.URLField(
        label="Link",
        max_length=200,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Where it can be read without another account.",
    )
    audiences = forms.MultipleChoiceField(
        label="For whom",
        choices=Resource.Audience,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    components = forms.ModelMultipleChoiceField(
        Component.objects.filter(version__is_current=True),
        label="Components of the framework",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.filter(component__version__is_current=True).select_related("component"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The component of an indicator is ticked by itself.",
    )

    class Meta:
        model = Resource
        fields = (
            "kind",
            "title",
            "summary",
            "steps",
            "minutes",
            "url",
            "audiences",
            "source",
            "components",
            "indicators",
        )
        labels = {"source": "Where it comes from"}
        help_texts = {
            "title": "What somebody looks for a year later.",
            "source": "Such as LAUNCH cohort 1, Convening 2.",
        }

    def clean(self) -> dict[str, Any]:
        """A move says how it goes."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == Resource.Kind.MOVE and not cleaned.get("steps"):
            self.add_error("steps", "Write how the move goes, a step a line.")
        return cleaned


class DeclineForm(forms.Form):
    """Why a suggestion is not published."""

    words = forms.CharField(
        label="The reason",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who suggested it reads this in a message.",
    )


class MoveUseForm(forms.ModelForm[MoveUse]):
    """ "We used it": with whom, when, in which team, and what was changed."""

    used_with = forms.ChoiceField(
        label="We used it", choices=MoveUse.With, widget=forms.RadioSelect
    )
    used_on = PastDayField(label="Day")
    team = forms.ModelChoiceField(
        DesignTeam.objects.none(), required=False, empty_label="No team", label="Our team"
    )
    adaptation = forms.CharField(
        label="What we changed",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody in the network reads this. Name no student.",
    )

    class Meta:
        model = MoveUse
        fields = ("used_with", "used_on", "team", "adaptation")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        teams = DesignTeam.objects.joined_by(user)
        only = list(teams[:2])
        kwargs["initial"] = {
            "used_on": clock.today(),
            "team": only[0] if len(only) == 1 else None,
        }
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]  # a choice of rows
        if not only:
            del self.fields["team"]

    def clean_used_on(self) -> dt.date:
        """A day that somebody remembers."""
        day: dt.date = self.cleaned_data["used_on"]
        if day < clock.today() - LONGEST:
            raise forms.ValidationError("Choose a day of the last ten years.")
        return day
