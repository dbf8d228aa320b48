"""The codebook beside a file of rows: every variable, its values, and the rules that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.templatetags.house import long_day
from surveys.results.evaluators.extract_columns import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.results.evaluators.extracts import Rows
    from surveys.results.exports.layout import Layout

HEAD = ("variable", "wording", "values", "version", "source")


def codebook(rows: Rows, layout: Layout) -> Iterator[tuple[str, ...]]:
    """One line per variable, of a long file also one per question; then the codes of what is
    missing, then what must be kept to."""
    version = rows.administration.version
    form, source = f"{version.instrument.code} version {version.number}", version.instrument.source
    survey = str(rows.administration)
    yield HEAD
    for variable in layout.variables:
        if variable not in layout.answers:
            yield (variable.name, variable.wording, variable.in_words, form, survey)
    for variable in layout.answers:
        yield (variable.name, variable.wording, variable.in_words, form, source)
    yield ("missing values", "", "; ".join(f"{code} = {words}" for code, words in MISSING), "", "")
    for line in conditions(rows):
        yield ("rule", line, "", "", "")


def conditions(rows: Rows) -> list[str]:
    """What whoever takes the rows has to keep to."""
    agreement, release = rows.agreement, rows.release
    return [
        f"Only for the purpose of the agreement “{agreement}”, until "
        f"{long_day(agreement.ends_on)}.",
        f"Do not hold these rows against release {release.number} of {rows.administration} to "
        f"learn about groups of fewer than {release.threshold} answers.",
        f"{_groups(rows)} Do not try to find out who is behind a row.",
        "Codes of schools and districts are text and have no meaning elsewhere.",
    ]


def _groups(rows: Rows) -> str:
    if not rows.key_names:
        return "No facts about place or role go along."
    return f"Rows with the same {rows.facts_in_words} are {rows.agreement.least_group} or more."
