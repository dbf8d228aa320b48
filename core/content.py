"""What a file is by its content. Its name and the browser's word for it are not believed."""

from __future__ import annotations

import hashlib
import lzma
import re
import uuid
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.template.defaultfilters import filesizeformat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.core.files import File

HEAD = 16
MARKS = 4096  # characters of a text in which we look for markup
CHUNK = 1 << 16
NAME_LENGTH = 200
EMPTY = "Choose a file that is not empty."
TEXT_CONTROLS = {0x09, 0x0A, 0x0C, 0x0D}
# A page or drawing can run scripts in a browser that ignores our headers.
MARKUP = ("<!doctype", "<html", "<head", "<body", "<svg", "<script", "<iframe", "<?xml")
MP4_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V "}

# Broken, of an unknown kind, or locked by a password; zipfile has no one name for it.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class FileRefused(Exception):
    """We do not take this file; the message says why and what to do."""


@dataclass(frozen=True)
class FileType:
    """A type that we take, and the endings that its names may have."""

    name: str
    content_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
PDF = FileType("PDF", "application/pdf", (".pdf",))
PNG = FileType("PNG image", "image/png", (".png",))
JPEG = FileType("JPEG image", "image/jpeg", (".jpg", ".jpeg"))
GIF = FileType("GIF image", "image/gif", (".gif",))
WEBP = FileType("WebP image", "image/webp", (".webp",))
MP4 = FileType("MP4 video", "video/mp4", (".mp4", ".m4v"))
DOCX = FileType("Word document", f"{_OFFICE}.wordprocessingml.document", (".docx",))
PPTX = FileType("PowerPoint deck", f"{_OFFICE}.presentationml.presentation", (".pptx",))
XLSX = FileType("Excel workbook", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",))
ODT = FileType("OpenDocument text", f"{_ODF}.text", (".odt",))
ODP = FileType("OpenDocument deck", f"{_ODF}.presentation", (".odp",))
TEXT = FileType("text", "text/plain", (".txt", ".csv"))

TYPES = (PDF, PNG, JPEG, GIF, WEBP, MP4, DOCX, PPTX, XLSX, ODT, ODP, TEXT)
ENDINGS = tuple(ending for kind in TYPES for ending in kind.endings)
TAKEN = "PDF, images, MP4, Word, PowerPoint, Excel, OpenDocument, TXT and CSV"
MAIN_PARTS = {"word/document.xml": DOCX, "ppt/presentation.xml": PPTX, "xl/workbook.xml": XLSX}


def checked(file: File[bytes], among: Sequence[FileType] = TYPES, taken: str = TAKEN) -> FileType:
    """The type of a file that is not empty, not too large and one of those; else FileRefused."""
    if not file.size:
        raise FileRefused(EMPTY)
    limit = settings.UPLOAD_LIMIT_BYTES
    if file.size > limit:
        raise FileRefused(
            f"Choose a smaller file: this one has {filesizeformat(file.size)}, "
            f"and {filesizeformat(limit)} is the most."
        )
    return type_of(file, among, taken)


@dataclass(frozen=True)
class Taken:
    """A file that we take, and what is written down about it."""

    file: File[bytes]
    name: str
    content_type: str
    size: int | None


def taken_in(
    file: File[bytes] | None, among: Sequence[FileType] = TYPES, taken: str = TAKEN
) -> Taken:
    """Check a file and give it a name that tells nothing; what it was called is in the answer.

    Raises FileRefused.
    """
    if file is None:
        raise FileRefused(EMPTY)
    found = checked(file, among, taken)
    name = plain_name(file.name or "")
    # What lies on the disk tells nothing by its name.
    file.name = f"{uuid.uuid4().hex}{PurePath(name).suffix.lower()}"
    return Taken(file, name, found.content_type, file.size)


def plain_name(name: str, longest: int = NAME_LENGTH) -> str:
    """The last part of a name, without control characters, short enough, its ending kept."""
    last = PurePath(name.replace("\\", "/")).name
    plain = PurePath(re.sub(r"[\x00-\x1f\x7f]", "", last))
    return plain.stem[: longest - len(plain.suffix)] + plain.suffix


def type_of(file: File[bytes], among: Sequence[FileType] = TYPES, taken: str = TAKEN) -> FileType:
    """The type of a file; raises FileRefused when we do not take it or its name says another."""
    found = _found_in(file)
    if found is None or found not in among:
        raise FileRefused(f"Choose another file: this is none of those we take ({taken}).")
    ending = PurePath(file.name or "").suffix.lower()
    if ending not in found.endings:
        named = f"named {ending}" if ending else "named without an ending"
        raise FileRefused(
            f"The file is {named}, but its content is a {found.name}. "
            f"Save it again as {found.endings[0]}, or choose another file."
        )
    return found


def fingerprint(file: File[bytes]) -> str:
    """SHA-256 of the content, in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in _chunks(file):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _found_in(file: File[bytes]) -> FileType | None:
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        found = _found_in_zip(file)
    else:
        found = _found_by_first_bytes(head) or (TEXT if _is_text(file) else None)
    file.seek(0)
    return found


def _found_by_first_bytes(head: bytes) -> FileType | None:
    for start, kind in (
        (b"%PDF-", PDF),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"\xff\xd8\xff", JPEG),
        (b"GIF87a", GIF),
        (b"GIF89a", GIF),
    ):
        if head.startswith(start):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    return MP4 if head[4:8] == b"ftyp" and head[8:12] in MP4_BRANDS else None


def _found_in_zip(file: IO[bytes] | File[bytes]) -> FileType | None:
    """Office and OpenDocument files; nothing is unpacked but one short entry."""
    try:
        with zipfile.ZipFile(file) as packed:
            names = set(packed.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return None  # macros
            if "[Content_Types].xml" in names:
                return next((kind for part, kind in MAIN_PARTS.items() if part in names), None)
            if "mimetype" not in names:
                return None
            with packed.open("mimetype") as entry:
                declared = entry.read(100).decode("ascii", "replace").strip()
    except BROKEN_ARCHIVE:
        return None
    return next((kind for kind in (ODT, ODP) if kind.content_type == declared), None)


def _is_text(file: File[bytes]) -> bool:
    """Valid UTF-8 without control characters, and no page or drawing."""
    content = b"".join(_chunks(file))
    if any(byte < 0x20 and byte not in TEXT_CONTROLS for byte in content):
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    beginning = text[:MARKS].lower()
    return bool(content) and not any(mark in beginning for mark in MARKUP)


def _chunks(file: File[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
