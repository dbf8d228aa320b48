"""Whether a quote is made of somebody's own words. Pure."""

from __future__ import annotations

import re

LEFT_OUT = re.compile(r"\s*(?:\[…\]|…|\[\.\.\.\]|\.\.\.)\s*")


def is_part_of(words: str, whole: str) -> bool:
    """Whether the words stand in the whole in this order; "…" stands for what is left out."""
    place = 0
    parts = [_plain(part) for part in LEFT_OUT.split(words)]
    for part in parts:
        found = _plain(whole).find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return any(parts)


def _plain(text: str) -> str:
    """Line breaks and several blanks make no difference."""
    return " ".join(text.split())
