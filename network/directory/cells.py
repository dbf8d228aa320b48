"""What single cells mean: missing markers, identifiers, codes, grades, days."""

from __future__ import annotations

import datetime as dt
import re

from network.directory.rows import BadCell

# The many ways in which public files say that they do not know.
MISSING = frozenset({"", "na", "n/a", "nan", "nc", "m", "n", "-", "--", "–", "x", "†", "‡"})
MISSING |= {"-1", "-2", "-9", "-999", "not available", "not applicable", "null", "none"}
# Letters of a state may look like a marker: NC is North Carolina.
MISSING_LETTERS = MISSING - {"nc"}

# Codes and words of the federal lists (Ed-Fi OperationalStatus), as the directory keeps them.
STATUS = {
    "1": "open",
    "2": "closed",
    "3": "new",
    "4": "added",
    "5": "changed",  # its boundary
    "6": "inactive",
    "7": "future",
    "8": "reopened",
}
STATUS_WORDS = {word: word for word in STATUS.values()} | {
    "not yet open": "future",
    "active": "open",
    "currently operational": "open",
    "boundary changed": "changed",
}
GRADES = {"kindergarten": "K", "kg": "K", "k": "K"}
GRADES |= dict.fromkeys(("pk", "pre-k", "prek", "prekindergarten", "pre-kindergarten"), "Pre-K")
GRADES |= {"ug": "Ungraded", "ungraded": "Ungraded", "ae": "Adult", "adult education": "Adult"}

# How spreadsheets know a formula; no name begins so.
FORMULA_STARTS = ("=", "+", "-", "@")

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
# @X@course.id@X@, {{ name }}, ${name}, <<name>>, %%name%%: what a template left unfilled.
TOKEN = re.compile(r"@X@|\{\{[^{}]*\}\}|\$\{[^{}]*\}|<<[^<>]*>>|%%\w+%%")
# The district profile packs three columns into one: Ada Village (045187) - Hardin County.
_PACKED = re.compile(r"(.+?)\s*\(((?:[A-Z]{2}-)?\d{5,6})\)(?:\s*-\s*(.+))?")


def clean(value: str) -> str:
    """The value, or nothing where the file says that it does not know."""
    value = " ".join(value.split())
    return "" if value.lower() in MISSING else value


def clean_state(value: str, *, column: str = "state") -> str:
    """Two letters of a state."""
    letters = value.strip().upper()
    if letters.lower() in MISSING_LETTERS:
        return ""
    if not re.fullmatch("[A-Z]{2}", letters):
        raise BadCell(column, value, "Write the state as two letters, such as OH.")
    return letters


def identifier(value: str, *, digits: int, what: str, column: str, put_zeros_back: bool) -> str:
    """An identifier of exactly so many digits, as text, leading zeros included.

    A prefix such as OH- is taken off; "OH-043489-000042" is the building 000042 of its district.
    """
    bare = clean(value)
    bare = re.sub(r"^[A-Z]{2}-(?:\d+-)?", "", bare)
    if not bare:
        return ""
    if put_zeros_back and bare.isdigit() and bare.isascii():
        bare = bare.zfill(digits)
    if re.fullmatch(rf"[0-9]{{{digits}}}", bare):
        return bare
    raise BadCell(column, value, _wrong_identifier(bare, digits, what))


def _wrong_identifier(bare: str, digits: int, what: str) -> str:
    if not (bare.isdigit() and bare.isascii()):
        return f"{what} has {digits} digits and nothing else."
    told = f"{what} has {len(bare)} digit{'' if len(bare) == 1 else 's'}, needs {digits}."
    if len(bare) < digits:
        told += f" Spreadsheets drop leading zeros; did you mean {bare.zfill(digits)}?"
    return told


def name(value: str, *, what: str, column: str, longest: int = 120) -> str:
    """A name people can read, in one line."""
    if _CONTROL.search(value):
        raise BadCell(
            column, _CONTROL.sub("?", value), f"The {what} has characters that cannot be read."
        )
    cleaned = clean(value)
    if TOKEN.search(cleaned):
        told = f"The {what} is a placeholder that the export has not filled in. Export it again."
        raise BadCell(column, value, told)
    if cleaned.startswith(FORMULA_STARTS):
        told = f"The {what} begins with {cleaned[0]}, as a formula does. Write it as plain words."
        raise BadCell(column, value, told)
    if len(cleaned) > longest:
        raise BadCell(column, value, f"The {what} is longer than {longest} characters.")
    return cleaned


def unpack(value: str) -> tuple[str, str, str]:
    """Name, IRN and county of a cell that packs them; the last two empty when it does not."""
    packed = _PACKED.fullmatch(" ".join(value.split()))
    return (packed[1], packed[2], packed[3] or "") if packed else (value, "", "")


def status(value: str, *, column: str) -> str:
    """Our word for a federal status code or for the word itself."""
    cleaned = clean(value).lower()
    if not cleaned:
        return ""
    known = STATUS.get(cleaned.removesuffix(".0")) or STATUS_WORDS.get(cleaned)
    if known is None:
        raise BadCell(column, value, "The status is not one of the codes 1 to 8.")
    return known


def grade(value: str, *, column: str) -> str:
    """ "K", "Pre-K", or a number without a leading zero."""
    cleaned = clean(value)
    if not cleaned:
        return ""
    if cleaned.isdigit() and cleaned.isascii() and 1 <= int(cleaned) <= 13:
        return str(int(cleaned))
    known = GRADES.get(cleaned.lower())
    if known is None:
        raise BadCell(column, value, "The grade is not known. Use Pre-K, K or 1 to 13.")
    return known


def year(value: str, *, column: str) -> int:
    """The year in which the school year begins: 2019 of "2019-2020"."""
    found = re.match(r"(?:19|20)\d\d", clean(value))
    if found is None:
        raise BadCell(column, value, "The school year is not a year such as 2019.")
    return int(found.group())


def day(value: str, *, what: str, column: str) -> dt.date | None:
    """A day written 2025-07-01 or 7/1/2025."""
    cleaned = clean(value)
    if not cleaned:
        return None
    for pattern in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return dt.datetime.strptime(cleaned, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise BadCell(column, value, f"The {what} is not a day such as 2025-07-01.")
