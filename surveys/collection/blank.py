"""Pages rendered once, with places left open; a request only fills in what is its own.

Rendering is the dearest part of an answer (performance.md), and of a frozen form nearly all of it
is the same for everybody.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

# SECURITY: drawn anew in every process, so that no wording can hold a place of its own.
_MARK = secrets.token_hex(8)
_PLACE = re.compile(f"{_MARK}([\\w:.-]+);")


def place(name: str) -> SafeString:
    """Where the template leaves room; the words filled in later are escaped by whoever fills."""
    return mark_safe(f"{_MARK}{name};")  # noqa: S308 -- a random number and a name of ours


class Blank:
    """A rendered page and its open places."""

    def __init__(self, html: str) -> None:
        self._pieces = _PLACE.split(html)
        self._places: dict[str, list[int]] = {}
        for index in range(1, len(self._pieces), 2):
            self._places.setdefault(self._pieces[index], []).append(index)
            self._pieces[index] = ""

    def filled(self, own: Mapping[str, str]) -> str:
        """The page with these words in their places; names without a place are passed over."""
        pieces = self._pieces.copy()
        for name, words in own.items():
            for index in self._places.get(name, ()):
                pieces[index] = words
        return "".join(pieces)
