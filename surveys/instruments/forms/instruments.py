"""An instrument and a version: what it is called, whom it asks, how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from core.forms import LinesField
from surveys.instruments.facts import OTHER_LANGUAGES
from surveys.instruments.forms.words import CODE, TranslatedForm
from surveys.instruments.questionnaire import ENGLISH, LANGUAGES
from surveys.instruments.services.instruments import FIXED

if TYPE_CHECKING:
    from surveys.instruments.models import InstrumentVersion

MOST_MINUTES = 120


class NameForm(forms.Form):
    """A code and a name of its own."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        validators=[CODE],
        help_text="Short, such as IMT. It never changes.",
    )
    name = forms.CharField(label="Name", max_length=120)


class CloneForm(NameForm):
    """A copy under another name."""


class NewInstrumentForm(NameForm):
    """A form that begins empty."""

    audience = forms.CharField(
        label="Who is asked", max_length=60, help_text="One audience for one form: teachers."
    )
    minutes = forms.IntegerField(
        label="Estimated minutes", min_value=1, max_value=MOST_MINUTES, initial=5
    )


class FactsForm(TranslatedForm):
    """Facts of the version and of its instrument; the latter stay once a version was opened."""

    translated = ("name", "roles")

    name = forms.CharField(label="Name", max_length=120)
    name_es = forms.CharField(label="Name in Spanish", max_length=120, required=False)
    audience = forms.CharField(label="Who is asked", max_length=60)
    source = forms.CharField(
        label="Where it comes from",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    is_for_learners = forms.BooleanField(
        label="Asks children: opens only after notice to their parents", required=False
    )
    is_anonymous_only = forms.BooleanField(label="May be asked anonymously only", required=False)
    minutes = forms.IntegerField(label="Estimated minutes", min_value=1, max_value=MOST_MINUTES)
    roles = LinesField(
        label="Role groups",
        required=False,
        help_text="One per line, in the order shown. Empty does not ask for the role.",
    )
    roles_es = LinesField(
        label="Role groups in Spanish", required=False, help_text="One per line, in the same order."
    )
    languages = forms.MultipleChoiceField(
        label="Respondents may also choose",
        choices=[(code, LANGUAGES[code]) for code in OTHER_LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="A language is complete before the form can open.",
    )

    def __init__(self, *args: Any, row: InstrumentVersion, was_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if was_asked:
            for name in FIXED:
                self.fields[name].disabled = True

    def said_by(self, row: InstrumentVersion) -> dict[str, Any]:
        said = super().said_by(row)
        for name in (*FIXED, "source"):
            said[name] = getattr(row.instrument, name)
        said["languages"] = [code for code in row.languages if code != ENGLISH]
        return said

    def clean_roles(self) -> list[str]:
        return _short(self.cleaned_data["roles"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        other = cleaned.get("roles_es")
        if other and "roles" in cleaned and len(other) != len(cleaned["roles"]):
            self.add_error("roles_es", f"Write {len(cleaned['roles'])} lines, as in English.")
        return cleaned

    def instrument_facts(self) -> dict[str, Any]:
        """What is said of the instrument."""
        return self.only((*FIXED, "source"))

    def version_facts(self) -> dict[str, Any]:
        """What is said of this version."""
        return {
            **self.only(("minutes", "roles")),
            "languages": [ENGLISH, *self.cleaned_data["languages"]],
            "translations": self.translations(),
        }


def _short(lines: list[str]) -> list[str]:
    for line in lines:
        if len(line) > 60:
            raise forms.ValidationError(f"Shorten “{line[:20]}”: at most 60 characters each.")
    if len(set(lines)) < len(lines):
        raise forms.ValidationError("Name each group once.")
    return lines
