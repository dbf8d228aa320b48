"""Ticking the first steps of somebody who joined a team late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.models import OnboardingTick
from cohorts.rules.onboarding import steps

if TYPE_CHECKING:
    from cohorts.models import TeamMembership


class NoSuchStep(Exception):
    """The list has no step of this code."""


@transaction.atomic
def set_step(membership: TeamMembership, *, step: str, done: bool) -> None:
    """Tick a first step, or take the tick away. Safe to repeat. Only the person themselves does.

    Not in the log: it is a reminder for one person and no record. Raises NoSuchStep.
    """
    if step not in {one.code for one in steps()}:
        raise NoSuchStep("There is no such step any more.")
    if done:
        OnboardingTick.objects.get_or_create(membership=membership, step=step)
    else:
        membership.onboarding.filter(step=step).delete()
