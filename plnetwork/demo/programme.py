"""Offerings that one can apply for, topics, and a cohort planned two years after another."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cohorts.models import Cohort, Offering
from cohorts.services.cloning import clone_cohort, last_day_of_clone
from cohorts.services.cohort import last_day
from cohorts.services.offering import (
    OF_A_PART,
    change_offering,
    clone_offering,
    funding_named,
)
from cohorts.services.topic import add_topic
from core import clock
from network.models import Component

if TYPE_CHECKING:
    from network.models import Person
    from plnetwork.demo.stage import Stage

YEARS_AHEAD = 2
BEGUN, LEFT = dt.timedelta(days=20), dt.timedelta(days=45)  # of the time to apply
WINTER, DAYS_OF_WINTER = (12, 20), 14  # its first day, and how many are closed


def build_programme(stage: Stage) -> None:
    """What is offered next, topics for the young cohort, and its clone, which the state plans."""
    admin = stage.cast["Renata Okafor"]
    young = Cohort.objects.current().filter(home=stage.centers["maple_fork"]).latest("starts_on")
    _offer_again("LAUNCH, two years", admin, starts_on=_a_year_after(young.starts_on))
    for component in Component.objects.filter(version__is_current=True).order_by("code"):
        add_topic(young, title=component.name or str(component), component=component, by=admin)
    starts_on = last_day(young.starts_on, months=12 * YEARS_AHEAD) + dt.timedelta(days=1)
    clone_cohort(
        young,
        name=f"LAUNCH cohort {starts_on.year}",
        starts_on=starts_on,
        ends_on=last_day_of_clone(young, starts_on),
        closed_days=[
            dt.date(starts_on.year + year, *WINTER) + dt.timedelta(days=n)
            for year in range(YEARS_AHEAD)
            for n in range(DAYS_OF_WINTER)
        ],
        home=stage.state,
        by=admin,
    )


def _a_year_after(day: dt.date) -> dt.date:
    return last_day(day, months=12) + dt.timedelta(days=1)


def _offer_again(name: str, by: Person, *, starts_on: dt.date) -> None:
    """From next summer on, paid by a grant, and open for applications now."""
    source = Offering.objects.get(name=name)
    copy = clone_offering(source, name=f"{name}, from {starts_on.year}", starts_on=starts_on, by=by)
    today = clock.today()
    change_offering(
        copy,
        team_rule=list(source.team_rule.values(*OF_A_PART)),
        apply_from=today - BEGUN,
        apply_until=today + LEFT,
        funding=funding_named("Demonstration grant for learning", starts_on.year + 1),
        by=by,
    )
