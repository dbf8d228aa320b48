"""Choosing the reader of a file by what it is, whatever its name says."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from core.archive import ARCHIVE_START
from surveys.instruments.formats.limesurvey import read_limesurvey
from surveys.instruments.formats.own_json import read_own_json
from surveys.instruments.formats.qualtrics import read_qualtrics
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
    start = content[:200].removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"<") and not start[:9].lower().startswith((b"<!doctype", b"<html")):
        return read_limesurvey(content, name)
    if start.startswith(b"{"):
        return (
            read_qualtrics(content, name)
            if _is_qualtrics(content)
            else read_own_json(content, name)
        )
    raise Unreadable(
        "This is no form that we can read. Choose an XLSForm (.xlsx, .xls), a LimeSurvey survey "
        "(.lss), a Qualtrics survey (.qsf) or our own JSON."
    )


def _is_qualtrics(content: bytes) -> bool:
    return b'"SurveyEntry"' in content and b'"SurveyElements"' in content
