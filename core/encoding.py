"""Bytes to text, without a single replacement character."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NO_TEXT = "This is not a text file. Save the list as CSV or XLSX and upload it again."
CHUNK = 1 << 20


class NotText(Exception):
    """The file is neither text nor a workbook."""


def decode(content: bytes) -> tuple[str, str]:
    """The text of a CSV file and the name of the encoding it was found to be in.

    UTF-8 with or without a mark, UTF-16 with one, cp1252 and latin-1. A file that mixes them, as
    files glued together do, is read line by line. Nothing is ever replaced or dropped.
    """
    if content.startswith(UTF16):
        return _utf16(content), "utf-16"
    _refuse_others(content[:1000])
    if b"\x00" in content:
        raise NotText(NO_TEXT)
    try:
        return content.decode("utf-8-sig").translate(_C1), "utf-8"
    except UnicodeDecodeError:
        lines = [_line(line) for line in content.removeprefix(codecs.BOM_UTF8).split(b"\n")]
    names = {name for _, name in lines if name != "ascii"}
    found = names.pop() if len(names) == 1 else "mixed"
    return "\n".join(text for text, _ in lines).translate(_C1), found


def encoding_of(path: Path) -> str:
    """The encoding of a text file, read in pieces: utf-8, utf-16, or "mixed" for line by line.

    Raises NotText.
    """
    utf8 = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    with path.open("rb") as file:
        chunk = file.read(CHUNK)
        if chunk.startswith(UTF16):
            return "utf-16"
        _refuse_others(chunk[:1000])
        while chunk:
            if b"\x00" in chunk:
                raise NotText(NO_TEXT)
            try:
                utf8.decode(chunk)
            except UnicodeDecodeError:
                is_utf8 = False
                utf8.reset()
            chunk = file.read(CHUNK)
    try:
        utf8.decode(b"", final=True)
    except UnicodeDecodeError:
        is_utf8 = False
    return "utf-8" if is_utf8 else "mixed"


def lines_of(path: Path, encoding: str) -> Iterator[str]:
    """The lines of a text file with their ends, one at a time, as `decode` would read them."""
    if encoding == "mixed":
        yield from _mixed_lines(path)
        return
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=name, newline="") as file:
        try:
            for line in file:
                if "\0" in line:
                    raise NotText(NO_TEXT)
                yield line if line.isascii() else line.translate(_C1)
        except UnicodeDecodeError as broken:
            raise NotText("The file ends in the middle of a character.") from broken


def _mixed_lines(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for number, line in enumerate(file):
            text, _ = _line(line.removeprefix(codecs.BOM_UTF8) if number == 0 else line)
            yield from io.StringIO(text.translate(_C1), newline="")


def _refuse_others(content: bytes) -> None:
    start = content.removeprefix(codecs.BOM_UTF8).lstrip()[:5]
    for sign in sorted(OTHERS, key=len, reverse=True):
        if start.startswith(sign):
            told = f"This is {OTHERS[sign]}, whatever its name says, and no list."
            raise NotText(f"{told} Save the list as CSV or XLSX and upload it again.")


def _utf16(content: bytes) -> str:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as broken:
        raise NotText("The file ends in the middle of a character. Save it again.") from broken
    if "\0" in text:
        raise NotText(NO_TEXT)
    return text


def _line(line: bytes) -> tuple[str, str]:
    for name in ("ascii", "utf-8", "cp1252"):
        try:
            return line.decode(name), name
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1"), "latin-1"
