"""JSON that says each thing once; Python's own reader keeps the last of two and says nothing."""

from __future__ import annotations

import json
from typing import Any


class SaidTwice(ValueError):
    """A key stands twice in one place; the message goes on after “The file”."""


def read_json(content: bytes) -> Any:
    """What is said in UTF-8. Raises SaidTwice, ValueError for what is no JSON, RecursionError."""
    return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise SaidTwice(f"says “{key[:60]}” twice in one place. Keep one of the two.")
        found[key] = value
    return found
