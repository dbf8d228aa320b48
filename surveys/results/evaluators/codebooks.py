"""The codebook beside a file of rows: every column, its values, and the rules that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.results.evaluators import terms
from surveys.results.evaluators.extract_columns import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.results.evaluators.extracts import Rows

HEAD = ("variable", "wording", "values", "version", "source")


def codebook(rows: Rows) -> Iterator[tuple[str, ...]]:
    """One line per column, then the codes of what is missing, then what must be kept to."""
    version = rows.administration.version
    form, source = f"{version.instrument.code} version {version.number}", version.instrument.source
    survey = str(rows.administration)
    yield HEAD
    yield ("row", "Number of the row, in an order drawn anew for each file", "", "", survey)
    for name in rows.facts:
        yield (name, terms.LABELS[name], _values(name, rows), form, survey)
    for column in rows.columns:
        yield (column.name, column.wording, column.values, form, source)
    yield ("missing values", "", "; ".join(f"{code} = {words}" for code, words in MISSING), "", "")
    for line in conditions(rows):
        yield ("rule", line, "", "", "")


def conditions(rows: Rows) -> list[str]:
    """What whoever takes the rows has to keep to."""
    agreement, release = rows.agreement, rows.release
    return [
        f"Only for the purpose of the agreement “{agreement}”, until {agreement.ends_on}.",
        f"Do not hold these rows against release {release.number} of {rows.administration} to "
        f"learn about groups of fewer than {release.threshold} answers.",
        f"Rows with the same {rows.facts_in_words} are {agreement.least_group} or more. Do not try "
        "to find out who is behind one.",
        "UTF-8 with a byte order mark. Codes of places are text and have no meaning elsewhere.",
    ]


def _values(name: str, rows: Rows) -> str:
    if name == terms.ROLE:
        return "; ".join(f"{code} = {role}" for code, role in enumerate(rows.form.roles, start=1))
    return next(term.meaning for term in terms.TERMS if term.name == name)
