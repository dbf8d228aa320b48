"""What single cells mean: answers, marks of no answer, roles, schools, weights."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from network.directory.cells import TOKEN, identifier
from network.directory.rows import BadCell
from surveys.collection.answers import check
from surveys.collection.link_codes import normalised
from surveys.collection.refusals import CannotBringIn, UnknownAnswer
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import NOT_ASKED, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.instruments.questionnaire import Question, Questionnaire

Kind = Item.Kind
SKIPPED_MARK, NOT_ASKED_MARK, NA_MARK = "skipped", "not asked", "does not apply"
MEANINGS = (SKIPPED_MARK, NOT_ASKED_MARK, NA_MARK)
# Where neither the map nor the form knows a value. The last three are those of our own exports.
USUAL_MARKS = {
    **dict.fromkeys(("", "na", "n/a", "nan", "null", "none", ".", "#null!"), SKIPPED_MARK),
    "-99": SKIPPED_MARK,
    "-98": NA_MARK,
    "-97": NOT_ASKED_MARK,
}
HIDDEN = "-96"
WHOLE = re.compile(r"\+?([0-9]{1,4})(?:[.,]0+)?")
DECIMAL = re.compile(r"\+?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
THOUSANDS = re.compile(r"[-+\u2212]?[0-9]{1,3}(?:,[0-9]{3})+")
REMEMBERED = 5_000  # values of one column; beyond that each is looked up anew
SHOWN = 60


def plain(value: str) -> str:
    """Words without regard to case, spaces and the shape of an apostrophe."""
    return " ".join(value.replace("\u2019", "'").split()).casefold()


class Choices:
    """The answers of one question: what a cell says, as the option's code."""

    def __init__(
        self,
        question: Question,
        *,
        labels: Mapping[str, Any],
        missing: Mapping[str, str],
        file_labels: Mapping[str, str],
        file_missing: Sequence[tuple[float, float]],
        is_reversed: bool,
    ) -> None:
        """Raises CannotBringIn for a label that leads to no answer of the question."""
        self.question = question
        self.missing = missing
        self.file_missing = file_missing
        own = question.options[:-1] if question.has_does_not_apply else question.options
        self.points = len(own)
        self.codes = {option.code for option in question.options}
        self.by_label = {plain(option.label): option.code for option in question.options}
        self.labels: dict[str, int] = {}
        for said, told in labels.items():
            code = self._target(told)
            if self.labels.setdefault(plain(str(said)), code) != code:
                raise CannotBringIn(f"{question.code}: “{said}” has two answers in its labels.")
        known = {**self.by_label, **self.labels}
        self.file_labels = {
            plain(value): known[plain(label)]
            for value, label in file_labels.items()
            if plain(label) in known
        }
        # Values whose label in the file is none of ours; their number is taken as it stands.
        self.unlike = [
            f"{value} {label}"
            for value, label in file_labels.items()
            if plain(label) not in known
            and plain(value) not in {*self.labels, *missing}
            and self._declared(plain(value)) is None
        ]
        self.is_reversed = is_reversed
        self.known: dict[str, tuple[int, str]] = {}

    def read(self, cell: str, column: str) -> tuple[int, str]:
        """The code, and the mark that stood for no answer, if any. Raises BadCell."""
        found = self.known.get(cell)
        if found is None:
            found = self._understood(cell, column)
            if len(self.known) < REMEMBERED:
                self.known[cell] = found
        return found

    def _understood(self, cell: str, column: str) -> tuple[int, str]:
        said = plain(cell)
        if said in self.labels:
            return self._turned(self.labels[said]), ""
        meaning = self.missing.get(said)
        if meaning is None:
            code = self._code(said)
            if code is not None:
                return self._turned(code), ""
            meaning = self._declared(said) or USUAL_MARKS.get(said)
        if meaning is None:
            raise BadCell(column, cell[:SHOWN], self._why(cell, said))
        return self._without_answer(meaning), f"{cell or '(empty)'} = {meaning}"[:SHOWN]

    def _code(self, said: str) -> int | None:
        if said in self.file_labels:
            return self.file_labels[said]
        if said in self.by_label:
            return self.by_label[said]
        number = WHOLE.fullmatch(said)
        return int(number[1]) if number and int(number[1]) in self.codes else None

    def _declared(self, said: str) -> str | None:
        """What the file itself declares as missing was skipped, unless it is one of our marks."""
        if said in USUAL_MARKS or not self.file_missing:
            return None
        try:
            value = float(said)
        except ValueError:
            return None
        inside = any(low <= value <= high for low, high in self.file_missing)
        return SKIPPED_MARK if inside else None

    def _without_answer(self, meaning: str) -> int:
        if meaning == NOT_ASKED_MARK:
            return NOT_ASKED
        if meaning == NA_MARK and self.question.has_does_not_apply:
            return self.points + 1
        return SKIPPED

    def _turned(self, code: int) -> int:
        if self.is_reversed and 1 <= code <= self.points:
            return self.points + 1 - code
        return code

    def _target(self, told: Any) -> int:
        """What a label of the map leads to: a code, or the words of an answer."""
        code = self.by_label.get(plain(str(told)))
        if code is None and plain(str(told)).isdecimal():
            code = int(told)
        if code not in self.codes:
            raise CannotBringIn(f"{self.question.code}: {told!r} is no answer. {self._offered()}")
        return code

    def _why(self, cell: str, said: str) -> str:
        if TOKEN.search(cell):
            return "A placeholder that the export has not filled in."
        if said == HIDDEN:
            return "This value is hidden in the export; nobody knows the answer."
        return f"No answer of {self.question.code}. {self._offered()}"

    def _offered(self) -> str:
        told = ", ".join(f"{option.code} {option.label}" for option in self.question.options)
        return f"It offers {told}. Say in the map what this means, as a label or as missing."


