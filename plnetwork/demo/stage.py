"""What the parts of the demo share while it is built: things by their key in the book."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core import clock
from plnetwork.demo.book import book

if TYPE_CHECKING:
    from cohorts.models import Cohort, DesignTeam
    from network.models import District, Organization, Person, School, ServiceCenter, StateAgency

EVERYTHING_BEGAN = dt.date(2021, 7, 1)


@dataclass
class Stage:
    """Organizations, people and teams by key; the same dice for everybody."""

    state: StateAgency
    centers: dict[str, ServiceCenter] = field(default_factory=dict)
    districts: dict[str, District] = field(default_factory=dict)
    schools: dict[str, School] = field(default_factory=dict)
    places: dict[str, Organization] = field(default_factory=dict)
    cast: dict[str, Person] = field(default_factory=dict)
    educators: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, DesignTeam] = field(default_factory=dict)
    cohort: Cohort | None = None
    dice: random.Random = field(default_factory=random.Random)

    @property
    def launch_cohort(self) -> Cohort:
        """Cohort 2, which most of the book is about."""
        if self.cohort is None:
            raise LookupError("The cohort comes before what happens in it.")
        return self.cohort

    def center_of(self, school_key: str) -> str:
        """The key of the service center that a school's district is aligned with."""
        district = next(row["district"] for row in book()["schools"] if row["key"] == school_key)
        return str(next(row["esc"] for row in book()["districts"] if row["key"] == district))


def day(text: str) -> dt.date:
    """ "2023-09-26" as a date."""
    return dt.date.fromisoformat(text)


def moment(text: str, hour: int = 9) -> dt.datetime:
    """That hour of a day, in the network's zone."""
    return clock.on_day(day(text), hour)
