"""What people may type at the door."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from django import forms

from cohorts.models import DesignTeam

if TYPE_CHECKING:
    from cohorts.models import Cohort
    from convenings.models import Attendance, Session

MOST_TAPS = 1000  # more than any list has people
LONGEST_WAIT = 3 * 24 * 60 * 60.0  # seconds that a phone may have kept a mark


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


class MinutesForm(forms.Form):
    """How late somebody came, how early they left."""

    late_minutes = forms.IntegerField(label="Minutes late", min_value=0, initial=0)
    early_minutes = forms.IntegerField(label="Minutes left early", min_value=0, initial=0)

    def __init__(self, *args: Any, session: Session, mark: Attendance, **kwargs: Any) -> None:
        self.session = session
        kwargs["initial"] = {
            "late_minutes": mark.late_minutes,
            "early_minutes": mark.early_minutes,
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Nobody misses more than there was."""
        cleaned = super().clean() or {}
        missed = sum(cleaned.get(name) or 0 for name in ["late_minutes", "early_minutes"])
        if missed > self.session.minutes:
            self.add_error("early_minutes", too_many_minutes(self.session))
        return cleaned


class TapsForm(forms.Form):
    """What a phone kept while the network was away: who, here or not, and how long ago."""

    taps = forms.CharField(max_length=100_000)

    def clean_taps(self) -> list[tuple[int, bool, float]]:
        """Each as person, whether here, seconds ago. Ages, because clocks of phones are wrong."""
        try:
            taps = [
                (int(tap["person"]), bool(tap["here"]), float(tap["ago"]))
                for tap in json.loads(self.cleaned_data["taps"], parse_constant=_refuse)
            ]
        except (ValueError, TypeError, KeyError, OverflowError) as fault:
            raise forms.ValidationError("Reload the page to send what is kept.") from fault
        if len(taps) > MOST_TAPS:
            raise forms.ValidationError("Send fewer marks at once.")
        return [(who, here, min(max(ago, 0.0), LONGEST_WAIT)) for who, here, ago in taps]


def _refuse(word: str) -> None:
    raise ValueError(word)  # NaN and infinities are no ages


def too_many_minutes(session: Session) -> str:
    """What is said to somebody who enters more minutes than there were."""
    return f"The session had {session.minutes} minutes. Enter no more than that in all."
