"""The years in which somebody gathers hours; everybody keeps their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convenings.models import LicenceCycle

if TYPE_CHECKING:
    import datetime as dt

    from network.models import Person


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


def remove_cycle(cycle: LicenceCycle) -> None:
    """Forget a cycle; certificates stay."""
    cycle.delete()
