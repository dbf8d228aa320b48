"""What people may type about a session, and the messages they get back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import Q
from django.utils import timezone

from convenings.models import Session, Venue
from convenings.rules.dates import exact
from core import local_time
from core.forms import DayField, MomentField
from core.local_time import EARLIER, LATER

if TYPE_CHECKING:
    import datetime as dt

    from convenings.models import Convening

NO_TIME = {"required": "Enter a time"}
USUAL_LINK_MINUTES = 60
# Fields that a session has under the same name.
FACTS = (
    "region",
    "mode",
    "venue",
    "room",
    "place",
    "virtual_link",
    "link_minutes",
    "capacity",
    "seats_close_at",
)


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class SessionForm(forms.Form):
    """Day and times apart, as people say them; put together in the network's zone.

    Where clocks go back an hour comes twice: then the form asks which one is meant.
    """

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
    venue = forms.ModelChoiceField(
        Venue.objects.none(), required=False, empty_label="None of these; I say it in words"
    )
    room = forms.CharField(
        max_length=60, required=False, help_text="At the venue. It is kept free of other sessions."
    )
    place = forms.CharField(
        max_length=120, required=False, help_text="Where it is not one of the venues."
    )
    virtual_link = forms.URLField(
        label="Link to join",
        required=False,
        assume_scheme="https",
        help_text="For those who are registered.",
    )
    link_minutes = forms.IntegerField(
        label="Minutes before the start at which the link is shown",
        required=False,
        min_value=0,
        max_value=10_080,
        initial=60,
    )
    capacity = forms.IntegerField(
        label="Seats",
        required=False,
        min_value=1,
        max_value=5000,
        help_text="Empty when everybody fits. Later ones join a waitlist.",
    )
    seats_close_at = MomentField(
        label="Registration closes",
        required=False,
        help_text="Until then people register, change and cancel. Empty means until the end.",
    )

    def __init__(
        self, *args: Any, convening: Convening, session: Session | None = None, **kwargs: Any
    ) -> None:
        self.convening = convening
        self.session = session
        if session is not None:
            kwargs["initial"] = _as_typed(session)
        super().__init__(*args, **kwargs)
        chosen = session.venue_id if session else None
        venue = cast("forms.ModelChoiceField[Venue]", self.fields["venue"])
        venue.queryset = Venue.objects.filter(Q(is_retired=False) | Q(pk=chosen))
        for name in ("starts", "ends"):
            self._ask_which(name)

    def clean_region(self) -> str:
        """A region meets once, unless its session was cancelled."""
        region: str = self.cleaned_data["region"]
        others = self.convening.sessions.filter(is_cancelled=False, region=region)
        if self.session is not None:
            others = others.exclude(pk=self.session.pk)
        if others.exists():
            raise forms.ValidationError(f"There is already a session in {region}.")
        return region

    def clean_link_minutes(self) -> int:
        """An hour, where nothing is said."""
        minutes: int | None = self.cleaned_data["link_minutes"]
        return USUAL_LINK_MINUTES if minutes is None else minutes

    def clean(self) -> dict[str, Any]:
        """Moments from day and times, and a place where people come in person."""
        cleaned = super().clean() or {}
        for name in ("starts", "ends"):
            cleaned[f"{name}_at"] = self._moment(cleaned, name)
        starts_at, ends_at = cleaned["starts_at"], cleaned["ends_at"]
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends", "Choose an end after the start.")
        closes_at = cleaned.get("seats_close_at")
        if closes_at and ends_at and closes_at > ends_at:
            self.add_error("seats_close_at", "Choose a moment before the session ends.")
        if cleaned.get("room") and not cleaned.get("venue"):
            self.add_error("room", "Choose the venue of this room, or say both under Place.")
        has_place = cleaned.get("place") or cleaned.get("venue")
        if cleaned.get("mode") != Session.Mode.VIRTUAL and not has_place:
            self.add_error("place", "Say where people come to.")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the services take."""
        return {name: self.cleaned_data[name] for name in [*FACTS, "starts_at", "ends_at"]}

    @property
    def which_fields(self) -> list[forms.BoundField]:
        """The questions about hours that come twice; mostly none."""
        return [self[name] for name in ("starts_which", "ends_which") if name in self.fields]

    def _ask_which(self, name: str) -> None:
        """Add the question which of two hours of the same name is meant, where there are two."""
        day, time = self._typed("day"), self._typed(name)
        if day is None or time is None or not local_time.is_doubled(day, time):
            return
        word = "start" if name == "starts" else "end"
        earlier, later = local_time.both_times(day, time)
        self.fields[f"{name}_which"] = forms.TypedChoiceField(
            label=f"Clocks go back that night, and this time comes twice. Which is the {word}?",
            choices=[(EARLIER, f"{earlier}, the first"), (LATER, f"{later}, an hour later")],
            coerce=int,
            widget=forms.RadioSelect,
        )

    def _typed(self, name: str) -> Any:
        """What a field holds now, before anything is checked; None when it is not understood."""
        bound = self[name]
        try:
            return bound.field.clean(bound.value())
        except forms.ValidationError:
            return None

    def _moment(self, cleaned: dict[str, Any], name: str) -> dt.datetime | None:
        day, time = cleaned.get("day"), cleaned.get(name)
        asked = f"{name}_which"
        if day is None or time is None or (asked in self.fields and asked not in cleaned):
            return None
        try:
            return exact(local_time.moment(day, time, which=cleaned.get(asked)))
        except local_time.TimeSkipped as refusal:
            self.add_error(name, str(refusal))
            return None


class CancelForm(forms.Form):
    """Why a session is not held."""

    reason = forms.CharField(
        max_length=200,
        help_text="Everybody registered reads it.",
        error_messages={"required": "Say why, in a few words."},
    )


def _as_typed(session: Session) -> dict[str, Any]:
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    kept = {name: getattr(session, name) for name in FACTS}
    return {
        **kept,
        "day": start.date(),
        "starts": start.time(),
        "ends": end.time(),
        "starts_which": LATER if start.fold else EARLIER,
        "ends_which": LATER if end.fold else EARLIER,
    }
