"""What people may type about convenings, and the messages they get back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils import timezone

from cohorts.models import DesignTeam
from convenings.models import Convening, Session
from convenings.services.convening import next_number
from core import local_time
from core.forms import DayField
from network.models import Component

if TYPE_CHECKING:
    import datetime as dt

    from cohorts.models import Cohort

LONGEST_TARGET = 200
NO_TIME = {"required": "Enter a time"}


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ConveningForm(forms.Form):
    """Topic, place in the series, what it is about and what people will learn."""

    number = forms.IntegerField(
        min_value=1, max_value=99, help_text="Its place in the cohort's series."
    )
    topic = forms.CharField(max_length=120)
    components = forms.ModelMultipleChoiceField(
        Component.objects.filter(version__is_current=True),
        label="Components of the framework",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    learning_targets = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One per line, beginning with a verb: build, develop, determine, engage.",
    )

    def __init__(
        self, *args: Any, cohort: Cohort, convening: Convening | None = None, **kwargs: Any
    ) -> None:
        self.cohort = cohort
        self.convening = convening
        filled: dict[str, Any] = {"number": next_number(cohort)}
        if convening is not None:
            filled = {
                "number": convening.number,
                "topic": convening.topic,
                "components": convening.components.all(),
                "learning_targets": "\n".join(convening.learning_targets),
            }
        kwargs["initial"] = filled
        super().__init__(*args, **kwargs)

    def clean_number(self) -> int:
        """A number stands once in a series."""
        number: int = self.cleaned_data["number"]
        others = self.cohort.convenings.filter(number=number)
        if self.convening is not None:
            others = others.exclude(pk=self.convening.pk)
        if others.exists():
            raise forms.ValidationError(
                f"{self.cohort} already has a convening {number}. Choose another number."
            )
        return number

    def clean_learning_targets(self) -> list[str]:
        """The lines that are not empty."""
        lines = [line.strip() for line in self.cleaned_data["learning_targets"].splitlines()]
        targets = [line for line in lines if line]
        if any(len(target) > LONGEST_TARGET for target in targets):
            raise forms.ValidationError(
                f"Keep each target under {LONGEST_TARGET} characters; one per line."
            )
        return targets


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


class GuestForm(forms.Form):
    """Somebody who came and is not on the list."""

    first_name = forms.CharField(max_length=60)
    last_name = forms.CharField(max_length=60)
    email = forms.EmailField(
        label="E-mail address",
        help_text="So that one person is never counted twice, and can be asked how it was.",
    )
    team = forms.ModelChoiceField(
        DesignTeam.objects.none(), label="Came with", empty_label="Choose a team"
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = cast("forms.ModelChoiceField[DesignTeam]", self.fields["team"])
        team.queryset = DesignTeam.objects.filter(cohort=cohort)


def _as_typed(session: Session) -> dict[str, Any]:
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    kept = {n: getattr(session, n) for n in ["region", "mode", "place", "virtual_link", "capacity"]}
    return {**kept, "day": start.date(), "starts": start.time(), "ends": end.time()}
