"""How the list of learners is narrowed; the choice lives in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Exists, OuterRef

from library.models import Module, ModuleCompletion

if TYPE_CHECKING:
    from network.querysets.person import PersonQuerySet


class LearnerFilter(forms.Form):
    """By name, by a finished module, and by who wishes to be contacted."""

    says_what_is_optional = True

    q = forms.CharField(label="Name or address", required=False, max_length=200)
    finished = forms.ModelChoiceField(
        label="Finished",
        queryset=Module.objects.published(),
        to_field_name="code",
        required=False,
        empty_label="Any or none",
    )
    contact = forms.BooleanField(label="Wishes contact", required=False)

    def narrow(self, people: PersonQuerySet) -> PersonQuerySet:
        """The people that fit; what cannot be read narrows nothing."""
        chosen: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        completions = ModuleCompletion.objects.filter(person=OuterRef("pk"))
        if typed := chosen.get("q"):
            people = people.containing(typed)
        if module := chosen.get("finished"):
            people = people.filter(Exists(completions.filter(module=module)))
        if chosen.get("contact"):
            people = people.filter(Exists(completions.awaiting_contact()))
        return people
