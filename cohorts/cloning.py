"""What a clone of a cohort takes along: each app offers a step, previewed before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from cohorts.models import Cohort
    from network.models import Person


@dataclass(frozen=True)
class Shifted:
    """One thing of the cohort with its day, the day it gets, and why it moved off its weekday."""

    what: str
    was_on: dt.date
    will_be_on: dt.date
    why: str = ""

    @property
    def keeps_weekday(self) -> bool:
        """Whether it is on the same day of the week."""
        return self.was_on.weekday() == self.will_be_on.weekday()


@dataclass(frozen=True)
class Step:
    """`preview` says what would move where; `make` makes it in the new cohort, all or nothing.

    `shift` gives the new day of an old one with the reason, if it could not keep its weekday.
    """

    title: str
    preview: Callable[[Cohort, Callable[[dt.date], tuple[dt.date, str]]], Sequence[Shifted]]
    make: Callable[[Cohort, Cohort, Callable[[dt.date], tuple[dt.date, str]], Person | None], None]


_STEPS: list[Step] = []


def offer_step(step: Step) -> None:
    """Take something along with every clone; called from an app's offers.py."""
    _STEPS.append(step)


def steps() -> Sequence[Step]:
    """In the order in which the apps offered them."""
    return _STEPS
