"""The list of first steps for people who join a team that is already at work."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cohorts.rules.team import is_founding

DATA = Path(__file__).resolve().parent.parent / "data" / "onboarding.json"
ASKED_FOR = dt.timedelta(days=60)  # ours: after two months nobody is new any more


@dataclass(frozen=True)
class Step:
    """One thing to do; `page` names where, and is empty where that is no page."""

    code: str
    title: str
    words: str
    page: str


@cache
def steps() -> tuple[Step, ...]:
    """All steps, in their order."""
    shipped = json.loads(DATA.read_text(encoding="utf-8"))["steps"]
    return tuple(Step(**step) for step in shipped)


def has_first_steps(starts_on: dt.date, *, formed_on: dt.date) -> bool:
    """Whoever began the team needs no list."""
    return not is_founding(starts_on, formed_on=formed_on)


def is_asked_for(starts_on: dt.date, *, formed_on: dt.date, today: dt.date) -> bool:
    """Whether the list stands on the person's day, as long as it is not done."""
    is_late = has_first_steps(starts_on, formed_on=formed_on)
    return is_late and starts_on <= today <= starts_on + ASKED_FOR
