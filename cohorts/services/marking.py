"""Marks by hand: somebody's word that a team reached a milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.milestones import BY_HAND
from cohorts.models import MilestoneMark
from core import clock
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt

    from cohorts.models import DesignTeam, Milestone
    from network.models import Person


class NotByHand(Exception):
    """Something else says whether the milestone is reached."""


class NotYetThen(Exception):
    """Nobody has reached anything on a day to come."""


@transaction.atomic
def mark_reached(
    milestone: Milestone, *, team: DesignTeam, by: Person | None, on: dt.date | None = None
) -> MilestoneMark | None:
    """Note that a team reached a milestone; None when it was noted before. Safe to repeat.

    Raises NotByHand and NotYetThen.
    """
    if milestone.rule != BY_HAND or milestone.cohort_id != team.cohort_id:
        raise NotByHand(f"{milestone} is not marked by hand: the site sees when it is reached.")
    on = on or clock.today()
    if on > clock.today():
        raise NotYetThen("Choose today or a day before.")
    mark, is_new = MilestoneMark.objects.get_or_create(
        milestone=milestone, team=team, defaults={"reached_on": on, "marked_by": by}
    )
    if not is_new:
        return None
    activity.record(team, "reached", f"{team} reached “{milestone}”.", by=by)
    return mark


@transaction.atomic
def take_mark_back(milestone: Milestone, *, team: DesignTeam, by: Person | None) -> None:
    """Take a mark back. Safe to repeat."""
    deleted, _ = MilestoneMark.objects.filter(milestone=milestone, team=team).delete()
    if deleted:
        words = f"The mark of {team} for “{milestone}” was taken back."
        activity.record(team, "took back", words, by=by)