class Other:
    """The answers of a question in words, in numbers, or with several answers."""

    def __init__(
        self,
        question: Question,
        form: Questionnaire,
        *,
        labels: Mapping[str, Any],
        missing: Mapping[str, str],
        separator: str,
    ) -> None:
        self.question = question
        self.form = form
        self.unlike: list[str] = []
        # In words everything is an answer but what the map says is none; a number is not "NA".
        usual = {} if question.is_open else USUAL_MARKS
        self.missing = {**usual, "": SKIPPED_MARK, **missing}
        self.separator = separator
        self.by_label = {plain(option.label): option.code for option in question.options}
        self.by_label |= {plain(str(option.code)): option.code for option in question.options}
        self.by_label |= {
            plain(said): self.by_label.get(plain(str(code)), -1) for said, code in labels.items()
        }

    def read(self, cell: str, column: str) -> tuple[Any, str]:
        """The answer, or nothing and the mark that stood for it. Raises BadCell."""
        meaning = self.missing.get(plain(cell))
        if meaning is not None:
            return "", f"{cell or '(empty)'} = {meaning}"[:SHOWN]
        given: Any = cell
        if self.question.kind == Kind.SEVERAL:
            given = self._codes(cell, column)
        elif self.question.kind == Kind.NUMBER:
            given = re.sub(r"\.0+\Z", "", cell)
            if "," in given and not THOUSANDS.fullmatch(given):
                told = "2,5 may be 2.5 or 25. Write the number without a comma."
                raise BadCell(column, cell[:SHOWN], told)
        try:
            said: Any = check({self.question.code: given}, self.form)[self.question.code]
        except UnknownAnswer as refusal:
            raise BadCell(column, cell[:SHOWN], str(refusal)) from refusal
        if self.question.is_link_code:
            said = normalised(said)
        return (said, "") if said not in ("", []) else ("", f"{cell} = {SKIPPED_MARK}"[:SHOWN])

    def _codes(self, cell: str, column: str) -> list[int]:
        said = [plain(one) for one in cell.split(self.separator) if one.strip()]
        unknown = [one for one in said if self.by_label.get(one, -1) < 0]
        if unknown:
            raise BadCell(
                column,
                cell[:SHOWN],
                f"“{unknown[0][:SHOWN]}” is no answer of {self.question.code}.",
            )
        return [self.by_label[one] for one in said]


class Roles:
    """The role a row tells; 0 where it tells none."""

    def __init__(self, roles: Sequence[str], labels: Mapping[str, Any]) -> None:
        """Raises CannotBringIn for a label that leads to no role of the form."""
        self.roles = roles
        self.known = {plain(role): code for code, role in enumerate(roles, start=1)}
        self.known |= {str(code): code for code in range(len(roles) + 1)}
        self.known |= dict.fromkeys(USUAL_MARKS, 0)
        for said, told in labels.items():
            code = self.known.get(plain(str(told)))
            if code is None:
                raise CannotBringIn(f"role: {told!r} is none of {', '.join(roles)}.")
            self.known[plain(said)] = code

    def read(self, cell: str, column: str) -> int:
        """Raises BadCell."""
        code = self.known.get(plain(cell))
        if code is None:
            told = f"No role of the form, which are {', '.join(self.roles)}. Add it to its labels."
            raise BadCell(column, cell[:SHOWN], told)
        return code


class Places:
    """The schools that rows name, by an identifier or by a name that is nobody else's."""

    DIGITS = {"irn": (6, "The IRN"), "nces": (12, "The NCES id")}

    def __init__(
        self, by: str, known: Mapping[str, Sequence[int]], *, put_zeros_back: bool
    ) -> None:
        self.by = by
        self.known = known
        self.put_zeros_back = put_zeros_back
        self.found: dict[str, tuple[int, bool]] = {}

    def read(self, cell: str, column: str) -> tuple[int, bool]:
        """The school's number, and whether zeros were put back. Raises BadCell."""
        if cell not in self.found:
            self.found[cell] = self._looked_up(cell, column)
        return self.found[cell]

    def _looked_up(self, cell: str, column: str) -> tuple[int, bool]:
        if TOKEN.search(cell):
            told = "A placeholder that the export has not filled in, so nobody knows the school."
            raise BadCell(column, cell[:SHOWN], told)
        if self.by == "name":
            key, is_repaired = plain(cell), False
        else:
            digits, what = self.DIGITS[self.by]
            key = identifier(
                cell, digits=digits, what=what, column=column, put_zeros_back=self.put_zeros_back
            )
            is_repaired = bool(key) and key not in cell
        if not key or plain(cell) in USUAL_MARKS:
            raise BadCell(column, cell[:SHOWN], "The row names no school.")
        schools = self.known.get(key, ())
        if len(schools) == 1:
            return schools[0], is_repaired
        if schools:
            told = f"{len(schools)} schools have this name. Use a column with their IRN."
        else:
            told = "No school of the network has it. Import the directory first, or mend the cell."
        raise BadCell(column, cell[:SHOWN], told)


def weight_of(cell: str, column: str) -> float | None:
    """A weight as a number, 0 or above; none where there is none. Raises BadCell."""
    if plain(cell) in USUAL_MARKS:
        return None
    weight = float(cell) if DECIMAL.fullmatch(cell) else math.nan
    if not 0 <= weight < math.inf:
        raise BadCell(column, cell[:SHOWN], "A weight is a number such as 1.25, not below 0.")
    return weight
