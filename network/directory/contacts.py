"""What cells about reaching an organization mean: ZIP code, phone, website, locale."""

from __future__ import annotations

import re

from network.directory import cells
from network.directory.rows import BadCell

# The twelve federal locales: place (city, suburb, town, rural) and size or distance.
LOCALE = re.compile(r"[1-4][1-3]")

_WEB = re.compile(r"https?://[^\s/?#@]+\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@,;<>\"']+@[^\s@,;<>\"']+\.[A-Za-z]{2,}")


def postal_code(value: str, *, column: str, put_zeros_back: bool) -> str:
    """A ZIP code as text: 02139, or 02139-4307."""
    cleaned = cells.clean(value)
    if not cleaned:
        return ""
    parts = re.fullmatch(r"(\d{5})-?(\d{4})?", cleaned)
    if parts:
        return "-".join(filter(None, parts.groups()))
    if not re.fullmatch(r"[0-9]{3,4}", cleaned):
        raise BadCell(column, value, "A ZIP code has 5 digits, or 5 and 4.")
    if put_zeros_back:
        return cleaned.zfill(5)
    told = f"The ZIP code has {len(cleaned)} digits, needs 5. Spreadsheets drop leading zeros; "
    raise BadCell(column, value, f"{told}did you mean {cleaned.zfill(5)}?")


def phone(value: str, *, column: str) -> str:
    """A phone number as it was written."""
    cleaned = cells.clean(value)
    if cleaned and (len(cleaned) > 30 or sum(sign.isdigit() for sign in cleaned) < 7):
        raise BadCell(column, value, "This is not a phone number of up to 30 characters.")
    return cleaned


def website(value: str, *, column: str) -> str:
    """An address of the web; lists often leave out how it begins."""
    cleaned = cells.clean(value)
    if not cleaned:
        return ""
    address = cleaned if "://" in cleaned else f"http://{cleaned}"
    if len(address) > 200 or not _WEB.fullmatch(address):
        raise BadCell(column, value, "This is not a web address such as https://example.org.")
    return address


def email(value: str, *, column: str) -> str:
    """An e-mail address in small letters."""
    cleaned = cells.clean(value).lower()
    if cleaned and (len(cleaned) > 254 or not _EMAIL.fullmatch(cleaned)):
        raise BadCell(column, value, "This is not an e-mail address.")
    return cleaned


def locale(value: str, *, column: str) -> str:
    """The code of a federal locale: 32 of "32-Town: Distant"."""
    cleaned = cells.clean(value)
    if not cleaned:
        return ""
    found = LOCALE.match(cleaned)
    if found is None:
        raise BadCell(column, value, "The locale is none of the codes 11 to 43.")
    return found.group()
