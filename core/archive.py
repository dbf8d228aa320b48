"""Archives (ZIP), looked into without unpacking anything to disk, and refused in words."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ARCHIVE_START = b"PK\x03\x04"
UNPACKED_LIMIT = 150 * 1024 * 1024  # bytes, all members together
MOST_MEMBERS = 500
NESTED = (".zip", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz")
OUTSIDE = re.compile(r"^/|^[A-Za-z]:|(^|/)\.\.(/|$)")
IS_ENCRYPTED = 0x1


class BadArchive(Exception):
    """The archive is broken, dangerous, or holds something else."""


def names_in(content: bytes) -> list[str]:
    """The names of the members, small letters, without their folders; none of what is no ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return [_plain(name) for name in packed.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


def unpack(content: bytes, *, wanted: Collection[str]) -> dict[str, bytes]:
    """The wanted members by name. Raises BadArchive for whatever may not be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = list(_members(packed))
            _refuse_dangerous(members)
            return _contents(packed, members, wanted)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,  # of which NotImplementedError, a way of packing nobody uses, is one
    ) as broken:
        raise BadArchive("The archive is broken. Export it again.") from broken


def _members(packed: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for member in packed.infolist():
        if not member.is_dir() and not member.filename.startswith("__MACOSX/"):
            yield member


def _refuse_dangerous(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise BadArchive(f"The archive holds more than {MOST_MEMBERS} files.")
    if sum(member.file_size for member in members) > UNPACKED_LIMIT:
        raise BadArchive("The archive unpacks to far more than any export. Export fewer files.")
    for member in members:
        name = member.filename.replace("\\", "/")
        if OUTSIDE.search(name) or stat.S_ISLNK(member.external_attr >> 16):
            raise BadArchive("The archive names files outside itself. Export it again.")
        if member.flag_bits & IS_ENCRYPTED:
            raise BadArchive("The archive is protected by a password. Export it without one.")
        if name.lower().endswith(NESTED):
            raise BadArchive(f"The archive holds another archive, {_plain(name)}. Unpack it first.")


def _contents(
    packed: zipfile.ZipFile, members: list[zipfile.ZipInfo], wanted: Collection[str]
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = UNPACKED_LIMIT
    for member in members:
        name = _plain(member.filename)
        if name not in wanted:
            continue
        if name in found:
            raise BadArchive(f"The archive holds {name} twice. Export it again.")
        with packed.open(member) as opened:
            found[name] = opened.read(left + 1)  # what a member says of its size may be a lie
        left -= len(found[name])
        if left < 0:
            raise BadArchive("The archive unpacks to far more than any export.")
        if found[name].startswith(ARCHIVE_START):
            raise BadArchive(f"{name} is another archive, whatever its name says. Unpack it first.")
    return found


def _plain(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].lower()
