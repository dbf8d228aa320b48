"""The years in which somebody gathers hours; everybody keeps their own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypedDict

from convenings.models import LicenceCycle

if TYPE_CHECKING:
    from network.models import Person


class Before(TypedDict):
    """A cycle as it was, for taking its removal back."""

    pk: int
    starts_on: str
    ends_on: str


def add_cycle(person: Person, *, starts_on: dt.date, ends_on: dt.date) -> LicenceCycle:
    """Add a cycle. Safe to repeat: the same days are one cycle."""
    cycle, _ = LicenceCycle.objects.get_or_create(
        person=person, starts_on=starts_on, ends_on=ends_on
    )
    return cycle


def change_cycle(cycle: LicenceCycle, *, starts_on: dt.date, ends_on: dt.date) -> LicenceCycle:
    """Change its days."""
    cycle.starts_on, cycle.ends_on = starts_on, ends_on
    cycle.save(update_fields=["starts_on", "ends_on"])
    return cycle


def remove_cycle(cycle: LicenceCycle) -> Before:
    """Forget a cycle; certificates stay. The answer is what brings it back."""
    before = Before(
        pk=cycle.pk, starts_on=cycle.starts_on.isoformat(), ends_on=cycle.ends_on.isoformat()
    )
    cycle.delete()
    return before


def restore_cycle(person: Person, *, before: Before) -> LicenceCycle:
    """Bring back a cycle as it was. Safe to repeat."""
    first, last = (dt.date.fromisoformat(before[day]) for day in ("starts_on", "ends_on"))
    return add_cycle(person, starts_on=first, ends_on=last)
