""" "We used it": who used a move with whom, and what they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from library.models import MoveUse
from network.models import Person
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt

    from cohorts.models import DesignTeam
    from library.models import Resource


@transaction.atomic
def log_use(
    move: Resource,
    *,
    used_with: str,
    used_on: dt.date,
    adaptation: str = "",
    team: DesignTeam | None = None,
    by: Person,
) -> MoveUse:
    """Write down that it was used. Safe to repeat: the same words of a day are one use."""
    # A second click waits here, and then finds what the first one made.
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    facts = {"used_with": used_with, "used_on": used_on, "adaptation": adaptation, "team": team}
    if known := move.uses.standing().filter(person=by, **facts).first():
        return known
    use = MoveUse.objects.create(move=move, person=by, **facts)
    activity.record(move, "used", f"{move} was used {_with(use)}.", by=by)
    return use


def take_back(use: MoveUse, *, by: Person | None) -> None:
    """Take it off the pages; it is kept, so that it can come back. Safe to repeat."""
    _set_removed(use, "taken back", by=by)


def bring_back(use: MoveUse, *, by: Person | None) -> None:
    """Undo. Safe to repeat."""
    _set_removed(use, "brought back", by=by)


@transaction.atomic
def _set_removed(use: MoveUse, verb: str, *, by: Person | None) -> None:
    held = MoveUse.objects.select_for_update(of=("self",)).select_related("move").get(pk=use.pk)
    removed_at = clock.now() if verb == "taken back" else None
    if (held.removed_at is None) == (removed_at is None):
        return
    held.removed_at = removed_at
    held.save(update_fields=["removed_at"])
    words = f"That {held.move} was used {_with(held)} was {verb}."
    activity.record(held.move, verb, words, by=by)


def _with(use: MoveUse) -> str:
    return use.get_used_with_display().lower()
