"""Which file somebody wants of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from surveys.results.exports.layout import Format, Shape
from surveys.results.exports.package import too_large
from surveys.results.models.agreement import FORMS

if TYPE_CHECKING:
    from surveys.results.evaluators.extracts import Rows

FORMATS = [
    (Format.CSV, "CSV, for everything"),
    (Format.XLSX, "Excel"),
    (Format.SAV, "SPSS, with labels and missing values"),
]
SHAPES = [
    (Shape.WIDE, "Wide: a line for each response"),
    (Shape.LONG, "Long: a line for each response and question"),
]


class ExtractForm(forms.Form):
    """Format and shape."""

    format = forms.ChoiceField(choices=FORMATS, initial=Format.CSV, widget=forms.RadioSelect)
    shape = forms.ChoiceField(choices=SHAPES, initial=Shape.WIDE, widget=forms.RadioSelect)

    def __init__(self, *args: Any, rows: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows

    def clean(self) -> dict[str, Any]:
        """What would not fit is said before anybody waits for it."""
        chosen = super().clean() or {}
        if {"format", "shape"} <= chosen.keys():
            form, shape = Format(chosen["format"]), Shape(chosen["shape"])
            if refusal := too_large(self._rows, form, shape):
                self.add_error("format", refusal)
        return chosen

    @property
    def in_words(self) -> str:
        """What was chosen."""
        return f"{FORMS[self.cleaned_data['format']]}, {self.cleaned_data['shape']}"
