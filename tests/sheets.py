"""Reads the workbooks that we hand out."""

import io
import zipfile

from python_calamine import CalamineWorkbook


def rows_of_xlsx(content):
    """All rows of the first sheet, as text."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def markup_of_xlsx(content):
    """The sheet as it lies in the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read("xl/worksheets/sheet1.xml").decode()
