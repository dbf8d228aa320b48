"""The feedback report on one page of paper, from the same object as the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from core.pdf import pdf_of
from core.templatetags.house import day
from surveys.results.pages.rows import hidden_words, interval_text

if TYPE_CHECKING:
    from convenings.pages.report import ItemOver, Report, Told

MARK = "hidden"
BESIDE = ("This cohort so far", "Other cohorts")
FEW = 3  # comments per question; the page has all


def report_pdf(report: Report) -> bytes:
    """One page, however long the wordings are: the letters get smaller until it fits."""
    return pdf_of("convenings/report.typ", facts_of(report))


def facts_of(report: Report) -> dict[str, Any]:
    """All that stands on the page, in words."""
    convening, release = report.convening, report.release
    return {
        "title": str(convening),
        "author": "PL Network",
        "cohort": str(convening.cohort),
        "dates": convening.dates,
        "answered": _answered(report),
        "released": day(timezone.localtime(release.released_at)),
        "headlines": [_headline(line) for line in report.headlines],
        "beside": list(BESIDE if report.ranges or report.has_others else ()),
        "columns": list(report.sessions) if report.by_session else [],
        "sections": _sections(report),
        "remarks": [
            {
                "question": said.question.wording,
                "tags": ", ".join(f"{tag} {number}" for tag, number in said.tags),
                "texts": said.question.texts[:FEW],
            }
            for said in report.remarks
        ],
        "note": _note(report),
    }


def _answered(report: Report) -> str:
    if not report.answered:
        return hidden_words(report.release.threshold)
    return f"{report.answered} answered"


def _headline(line: ItemOver) -> dict[str, str]:
    return {
        "title": line.item.title,
        "value": line.percent or MARK,
        "compare": line.range_words,
    }


def _sections(report: Report) -> list[dict[str, Any]]:
    by_session = {line.item.code: line.cells for line in report.by_session}
    over = {line.item.code: line for line in report.over}
    compares = bool(report.ranges) or report.has_others
    return [
        {
            "title": section.title,
            "rows": [
                {
                    "item": row.item.title,
                    "percent": row.percent or MARK,
                    "width": (row.cell and row.cell.percent) or 0,
                    "interval": interval_text(row.cell),
                    "beside": _beside(over.get(row.item.code)) if compares else (),
                    "sessions": [_said(cell) for cell in by_session.get(row.item.code, ())],
                }
                for row in section.rows
            ],
        }
        for section in report.sections
        if section.has_percent
    ]


def _beside(line: ItemOver | None) -> tuple[str, str]:
    """Under BESIDE; a question of this convening alone has nothing there."""
    if line is None:
        return "", ""
    return line.short_range, line.others_words


def _said(cell: Told) -> str:
    return MARK if cell.is_hidden else cell.words


def _note(report: Report) -> str:
    release = report.release
    words = (
        "Percent who agree or strongly agree of those who answered the question, with its 95%"
        " interval."
    )
    if report.hides_some:
        words += f" “{MARK}”: {hidden_words(release.threshold).partition(': ')[2]}."
    if release.reason:
        words += f" Corrected: {release.reason}"
    return words
