"""Spreadsheets whose cells are text: no formulas, no lost zeros; written row by row."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import xlsxwriter
from django.http import FileResponse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 22
# A cell that begins with "=" stays the text it is; so do addresses and identifiers.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(rows: Iterable[Iterable[object]], file: IO[bytes]) -> None:
    """One sheet of `rows`, the first being the head, which stays in view."""
    book = xlsxwriter.Workbook(file, OPTIONS)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for at, row in enumerate(rows):
        values = [str(value) for value in row]
        if at == 0:
            sheet.set_column(0, len(values) - 1, WIDTH)
        for column, value in enumerate(values):
            sheet.write_string(at, column, value, None if at else bold)
    book.close()


def xlsx_response(rows: Iterable[Iterable[object]], filename: str) -> FileResponse:
    """A download of `rows`; the file lies on disk while it is sent and is gone afterwards."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it when it is sent
    write_xlsx(rows, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=filename, content_type=CONTENT_TYPE)
