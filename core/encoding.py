"""Bytes to text, without a single replacement character."""

from __future__ import annotations

import codecs

# Windows characters that once were read as latin-1 and saved again: C1 controls that nobody typed.
_C1 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # cp1252 leaves these five undefined
}


# How other files begin that people take for lists; what they are called.
OTHERS = {
    b"<": "a web page or XML",
    b"{": "JSON",
    b"[": "JSON",
    b"%PDF": "a PDF",
    b"{\\rtf": "a text document",
}


class NotText(Exception):
    """The file is neither text nor a workbook."""


def decode(content: bytes) -> tuple[str, str]:
    """The text of a CSV file and the name of the encoding it was found to be in.

    UTF-8 with or without a mark, UTF-16 with one, cp1252 and latin-1. A file that mixes them, as
    files glued together do, is read line by line. Nothing is ever replaced or dropped.
    """
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return _utf16(content), name
    start = content.removeprefix(codecs.BOM_UTF8).lstrip()[:5]
    for sign in sorted(OTHERS, key=len, reverse=True):
        if start.startswith(sign):
            told = f"This is {OTHERS[sign]}, whatever its name says, and no list."
            raise NotText(f"{told} Save the list as CSV or XLSX and upload it again.")
    if b"\x00" in content:
        raise NotText("This is not a text file. Save the list as CSV or XLSX and upload it again.")
    try:
        return content.decode("utf-8-sig").translate(_C1), "utf-8"
    except UnicodeDecodeError:
        lines = [_line(line) for line in content.removeprefix(codecs.BOM_UTF8).split(b"\n")]
    names = {name for _, name in lines if name != "ascii"}
    found = names.pop() if len(names) == 1 else "mixed"
    return "\n".join(text for text, _ in lines).translate(_C1), found


def _utf16(content: bytes) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as broken:
        raise NotText("The file ends in the middle of a character. Save it again.") from broken


def _line(line: bytes) -> tuple[str, str]:
    for name in ("ascii", "utf-8", "cp1252"):
        try:
            return line.decode(name), name
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1"), "latin-1"
