"""Names of variables that every format takes, so that a file has the same ones in each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 60  # SPSS takes 64
SPSS_WORDS = frozenset(
    ["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"]
)


def fitting(names: Iterable[str]) -> list[str]:
    """Letters, figures and underscores, a letter first, none twice whatever the case."""
    taken: set[str] = set()
    return [_free(_fitted(name), taken) for name in names]


def _fitted(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_]", "_", name)[:LONGEST].rstrip("_") or "v"
    if not plain[0].isalpha():
        plain = f"v{plain}"
    return f"{plain}_q" if plain.lower() in SPSS_WORDS else plain


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free.lower() in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free.lower())
    return free
