"""What may be typed about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from network.access import standing_of
from network.forms.named_organization import NamedOrganizationField
from network.models import Organization, Person
from network.roles import Role
from network.services.people import version_of

if TYPE_CHECKING:
    from accounts.models import User


class OwnContactForm(forms.ModelForm[Person]):
    """What everybody may say about themselves."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Person
        fields: tuple[str, ...] = ("job_title", "phone")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = version_of(self.instance)

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def with_version(self, version: int) -> OwnContactForm:
        """The same words typed, over the newest version: the next save is a decision."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]  # posted
        return self


class PersonForm(OwnContactForm):
    """Everything about somebody else."""

    organization = NamedOrganizationField(
        required=False, help_text="Where the person works: its IRN or its whole name."
    )

    class Meta(OwnContactForm.Meta):
        fields = ("first_name", "last_name", "email", "phone", "job_title", "organization")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        places = Organization.objects.contacts_edited_by(user)
        field = self.fields["organization"]
        assert isinstance(field, NamedOrganizationField)  # noqa: S101  as declared above
        field.rows = places.known()
        if account := self.instance.user:
            self.fields[
                "email"
            ].help_text = (
                f"Messages go here. To sign in, {self.instance} goes on using {account.email}."
            )
        # Without a place only the state would see the person.
        field.required = not standing_of(user).holds(Role.STATE_ADMIN)

    def validate_constraints(self) -> None:
        """The service says whose the address is, which the constraint cannot."""
