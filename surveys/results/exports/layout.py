"""What each variable of a file is; told as JSON to the process that writes Excel or SPSS."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from surveys.results.evaluators import terms
from surveys.results.evaluators.extract_columns import MISSING
from surveys.results.exports.names import fitting
from surveys.results.querysets import LINK

if TYPE_CHECKING:
    from surveys.results.evaluators.extracts import Rows

ROW = "row"
ITEM, VALUE = "item", "value"


class Format(StrEnum):
    """What the rows are written as."""

    CSV = "csv"
    XLSX = "xlsx"
    SAV = "sav"


class Shape(StrEnum):
    """How they lie: one line per response, or one per response and question."""

    WIDE = "wide"
    LONG = "long"


@dataclass(frozen=True)
class Variable:
    """One column. `values` are the words of its codes; `remark` says what stands in it else."""

    name: str
    wording: str
    values: tuple[tuple[int, str], ...] = ()
    remark: str = ""
    is_text: bool = False
    has_missing: bool = True
    decimals: int = 0

    @property
    def in_words(self) -> str:
        """For the codebook."""
        return self.remark or "; ".join(f"{code} = {label}" for code, label in self.values)


@dataclass(frozen=True)
class Layout:
    """The variables of a file: those about the row, and those of the answers."""

    about: list[Variable]
    answers: list[Variable]
    shape: Shape = Shape.WIDE

    @property
    def variables(self) -> list[Variable]:
        """The columns of the file, in order."""
        if self.shape == Shape.WIDE:
            return [*self.about, *self.answers]
        shared = {answer.values for answer in self.answers}
        return [
            *self.about,
            Variable(
                ITEM,
                "Which question the line answers",
                remark="The name of a variable; its line below says what was asked",
                is_text=True,
                has_missing=False,
            ),
            Variable(
                VALUE,
                "The answer",
                values=shared.pop() if len(shared) == 1 else (),
                remark="A number; its meaning is on the line of the question",
            ),
        ]

    def as_told(self, survey: str) -> dict[str, Any]:
        """For the process that writes the file."""
        return {
            "survey": survey,
            "missing": MISSING,
            "variables": [asdict(variable) for variable in self.variables],
        }


def layout_of(rows: Rows, shape: Shape = Shape.WIDE) -> Layout:
    """The variables of these rows under names that every format takes."""
    about = [_row(), *(_fact(name, rows) for name in rows.key_names)]
    if rows.linking:
        about.append(Variable(LINK, terms.LABELS[LINK], remark=rows.linking.meaning, is_text=True))
    answers = [
        Variable(column.name, column.wording, column.labels, column.remark)
        for column in rows.columns
    ]
    taken = [*(one.name for one in about), ITEM, VALUE]  # whatever the shape: names are the same
    fitted = fitting([*taken, *(one.name for one in answers)])[len(taken) :]
    renamed = [replace(one, name=name) for one, name in zip(answers, fitted, strict=True)]
    return Layout(about, renamed, shape)


def _row() -> Variable:
    wording = "Number of the row, in an order drawn anew for each file"
    return Variable(ROW, wording, has_missing=False)


def _fact(name: str, rows: Rows) -> Variable:
    if name == terms.WEIGHT:
        remark = "As it came with the rows; no figure of the network uses it"
        return Variable(name, "Weight of the response", remark=remark, decimals=6)
    if name == terms.ROLE:
        return Variable(name, terms.LABELS[name], tuple(enumerate(rows.form.roles, start=1)))
    meaning = next(term.meaning for term in terms.TERMS if term.name == name)
    return Variable(name, terms.LABELS[name], remark=meaning, is_text=True)
