"""Whom people may invite into a team."""

from __future__ import annotations

from django import forms

from cohorts.models import TeamInvitation, TeamMembership


class InvitationForm(forms.ModelForm[TeamInvitation]):
    """Whom to invite, and as what."""

    role = forms.ChoiceField(
        label="Role in the team",
        choices=TeamMembership.Role.choices,
        initial=TeamMembership.Role.MEMBER,
        widget=forms.RadioSelect,
        help_text="The lead may invite further members.",
    )

    class Meta:
        model = TeamInvitation
        fields = ("first_name", "last_name", "email", "job", "role")
        labels = {"email": "Work e-mail", "job": "Job at the school"}
        help_texts = {
            "email": "The link goes there, and the person signs in with it.",
            "job": "Such as principal or art teacher.",
        }
