"""Whom people may invite into a team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from cohorts.forms.shared import name_no_position
from cohorts.models import TeamInvitation, TeamMembership
from cohorts.services import namesakes
from core import clock
from core.forms import PastDayField

if TYPE_CHECKING:
    from cohorts.models import DesignTeam


class InvitationForm(forms.ModelForm[TeamInvitation]):
    """Whom to invite, and as what."""

    role = forms.ChoiceField(
        label="Role in the team",
        choices=TeamMembership.Role.choices,
        initial=TeamMembership.Role.MEMBER,
        widget=forms.RadioSelect,
        help_text="The lead may invite further members.",
    )
    is_somebody_else = forms.BooleanField(
        label="This is another person of the same name", required=False
    )

    class Meta:
        model = TeamInvitation
        fields = ("first_name", "last_name", "email", "job", "position", "role")
        labels = {"email": "Work e-mail", "job": "Job", "position": "Counts as"}
        help_texts = {
            "email": "The link goes there, and the person signs in with it.",
            "job": "Such as principal or art teacher.",
            "position": "In the rule for teams.",
        }

    def __init__(self, *args: Any, team: DesignTeam, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_no_position(self)
        self.team = team
        self.asks_about_namesake = False

    def clean(self) -> dict[str, Any]:
        """Ask when somebody of this name is here already: it may be the same person."""
        cleaned = super().clean() or {}
        named = {key: cleaned.get(key, "") for key in ("first_name", "last_name", "email")}
        known = namesakes(self.team, **named) if all(named.values()) else []
        self.asks_about_namesake = bool(known)
        if known and not cleaned.get("is_somebody_else"):
            name = f"{named['first_name']} {named['last_name']}"
            self.add_error(
                "email",
                f"{name} is in the team or invited already, as {', '.join(known)}. Use that "
                "address, or say below that this is another person.",
            )
        return cleaned

    @property
    def invited(self) -> dict[str, Any]:
        """What an invitation is made of."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ReplaceForm(InvitationForm):
    """Who leaves on which day, and who is invited instead."""

    field_order = ("on",)

    on = PastDayField(
        label="Last day of who leaves",
        initial=clock.today,
        help_text="What the person did stays with the team.",
    )
