"""What the demo brought in from another tool, and a file that an evaluator has asked for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter

from network.services.long_work import ask_for
from plnetwork.demo import evaluation
from surveys.instruments.formats.reading import understand
from surveys.instruments.services import import_instrument
from surveys.results.exports.layout import Format, Shape
from surveys.results.exports.work import KIND
from surveys.results.models import Agreement

if TYPE_CHECKING:
    from plnetwork.demo.stage import Stage

# An XLSForm as a district office would write one, with two things that we do not ask.
FAMILY_NIGHT: dict[str, list[tuple[str, ...]]] = {
    "survey": [
        ("type", "name", "label", "required", "relevant"),
        ("start", "started", "", "", ""),
        ("begin group", "evening", "The evening", "", ""),
        ("select_one agree", "welcome", "I felt welcome tonight.", "yes", ""),
        ("select_one agree", "learned", "I learned how my child sets goals.", "yes", ""),
        ("select_one agree", "again", "I would come again.", "", ""),
        ("text", "why", "What would bring you back?", "", "${again} = 'no'"),
        ("geopoint", "place", "Where do you live?", "", ""),
        ("end group", "", "", "", ""),
    ],
    "choices": [
        ("list_name", "name", "label"),
        ("agree", "no", "Disagree"),
        ("agree", "so", "Neither agree nor disagree"),
        ("agree", "yes", "Agree"),
    ],
    "settings": [("form_title", "form_id"), ("Family night", "FamilyNight")],
}


def build_exchange(stage: Stage) -> None:
    """A form from elsewhere as a draft, and rows of a spring that are being written."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, rows in FAMILY_NIGHT.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    understood = understand(content.getvalue(), "family-night.xlsx")
    import_instrument(understood, audience="families", by=stage.cast["Renata Okafor"])
    agreement = Agreement.objects.get(title=evaluation.TITLE)
    survey = agreement.administrations.order_by("-opens_at").first()
    if survey is not None:
        ask_for(
            kind=KIND,
            title=f"Rows of {survey}, SPSS, wide",
            parameters={
                "agreement": agreement.pk,
                "administration": survey.pk,
                "format": Format.SAV,
                "shape": Shape.WIDE,
            },
            by=stage.cast["Noor Castellan"],
        )
