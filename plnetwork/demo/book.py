"""Reads network.json, the book that the demo is played from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

BOOK = Path(__file__).with_name("network.json")


@cache
def book() -> dict[str, Any]:
    """The whole demo network as data."""
    loaded: dict[str, Any] = json.loads(BOOK.read_text(encoding="utf-8"))
    return loaded


def address_of(name: str, place: str) -> str:
    """first.last@place.example, in lower case, underscores as hyphens."""
    local = ".".join(name.lower().split())
    return f"{local}@{place.replace('_', '-')}.example"


def school_of_team(team: str) -> str:
    """The key of a team's school."""
    return str(next(row["school"] for row in book()["teams"] if row["id"] == team))
