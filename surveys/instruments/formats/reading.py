"""Choosing the reader of a file by what it is, whatever its name says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.archive import ARCHIVE_START
from surveys.instruments.formats.report import Unreadable
from surveys.instruments.formats.sheets import OLD_START
from surveys.instruments.formats.xlsform_in import read_xlsform

if TYPE_CHECKING:
    from surveys.instruments.formats.report import Understood

LARGEST = 20 * 1024 * 1024  # bytes; the largest form we know has not one


def understand(content: bytes, name: str = "") -> Understood:
    """Read a form in any format we know. Raises Unreadable with what to do."""
    if len(content) > LARGEST:
        raise Unreadable("The file is larger than 20 MB, and no form is. Choose the form itself.")
    if not content.strip():
        raise Unreadable("The file is empty. Export the form again.")
    if content.startswith((ARCHIVE_START, OLD_START)):
        return read_xlsform(content, name)
    raise Unreadable(
        "This is no form that we can read. Choose an XLSForm (.xlsx, .xls), a LimeSurvey survey "
        "(.lss), a Qualtrics survey (.qsf) or our own JSON."
    )
