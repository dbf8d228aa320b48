"""What may be typed about a person.

Plain forms: whose a taken address is, and who was faster, only the service knows.
"""

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


class OwnContactForm(forms.Form):
    """What everybody may say about themselves."""

    job_title = forms.CharField(max_length=80, required=False)
    phone = forms.CharField(max_length=30, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [name for name in self.fields if name != "version"]
        if person is not None:
            known = {name: getattr(person, name) for name in self.names}
            self.initial = {**known, "version": version_of(person), **self.initial}

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in self.names}

    def with_version(self, version: int) -> OwnContactForm:
        """The same words typed, over the newest version: the next save is a decision."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]  # posted
        return self


class PersonForm(OwnContactForm):
    """Everything about a person."""

    first_name = forms.CharField(max_length=60)
    last_name = forms.CharField(max_length=60)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    organization = NamedOrganizationField(
        required=False, help_text="Where the person works: its IRN or its whole name."
    )

    def __init__(self, *args: Any, user: User, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, person=person, **kwargs)
        field = self.fields["organization"]
        assert isinstance(field, NamedOrganizationField)  # noqa: S101  as declared above
        field.rows = Organization.objects.contacts_edited_by(user).known()
        # Without a place only the state would see the person.
        field.required = not standing_of(user).holds(Role.STATE_ADMIN)
        if person is not None and person.user is not None:
            self.fields[
                "email"
            ].help_text = (
                f"Messages go here. To sign in, {person} goes on using {person.user.email}."
            )
