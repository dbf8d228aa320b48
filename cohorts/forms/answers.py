"""The questions of a part of an application as a form that is kept while somebody types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from cohorts.rules import questions as kinds
from cohorts.services.writing import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cohorts.models import ApplicationAnswer
    from cohorts.rules.questions import Part, Question

# Nothing that was typed is thrown away: what is longer than a question allows is kept and told.
LONGEST_KEPT = 20_000
MARK, READ = "mark", "read"


@dataclass(frozen=True)
class Row:
    """A question as the page draws it; `fault` is what keeps the stored answer from being sent."""

    question: Question
    field: forms.BoundField
    mark: forms.BoundField
    answer: ApplicationAnswer | None
    fault: str


class AnswersForm(forms.Form):
    """One field a question, and the mark of the answer that was there when the page was made."""

    says_what_is_optional = True

    def __init__(
        self, *args: Any, part: Part, answers: Mapping[str, ApplicationAnswer], **kwargs: Any
    ) -> None:
        self.part, self.answers = part, answers
        kwargs["initial"] = dict(self._stored())
        super().__init__(*args, **kwargs)
        for question in part.questions:
            self.fields[question.code] = _field(question)
            hidden = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)
            self.fields[f"{MARK}-{question.code}"] = hidden

    def typed(self) -> dict[str, Any]:
        """What stands in the fields that can be read, by question."""
        cleaned = self.cleaned_data
        codes = [one.code for one in self.part.questions if one.code not in self.errors]
        return {code: _plain(cleaned[code]) for code in codes if code in self.data}

    def seen(self) -> dict[str, str]:
        """The marks that the page was made with; of whoever chose, that of the words they read."""
        cleaned = self.cleaned_data
        return {one.code: cleaned.get(f"{MARK}-{one.code}", "") for one in self.part.questions}

    def rows(self) -> Iterator[Row]:
        """The questions in order."""
        for question in self.part.questions:
            answer = self.answers.get(question.code)
            there = answer.value if answer else None
            fault = question.fault_of(there) if there is not None else ""
            mark = self[f"{MARK}-{question.code}"]
            yield Row(question, self[question.code], mark, answer, fault)

    def _stored(self) -> Iterator[tuple[str, Any]]:
        for question in self.part.questions:
            answer = self.answers.get(question.code)
            value = answer.value if answer else None
            yield question.code, value
            yield f"{MARK}-{question.code}", mark_of(value)


def _field(question: Question) -> forms.Field:
    label = question.wording if question.required else f"{question.wording} (optional)"
    said: dict[str, Any] = {"label": label, "required": False, "help_text": _help(question)}
    if question.kind == kinds.NUMBER:
        box = forms.NumberInput(attrs={"class": "pl-short"})
        least, most = question.least, question.most
        return forms.IntegerField(min_value=least, max_value=most, widget=box, **said)
    if question.options:
        return forms.ChoiceField(choices=question.options, widget=forms.RadioSelect, **said)
    lines = forms.Textarea(attrs={"rows": 6}) if question.kind == kinds.LONG else None
    return forms.CharField(max_length=LONGEST_KEPT, widget=lines, **said)


def _help(question: Question) -> str:
    limit = f"At most {question.longest:,} characters." if question.kind == kinds.LONG else ""
    return f"{question.help} {limit}".strip()


def _plain(value: Any) -> Any:
    """Browsers send two characters for a new line; a text is the same wherever it was typed."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
