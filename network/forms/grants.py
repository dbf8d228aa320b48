"""What may be typed about a role: which, where, and from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from core import clock
from core.forms import DayField
from network.access import standing_of
from network.forms.named_organization import NamedOrganizationField
from network.models import Organization
from network.roles import HELD_AT, Role

if TYPE_CHECKING:
    import datetime as dt

    from accounts.models import User

WHERE_HELD = {
    "state": "the state agency",
    "partner": "a partner",
    "esc": "a service center",
    "district": "a district",
    "school": "a school",
}


def refuse_past(day: dt.date | None) -> None:
    """A role whose last day is over opens nothing."""
    if day is not None and day < clock.today():
        raise forms.ValidationError("This day is over. Choose today or a later one.")


class RoleForm(forms.Form):
    """A role at an organization, of those that this user may give."""

    role = forms.ChoiceField()
    organization = NamedOrganizationField(help_text="Its IRN or its whole name.")
    ends_on = DayField(label="Last day", required=False, help_text="Empty: until further notice.")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        choices = [(role.value, role.label) for role in standing_of(user).gives()]
        role, organization = self.fields["role"], self.fields["organization"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101  as declared above
        assert isinstance(organization, NamedOrganizationField)  # noqa: S101  as above
        role.choices = [("", "Choose a role"), *choices]
        organization.rows = Organization.objects.visible_to(user)

    def clean_ends_on(self) -> dt.date | None:
        """Refuse a role that is over before it begins."""
        day: dt.date | None = self.cleaned_data["ends_on"]
        refuse_past(day)
        return day

    def clean(self) -> dict[str, Any]:
        """The role must fit the kind of organization and be this user's to give there."""
        typed = self.cleaned_data
        role, place = typed.get("role"), typed.get("organization")
        if not role or place is None:
            return typed
        places = Organization.objects.granted_at_by(self.user, role)
        if not places.filter(pk=place.pk).exists():
            self.add_error("organization", self._why_not(Role(role), place))
        typed["role"] = Role(role)
        return typed

    @staticmethod
    def _why_not(role: Role, place: Organization) -> str:
        if place.kind != HELD_AT[role]:
            held, kind = WHERE_HELD[HELD_AT[role]], place.get_kind_display().lower()
            return f"{role.label} is a role at {held}. {place} is a {kind}."
        return f"You cannot give roles at {place}. Choose an open organization of your branch."


class GrantForm(RoleForm):
    """As above, from a day on."""

    starts_on = DayField(label="First day")
    field_order = ("role", "organization", "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        typed = super().clean()
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day lies before the first. Choose a later one.")
        return typed


class GrantEndForm(forms.Form):
    """The last day of a role that somebody holds."""

    ends_on = DayField(
        label="Last day",
        required=False,
        help_text="The person keeps the role on this day. Empty: until further notice.",
    )


class InvitationForm(RoleForm):
    """Whom to invite, to which role."""

    first_name = forms.CharField(max_length=60)
    last_name = forms.CharField(max_length=60)
    email = forms.EmailField(label="E-mail", max_length=254)
    field_order = ("email", "first_name", "last_name", "role", "organization", "ends_on")


class BulkForm(forms.Form):
    """Many invitations at once, pasted or as a file."""

    says_what_is_optional = True

    text = forms.CharField(
        label="Rows",
        required=False,
        strip=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text="Paste from a spreadsheet, with the header.",
    )
    file = forms.FileField(
        label="Or a CSV file",
        required=False,
        help_text="Up to 500 rows. Nothing is sent before you have seen every row.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv"}),
    )
