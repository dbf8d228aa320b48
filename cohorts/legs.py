"""The way of a school or district: its legs in cohorts, and those that higher apps offer.

A leg is shown to whoever sees the school or district; it names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from network.models import Organization

    Finder = Callable[[Organization], Iterable["Leg"]]


@dataclass(frozen=True)
class Moment:
    """A day on which something changed."""

    on: dt.date
    words: str
    reason: str = ""


@dataclass(frozen=True)
class Leg:
    """One part of the way: of which pathway, when it began, and how it went."""

    pathway: str
    title: str
    url: str
    begins: dt.date
    moments: list[Moment]
    status: str = ""
    tone: str = "plain"
    is_done: bool = False
    whose: str = ""  # the district's name, where a school went along with it


_FINDERS: list[Finder] = []


def offer_legs(finder: Finder) -> None:
    """Add to the way of a school or district; called from an app's offers.py."""
    _FINDERS.append(finder)


def offered_legs(place: Organization) -> list[Leg]:
    """What higher apps know of the way of a school or district."""
    return [leg for finder in _FINDERS for leg in finder(place)]
