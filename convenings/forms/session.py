"""What people may type about a session, and the messages they get back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from convenings.models import Session
from core import local_time
from core.forms import DayField

if TYPE_CHECKING:
    import datetime as dt

    from convenings.models import Convening

NO_TIME = {"required": "Enter a time"}


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class SessionForm(forms.Form):
    """Day and times apart, as people say them; put together in the network's zone."""

    region = forms.CharField(max_length=40, help_text="Such as North or Southeast.")
    day = DayField(label="Date")
    starts = forms.TimeField(label="Starts at", widget=TimeInput, error_messages=NO_TIME)
    ends = forms.TimeField(label="Ends at", widget=TimeInput, error_messages=NO_TIME)
    mode = forms.ChoiceField(
        label="How people come",
        choices=Session.Mode.choices,
        widget=forms.RadioSelect,
        initial=Session.Mode.IN_PERSON,
    )
    place = forms.CharField(
        max_length=120, required=False, help_text="Building and room. Needed unless it is virtual."
    )
    virtual_link = forms.URLField(
        label="Link to join",
        required=False,
        assume_scheme="https",
        help_text="Shown to those who are registered.",
    )
    capacity = forms.IntegerField(
        label="Seats",
        required=False,
        min_value=1,
        max_value=5000,
        help_text="Empty when everybody fits. Later ones join a waitlist.",
    )

    def __init__(
        self, *args: Any, convening: Convening, session: Session | None = None, **kwargs: Any
    ) -> None:
        self.convening = convening
        self.session = session
        if session is not None:
            kwargs["initial"] = _as_typed(session)
        super().__init__(*args, **kwargs)

    def clean_region(self) -> str:
        """A region meets once, unless its session was cancelled."""
        region: str = self.cleaned_data["region"]
        others = self.convening.sessions.filter(is_cancelled=False, region=region)
        if self.session is not None:
            others = others.exclude(pk=self.session.pk)
        if others.exists():
            raise forms.ValidationError(f"There is already a session in {region}.")
        return region

    def clean(self) -> dict[str, Any]:
        """Moments from day and times, and a place where people come in person."""
        cleaned = super().clean() or {}
        for name, moment in [("starts", "starts_at"), ("ends", "ends_at")]:
            cleaned[moment] = self._moment(cleaned.get("day"), cleaned.get(name), name)
        starts_at, ends_at = cleaned["starts_at"], cleaned["ends_at"]
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends", "Choose an end after the start.")
        if cleaned.get("mode") != Session.Mode.VIRTUAL and not cleaned.get("place"):
            self.add_error("place", "Say where people come to.")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the services take."""
        names = ["region", "starts_at", "ends_at", "mode", "place", "virtual_link", "capacity"]
        return {name: self.cleaned_data[name] for name in names}

    def _moment(self, day: dt.date | None, time: dt.time | None, field: str) -> dt.datetime | None:
        if day is None or time is None:
            return None
        try:
            return local_time.moment(day, time)
        except (local_time.TimeSkipped, local_time.TimeDoubled) as refusal:
            self.add_error(field, str(refusal))
            return None


def _as_typed(session: Session) -> dict[str, Any]:
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    kept = {n: getattr(session, n) for n in ["region", "mode", "place", "virtual_link", "capacity"]}
    return {**kept, "day": start.date(), "starts": start.time(), "ends": end.time()}
