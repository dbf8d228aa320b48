"""The map as a file of JSON: read strictly, so that nothing in it is dropped unseen."""

from __future__ import annotations

import json
from typing import Any

from core.strict_json import SaidTwice, read_json
from surveys.collection.refusals import CannotBringIn

LARGEST_MAP = 1024 * 1024  # bytes


def read_map(content: bytes) -> Any:
    """What the file says. Raises CannotBringIn for what is no JSON or names a key twice."""
    if len(content) > LARGEST_MAP:
        raise CannotBringIn("The map is larger than 1 MB, and no map is.")
    try:
        told = read_json(content)
    except SaidTwice as twice:
        raise CannotBringIn(f"The map {twice}") from twice
    except ValueError as broken:
        raise CannotBringIn(f"The map is no JSON: {broken}.") from broken
    except RecursionError as broken:
        raise CannotBringIn("The map is nested deeper than any map.") from broken
    if not _can_be_kept(told):
        raise CannotBringIn(
            "The map holds NaN or a sign that cannot be kept. Write it anew without it."
        )
    return told


def _can_be_kept(told: Any) -> bool:
    """PostgreSQL knows no zero byte, no half of a character and no number that is none."""
    try:
        return b"\\u0000" not in json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        return False
