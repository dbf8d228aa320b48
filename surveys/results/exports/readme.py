"""README.txt: what lies beside it, how to cite it, what the numbers mean, and what to keep to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from core import clock
from core.templatetags.house import long_day
from network.models import StateAgency
from surveys.results.evaluators import terms
from surveys.results.evaluators.codebooks import conditions
from surveys.results.evaluators.extract_columns import MISSING
from surveys.results.exports.layout import Format, Shape

if TYPE_CHECKING:
    from surveys.results.evaluators.extracts import Rows
    from surveys.results.exports.layout import Layout

SHAPES = {
    Shape.WIDE: "wide: one line per response",
    Shape.LONG: "long: one line per response and question",
}
FORMATS = {
    Format.CSV: "CSV, UTF-8 with a byte order mark, commas",
    Format.XLSX: "Excel, one sheet",
    Format.SAV: "SPSS; the codes of what is missing are declared as missing",
}


def readme(rows: Rows, layout: Layout, form: Format, count: int) -> str:
    """The text, with line ends that every editor knows."""
    survey, version = rows.administration, rows.administration.version
    parts = [
        ["ROWS OF A SURVEY", str(survey)],
        [
            "WHAT LIES HERE",
            f"rows.{form}: {count:,} responses, {SHAPES[layout.shape]}. {FORMATS[form]}.",
            "codebook.csv: every variable with its wording, values, version and source.",
        ],
        ["HOW TO CITE", _citation(rows)],
        [
            "THE SURVEY",
            f"Form: {version.instrument.name} ({version.instrument.code}), version "
            f"{version.number}.",
            f"Source of the form: {version.instrument.source or 'its own'}",
            f"Open from {long_day(survey.opens_at)} to {long_day(survey.closes_at)}.",
            f"Mode: {survey.get_mode_display().lower()}.",
            f"Figures of the survey are published from {rows.release.threshold} answers on, in "
            f"release {rows.release.number}.",
        ],
        ["CODES IN PLACE OF ANSWERS", *(f"{code}  {words}" for code, words in MISSING)],
        ["WEIGHT", _weight(rows)],
        ["LINK BETWEEN WAVES", _link(rows)],
        ["WHAT YOU KEEP TO", *conditions(rows)],
    ]
    return "\r\n\r\n".join("\r\n".join(part) for part in parts) + "\r\n"


def _citation(rows: Rows) -> str:
    """Who, when, what, which release, and of which day the file is."""
    agency = StateAgency.objects.first()
    network = agency.network_name if agency else "PL Network"
    survey = rows.administration
    year = timezone.localtime(survey.closes_at).year
    return (
        f"{network} ({year}). {survey} [de-identified rows, release "
        f"{rows.release.number}]. Taken {long_day(clock.today())} under the agreement "
        f"“{rows.agreement}”."
    )


def _weight(rows: Rows) -> str:
    if terms.WEIGHT not in rows.key_names:
        return "There is none."
    return (
        "The variable weight came with the rows. No figure of the network uses it. Where fewer "
        f"than {rows.agreement.least_group} rows share it, it is hidden."
    )


def _link(rows: Rows) -> str:
    return rows.linking.meaning if rows.linking else "The agreement names none."
