"""Fields in several languages, and the stamp against lost changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict

from surveys.instruments.facts import OTHER_LANGUAGES
from surveys.instruments.refusals import ChangedMeanwhile
from surveys.instruments.services import form_files, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from surveys.instruments.refusals import Refusal

CODE = RegexValidator(
    form_files.CODE, "Begin with a capital letter; only letters and figures follow."
)


class TranslatedForm(forms.Form):
    """Fields of a row; what stands in other languages is named `wording_es` and the like.

    `row` is what is edited, none for something new. `translated` names the fields that have words
    in other languages.
    """

    translated: tuple[str, ...] = ()

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: Model | None = None, **kwargs: Any) -> None:
        self.row = row
        if row is not None:
            kwargs["initial"] = {**self.said_by(row), **(kwargs.get("initial") or {})}
            kwargs["initial"]["stamp"] = stamp_of(row)
        super().__init__(*args, **kwargs)

    def said_by(self, row: Any) -> dict[str, Any]:
        """What the row says, by field."""
        said: dict[str, Any] = {
            name: getattr(row, name) for name in self.base_fields if hasattr(row, name)
        }
        for language, name in self.in_other_languages():
            said[f"{name}_{language}"] = row.translations.get(language, {}).get(name, "")
        return said

    def in_other_languages(self) -> list[tuple[str, str]]:
        """Each language with each translated field."""
        return [(language, name) for language in OTHER_LANGUAGES for name in self.translated]

    def translations(self) -> dict[str, dict[str, Any]]:
        """What was typed in other languages, and what else the row has in them."""
        kept = getattr(self.row, "translations", {})
        found: dict[str, dict[str, Any]] = {code: dict(words) for code, words in kept.items()}
        for language, name in self.in_other_languages():
            words = self.cleaned_data[f"{name}_{language}"]
            found.setdefault(language, {}).pop(name, None)
            if words:
                found[language][name] = words
        return {code: words for code, words in found.items() if words}

    def only(self, names: Iterable[str]) -> dict[str, Any]:
        """Some of what was typed."""
        return {name: self.cleaned_data[name] for name in names}

    def refuse(self, refusal: Refusal, field: str | None = None) -> None:
        """Tell why it was not saved; after somebody else's change the next try is about theirs."""
        self.add_error(field, str(refusal))
        if not isinstance(refusal, ChangedMeanwhile) or self.row is None:
            return
        self.row.refresh_from_db()
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["stamp"] = stamp_of(self.row)

    @property
    def theirs(self) -> list[tuple[str, Any, Any]]:
        """After somebody else's change: field by field what stands there now and what was typed."""
        if not self.is_bound or self.row is None or not self.non_field_errors():
            return []
        now = self.said_by(self.row)
        return [
            (str(self[name].label), now[name], self.cleaned_data[name])
            for name in now
            if name in self.cleaned_data and (now[name] or "") != (self.cleaned_data[name] or "")
        ]
