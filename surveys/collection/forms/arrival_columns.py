"""The map of a file of answers, as somebody fills it in: columns, marks, words for answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from surveys.collection.arrivals.values import NA_MARK, NOT_ASKED_MARK, SKIPPED_MARK, plain
from surveys.collection.models import Administration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.forms import BoundField

    from surveys.instruments.questionnaire import Question, Questionnaire

NOT_HERE = ("", "Not in this file")
RARE = ("header_row", "not_asked", "does_not_apply", "role", "person", "weight")


class ColumnsForm(forms.Form):
    """The map as a form. What only a JSON map can say (labels of one item, staff) is kept."""

    title = forms.CharField(label="Name of the survey", max_length=120)
    school_year = forms.RegexField(
        r"\A\d{4}-\d{2}\Z",
        max_length=7,
        help_text="In which it was answered, such as 2023-24.",
        error_messages={"invalid": "Write the school year as 2023-24."},
    )
    wave = forms.CharField(max_length=40, required=False, help_text="Such as spring 2024.")
    mode = forms.ChoiceField(choices=Administration.Mode, label="What people were promised")
    header_row = forms.IntegerField(
        label="Row with the names of the columns",
        required=False,
        min_value=1,
        max_value=1000,
        help_text="Left empty it is found.",
    )
    skipped = forms.CharField(
        label="Marks of a skipped question",
        required=False,
        help_text="Such as NA, -9, with commas between. An empty cell is always one.",
    )
    not_asked = forms.CharField(
        label="Marks of a question that was not asked", required=False, help_text="Such as -97."
    )
    does_not_apply = forms.CharField(
        label="Marks of “does not apply”", required=False, help_text="Such as -98."
    )
    labels = forms.CharField(
        label="Other words for answers",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line, such as SA = Strongly agree. They hold for every question "
        "that offers the answer. Capitals and spaces never matter.",
    )
    role = forms.ChoiceField(label="Column with the role", required=False)
    unit = forms.ChoiceField(label="Column with the school", required=False)
    by = forms.ChoiceField(
        label="It holds",
        choices=[("irn", "the IRN"), ("nces", "the NCES id"), ("name", "the name")],
    )
    put_zeros_back = forms.BooleanField(
        label="Put leading zeros back, as in 000442 for 442", required=False
    )
    person = forms.ChoiceField(
        label="Column that says who a row is from",
        required=False,
        help_text="Only to find people with several rows. It is never kept.",
    )
    weight = forms.ChoiceField(
        label="Column with weights",
        required=False,
        help_text="Kept for evaluators. The figures here do not use them.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        form: Questionnaire,
        header: Sequence[str],
        told: dict[str, Any],
    ) -> None:
        self.asked = list(form)
        self.told_before = told
        self.header = header
        self.before = {
            code.casefold(): _own(own)
            for part in ("groups", "items")
            for code, own in told.get(part, {}).items()
        }
        self.shared = self._shared()
        super().__init__(data, initial=_initial(told, header, self.shared))
        columns = [NOT_HERE, *((name, name) for name in header)]
        names = ["unit", "person", "weight"]
        if form.roles:
            names.append("role")
        else:
            del self.fields["role"]
        for name in names:
            field: Any = self.fields[name]
            field.choices = columns
        for question in self.asked:
            own = self.before.get(question.code.casefold(), {})
            self.fields[f"item-{question.code}"] = forms.ChoiceField(
                label=f"{question.number}. {question.wording}",
                choices=columns,
                required=False,
                initial=_as_in(header, own.get("column", "")),
            )
            if question.is_choice:
                self.fields[f"turned-{question.code}"] = forms.BooleanField(
                    label="It is reversed in the file",
                    required=False,
                    initial=own.get("reversed", False),
                )

    def settings_fields(self) -> Iterator[BoundField]:
        """What is said about most files."""
        for name in self.fields:
            if name not in RARE and not name.startswith(("item-", "turned-")):
                yield self[name]

    def rare_fields(self) -> Iterator[BoundField]:
        """What few files need."""
        for name in RARE:
            if name in self.fields:
                yield self[name]

    @property
    def says_rare(self) -> bool:
        """Whether something rare is said, or wrong, so that it is seen."""
        return any(field.value() or field.errors for field in self.rare_fields())

    def question_fields(self) -> Iterator[tuple[Question, BoundField, BoundField | None]]:
        """The questions with their columns."""
        for question in self.asked:
            turned = f"turned-{question.code}"
            yield (
                question,
                self[f"item-{question.code}"],
                self[turned] if turned in self.fields else None,
            )

    def clean_labels(self) -> dict[str, str]:
        """Words of the file to words of an answer, which some question offers."""
        found = {}
        for line in self.cleaned_data["labels"].splitlines():
            said, sign, answer = (part.strip() for part in line.partition("="))
            if not line.strip():
                continue
            if not said or not sign or not any(_offers(q, answer) for q in self.asked):
                raise forms.ValidationError(f"“{line.strip()}” names no answer that is offered.")
            found[said] = answer
        return found

    def clean(self) -> dict[str, Any]:
        """At least one question has a column, and no column two questions."""
        given = super().clean() or {}
        chosen = [name for q in self.asked if (name := str(given.get(f"item-{q.code}") or ""))]
        if not chosen:
            self.add_error(None, "Choose the column of at least one question.")
        for name in sorted({name for name in chosen if chosen.count(name) > 1}):
            self.add_error(None, f"Two questions are taken from “{name}”. Choose another column.")
        return given

    def told(self) -> dict[str, Any]:
        """The map as JSON has it."""
        given = self.cleaned_data
        told = {key: value for key, value in self.told_before.items() if key not in SAID_HERE}
        for name in ("title", "school_year", "wave", "mode", "header_row", "role", "weight"):
            if given.get(name):
                told[name] = given[name]
        if isinstance(before := self.told_before.get("role"), dict) and given.get("role"):
            told["role"] = {**before, "column": given["role"]}
        if given["person"]:
            told["person"] = self._person(given["person"])
        if given["unit"]:
            before = self.told_before.get("unit")
            kept = before if isinstance(before, dict) else {}
            told["unit"] = {**kept, "column": given["unit"], "by": given["by"]}
            told["put_zeros_back"] = given["put_zeros_back"]
        told["missing"] = {
            meaning: [
                *(mark.strip() for mark in given[name].split(",") if mark.strip()),
                *(mark for mark in _marks(self.told_before, meaning) if not _can_be_listed(mark)),
            ]
            for name, meaning in MARKS
        }
        chosen = [question for question in self.asked if given[f"item-{question.code}"]]
        codes = {question.code.casefold() for question in self.asked}
        # Questions on the respondent alone make no row count; those that we lack stay told.
        before = self.told_before.get("groups", {})
        groups = {code.casefold() for code in before}
        told["groups"] = {
            **{code: own for code, own in before.items() if code.casefold() not in codes},
            **{q.code: self._item(q) for q in chosen if q.code.casefold() in groups},
        }
        told["items"] = {q.code: self._item(q) for q in chosen if q.code.casefold() not in groups}
        return told

    def _person(self, name: str) -> list[str]:
        """The column, with further ones that the map named after it."""
        before = self.told_before.get("person", [])
        names = [before] if isinstance(before, str) else before
        is_same = bool(names) and _as_in(self.header, names[0]) == name
        return [name, *names[1:]] if is_same else [name]

    def _item(self, question: Question) -> dict[str, Any]:
        given = self.cleaned_data
        before = self.before.get(question.code.casefold(), {})
        own = {**before, "column": given[f"item-{question.code}"]}
        own["reversed"] = given.get(f"turned-{question.code}", False)
        its = {s: a for s, a in own.pop("labels", {}).items() if self.shared.get(s) != a}
        labels = {s: a for s, a in given["labels"].items() if _offers(question, a)} | its
        return {**own, "labels": labels} if labels else own

    def _shared(self) -> dict[str, str]:
        """Labels that hold for every question that offers the answer; others stay at their own."""
        codes = [(question, question.code.casefold()) for question in self.asked]
        mapped = [(question, self.before[code]) for question, code in codes if code in self.before]
        return {
            said: answer
            for _, own in mapped
            for said, answer in own.get("labels", {}).items()
            if isinstance(answer, str)
            and all(
                its.get("labels", {}).get(said) == answer for q, its in mapped if _offers(q, answer)
            )
        }


MARKS = (
    *(("skipped", SKIPPED_MARK), ("not_asked", NOT_ASKED_MARK)),
    ("does_not_apply", NA_MARK),
)
SAID_HERE = (
    *("title", "school_year", "wave", "mode", "header_row", "role", "weight", "person"),
    *("unit", "put_zeros_back", "missing", "items", "groups"),
)


def _own(told: Any) -> dict[str, Any]:
    """An item of a map; a column alone is one as well."""
    return {"column": told} if isinstance(told, str) else dict(told)


def _offers(question: Question, answer: str) -> bool:
    return plain(answer) in {plain(option.label) for option in question.options}


def _as_in(header: Sequence[str], name: str) -> str:
    """The column as the file writes it."""
    return name if name in header else next((c for c in header if plain(c) == plain(name)), "")


def _column(told: Any) -> str:
    if isinstance(told, list):
        return str(told[0]) if told else ""
    return str(told.get("column", "")) if isinstance(told, dict) else str(told or "")


def _marks(told: dict[str, Any], meaning: str) -> list[str]:
    missing = told.get("missing") or {}
    by_meaning = {SKIPPED_MARK: missing} if isinstance(missing, list) else missing
    marks = by_meaning.get(meaning, [])
    return [str(mark) for mark in (marks if isinstance(marks, list) else [marks])]


def _can_be_listed(mark: str) -> bool:
    """Whether it can stand between commas; an empty cell and a comma cannot."""
    return bool(mark.strip()) and "," not in mark


def _initial(told: dict[str, Any], header: Sequence[str], shared: dict[str, str]) -> dict[str, Any]:
    """What the map says so far, as the fields show it."""
    unit = told.get("unit")
    return {
        **{name: told.get(name, "") for name in ("title", "school_year", "wave", "header_row")},
        "mode": told.get("mode", "anonymous"),
        **{
            name: ", ".join(filter(_can_be_listed, _marks(told, meaning)))
            for name, meaning in MARKS
        },
        "labels": "\n".join(f"{said} = {answer}" for said, answer in shared.items()),
        **{
            name: _as_in(header, _column(told.get(name)))
            for name in ("role", "unit", "person", "weight")
        },
        "by": unit.get("by", "irn") if isinstance(unit, dict) else "irn",
        "put_zeros_back": told.get("put_zeros_back", False),
    }
