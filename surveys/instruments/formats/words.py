"""Words of another tool as plain text: no markup, no scripts, nothing that cannot be printed."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import nh3

# What is told of words that are not the same any more.
MARKUP = "HTML is taken out of its words"
SCRIPT = "a script in its words is gone"
PICTURE = "a picture, sound or video in its words is gone"
CONTROLS = "signs that cannot be printed are gone"

LIKE_HTML = re.compile(r"<[A-Za-z/!]|&(?:#\w+|\w+);")
_SCRIPT = re.compile(r"<\s*(?:script|iframe|object|embed)\b|\bon\w+\s*=|javascript:", re.IGNORECASE)
_PICTURE = re.compile(r"<\s*(?:img|audio|video|svg|picture)\b", re.IGNORECASE)
# What begins a new line where there is no markup.
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text, and what was done to it."""

    text: str
    told: tuple[str, ...] = ()


def plain(raw: str) -> Plain:
    """Text that shows as it stands; spaces at the ends and doubled ones go without a word."""
    told = []
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(text):
        told.append(CONTROLS)
        text = _CONTROL.sub("", text)
    if LIKE_HTML.search(text):
        stripped = html.unescape(nh3.clean(_BREAK.sub("\n", text), tags=set()))
        if _SCRIPT.search(text):
            told.append(SCRIPT)
        if _PICTURE.search(text):
            told.append(PICTURE)
        if "<" in text or not told:
            told.append(MARKUP)
        # Entities may have hidden more of the same, and unescaping may have made new signs.
        text = _CONTROL.sub("", stripped)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return Plain(re.sub("\n{2,}", "\n\n", "\n".join(lines)).strip(), tuple(told))


def in_short(text: str, length: int = 60) -> str:
    """Enough of a text to know it again, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
