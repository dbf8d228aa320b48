"""What staff and people type about messages."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings

from core import clock, mail
from core.forms import DateTimeInput
from messaging.models import Message, Rhythm, Wishes
from messaging.rhythms import choices_for, chosen_by

if TYPE_CHECKING:
    import datetime as dt

    from network.models import Person

# The zones of the United States, west of which and east of which nobody of a state's network lives.
ZONES = {
    "America/New_York": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Arizona",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
}


class WordsForm(forms.ModelForm[Message]):
    """The words of one message."""

    class Meta:
        model = Message
        fields = ["subject", "body"]
        labels = {"body": "Text"}
        help_texts = {
            "body": "Plain words. What stands in double brackets is a link or code: leave it there."
        }


class UntilForm(forms.Form):
    """Until when messages wait."""

    until = forms.DateTimeField(label="Not before", widget=DateTimeInput())

    def clean_until(self) -> dt.datetime:
        until: dt.datetime = self.cleaned_data["until"]
        if until <= clock.now():
            raise forms.ValidationError("Choose a moment to come.")
        return until


class SeveralForm(forms.Form):
    """What happens to all messages that were found."""

    says_what_is_optional = True

    act = forms.ChoiceField(
        label="What shall happen to them",
        choices=[("cancel", "Cancel them"), ("postpone", "Postpone them")],
        widget=forms.RadioSelect,
    )
    until = forms.DateTimeField(
        label="Not before", widget=DateTimeInput(), required=False, help_text="For postponing."
    )
    newest = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("act") == "postpone" and "until" in cleaned:
            until = cleaned["until"]
            if until is None or until <= clock.now():
                self.add_error("until", "Choose a moment to come.")
        return cleaned


class PreferencesForm(forms.ModelForm[Wishes]):
    """One choice per kind that leaves one, then hours and zone."""

    says_what_is_optional = True
    time_zone = forms.ChoiceField(required=False, label="Your time zone")

    class Meta:
        model = Wishes
        fields = ["quiet_from", "quiet_until", "wants_next_things"]
        labels = {
            "quiet_from": "No messages from",
            "quiet_until": "until",
            "wants_next_things": "Begin the weekly digest with your next three things to do",
        }
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in ("quiet_from", "quiet_until")
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = chosen_by(person)
        for kind in chosen_kinds():
            self.fields[kind.name] = forms.ChoiceField(
                label=kind.title,
                choices=[(rhythm.value, rhythm.label) for rhythm in choices_for(kind)],
                initial=chosen[kind.name],
            )
        zones = {"": f"As the network: {settings.NETWORK_TIME_ZONE}", **ZONES}
        if person.time_zone and person.time_zone in zoneinfo.available_timezones():
            zones.setdefault(person.time_zone, person.time_zone)
        self.fields["time_zone"].choices = list(zones.items())  # type: ignore[attr-defined]  # a choice field
        self.fields["time_zone"].initial = person.time_zone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ends = (cleaned.get("quiet_from"), cleaned.get("quiet_until"))
        if any(ends) and None in ends:
            self.add_error("quiet_until", "Enter both times, or neither.")
        return cleaned

    def rhythms(self) -> dict[str, Rhythm]:
        """What was chosen, by kind."""
        return {kind.name: Rhythm(self.cleaned_data[kind.name]) for kind in chosen_kinds()}

    def kind_fields(self) -> list[forms.BoundField]:
        """The fields of kinds, in the order of their titles."""
        return [self[kind.name] for kind in chosen_kinds()]


def chosen_kinds() -> list[mail.Kind]:
    """Kinds about which there is something to choose, by title."""
    return sorted((kind for kind in mail.kinds() if len(choices_for(kind)) > 1), key=_title)


def fixed_kinds() -> list[mail.Kind]:
    """Kinds that always come at once."""
    return sorted((kind for kind in mail.kinds() if len(choices_for(kind)) == 1), key=_title)


def _title(kind: mail.Kind) -> str:
    return kind.title
