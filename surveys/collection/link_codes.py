"""Codes that people make for themselves, so that their answers of two waves can be put together."""

from __future__ import annotations

import unicodedata


def normalised(code: str) -> str:
    """Capitals and figures alone: somebody who writes it with a blank or an accent less next year
    still means the same. Empty where nothing of that is in it.
    """
    apart = unicodedata.normalize("NFKD", code)
    return "".join(letter for letter in apart.upper() if letter.isalnum())
