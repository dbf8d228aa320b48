"""A list of answers."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import LinesField
from surveys.instruments.forms.words import CODE, TranslatedForm

LONGEST = 80


class NumbersField(forms.CharField):
    """Numbers of answers, such as "4, 5"."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        words = (super().to_python(value) or "").replace(",", " ").split()
        if not all(word.isascii() and word.isdecimal() and len(word) < 3 for word in words):
            raise forms.ValidationError("Write the numbers of the answers, such as 4, 5.")
        return sorted({int(word) for word in words})


class ListForm(TranslatedForm):
    """Its answers in order; the numbers below count them from 1."""

    translated = ("labels",)

    code = forms.CharField(
        label="Code", max_length=20, validators=[CODE], help_text="Short, such as A5."
    )
    name = forms.CharField(label="Name", max_length=60, help_text="Such as Agreement, five steps.")
    labels = LinesField(label="Answers", help_text="One per line, the first is number 1.")
    labels_es = LinesField(
        label="Answers in Spanish", required=False, help_text="One per line, in the same order."
    )
    favorable = NumbersField(
        label="Count as agreement",
        required=False,
        help_text="Numbers, such as 4, 5. Empty where only the distribution is told.",
    )
    any_favorable = NumbersField(
        label="Count as any agreement",
        required=False,
        help_text="Where there is a wider figure too, such as 4, 5, 6.",
    )
    neutral = forms.IntegerField(
        label="Number of the middle answer", required=False, min_value=1, max_value=99
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.row is not None:
            self.fields["code"].disabled = True

    def facts(self) -> dict[str, Any]:
        """As services take them."""
        names = ["name", "labels", "favorable", "any_favorable", "neutral"]
        names += [] if self.row is not None else ["code"]
        return {**self.only(names), "translations": self.translations()}

    def clean_labels(self) -> list[str]:
        labels: list[str] = self.cleaned_data["labels"]
        if len(labels) < 2:
            raise forms.ValidationError("Write at least two answers, one per line.")
        if len(labels) > 30:
            raise forms.ValidationError("Write at most 30 answers.")
        if len(set(labels)) < len(labels):
            raise forms.ValidationError("Write each answer once.")
        return _short(labels)

    def clean_labels_es(self) -> list[str]:
        return _short(self.cleaned_data["labels_es"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        labels = cleaned.get("labels")
        if labels is None:
            return cleaned
        other = cleaned.get("labels_es")
        if other and len(other) != len(labels):
            self.add_error("labels_es", f"Write {len(labels)} lines, as in English.")
        for name in ("favorable", "any_favorable"):
            numbers = cleaned.get(name) or []
            if any(not 1 <= number <= len(labels) for number in numbers):
                self.add_error(name, f"There are answers 1 to {len(labels)}.")
        if cleaned.get("neutral") and cleaned["neutral"] > len(labels):
            self.add_error("neutral", f"There are answers 1 to {len(labels)}.")
        if cleaned.get("neutral") in (cleaned.get("favorable") or []):
            self.add_error("neutral", "The middle answer is no agreement.")
        return cleaned


def _short(labels: list[str]) -> list[str]:
    for label in labels:
        if len(label) > LONGEST:
            raise forms.ValidationError(
                f"Shorten “{label[:20]}”: at most {LONGEST} characters each."
            )
    return labels
