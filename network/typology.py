"""Ohio's codes for kinds of districts, in words."""

from __future__ import annotations

# Ohio's eight codes of 2013 (domain.md); other versions of the typology number otherwise.
TYPOLOGY_2013 = {
    "1": "Rural, high poverty, small",
    "2": "Rural, average poverty, very small",
    "3": "Small town, low poverty, small",
    "4": "Small town, high poverty, average size",
    "5": "Suburban, low poverty, average size",
    "6": "Suburban, very low poverty, large",
    "7": "Urban, high poverty, average size",
    "8": "Urban, very high poverty, very large",
}


def words_of_typology(code: str, version: str) -> str:
    """A code with its words and its version, as far as they are known."""
    words = TYPOLOGY_2013.get(code, "") if version == "2013" else ""
    return f"{code} {words}".strip() + (f" ({version})" if version else "")
