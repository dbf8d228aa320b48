"""What people may change about somebody's place in a team, and about the team's charter."""

from __future__ import annotations

from typing import Any

from django import forms

from cohorts.forms.shared import name_no_position
from cohorts.models import TeamCharter, TeamMembership
from core.forms import DateInput, DayField


class MembershipForm(forms.ModelForm[TeamMembership]):
    """Role, job, position and first day of a member; who leads the team writes job and position."""

    starts_on = DayField(label="In the team since")

    class Meta:
        model = TeamMembership
        fields = ("job", "position", "role", "starts_on")
        labels = {"role": "Role in the team", "position": "Counts as"}
        widgets = {"role": forms.RadioSelect}
        help_texts = {"position": "In the rule for teams."}

    def __init__(self, *args: Any, may_run: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_no_position(self)
        if not may_run:
            del self.fields["role"], self.fields["starts_on"]


class CharterForm(forms.ModelForm[TeamCharter]):
    """What the team agreed on. Each field comes with what it was opened with."""

    class Meta:
        model = TeamCharter
        fields = ("cadence", "meeting_times", "norms", "roles", "agreed_on")
        labels = {
            "cadence": "How often the team meets",
            "meeting_times": "When and where",
            "norms": "How we work together",
            "roles": "Who does what",
        }
        widgets = {"agreed_on": DateInput()}
        help_texts = {
            "meeting_times": "Such as Tuesdays, second block, library.",
            "norms": "One thing per line reads best.",
            "agreed_on": "The day on which everybody said yes. Empty while it is a draft.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        """Browsers send other line breaks than are stored."""
        cleaned = super().clean() or {}
        return {name: _with_plain_breaks(value) for name, value in cleaned.items()}

    @property
    def seen(self) -> dict[str, Any]:
        """What each part said when this form was opened."""
        found = {}
        for name, field in self.fields.items():
            sent = self.data.get(self.add_initial_prefix(name), "")
            try:
                found[name] = _with_plain_breaks(field.clean(sent))
            except forms.ValidationError:
                found[name] = None  # not as we sent it
        return found


def _with_plain_breaks(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
