"""A section: its title and introduction in each language."""

from __future__ import annotations

from typing import Any

from django import forms

from surveys.instruments.forms.words import TranslatedForm

WORDS = forms.Textarea(attrs={"rows": 3})


class SectionForm(TranslatedForm):
    """A page of the form."""

    translated = ("title", "intro")

    title = forms.CharField(label="Title", max_length=80)
    title_es = forms.CharField(label="Title in Spanish", max_length=80, required=False)
    intro = forms.CharField(label="Introduction", max_length=1000, widget=WORDS, required=False)
    intro_es = forms.CharField(
        label="Introduction in Spanish", max_length=1000, widget=WORDS, required=False
    )
    is_matrix = forms.BooleanField(
        label="Neighbors with the same answers stand as one table on a wide screen", required=False
    )

    def facts(self) -> dict[str, Any]:
        """As services take them."""
        said = self.only(("title", "intro", "is_matrix"))
        return {**said, "translations": self.translations()}
