"""Builds the demo network, in the order of its time, through the services of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from cohorts.services.pathway import load_pathways
from core import clock
from core.progress import track
from library.services.loading import load_modules
from library.services.shipped_resources import load_resources
from messaging.models import Message
from network.models import StateAgency
from network.services.frameworks import load_frameworks
from plnetwork.demo import (
    applying,
    artifacts,
    catalogue,
    counties,
    directory,
    evaluation,
    exchange,
    exploring,
    hours,
    live,
    meetings,
    milestones,
    office,
    planning,
    prework,
    programme,
    reviewing,
    seats,
    waves,
)
from plnetwork.demo.stage import EVERYTHING_BEGAN
from surveys.instruments.services import load_instruments

if TYPE_CHECKING:
    from plnetwork.demo.stage import Stage


class NotEmpty(Exception):
    """There is a network already; the demo would mix with it."""


def load_shipped_data() -> None:
    """What every network starts with: frameworks, pathways, forms, resources. Safe to repeat."""
    load_frameworks()
    load_pathways()
    load_instruments()
    load_modules()
    load_resources()


@transaction.atomic
def build() -> Stage:
    """The whole demo, or nothing. Raises NotEmpty when there is a network."""
    if StateAgency.objects.exists():
        raise NotEmpty("There is a network in this database already; nothing was changed.")
    with clock.at(clock.on_day(EVERYTHING_BEGAN)):
        load_shipped_data()
        stage = directory.build_organizations()
        counties.name_counties(stage)
        directory.build_people(stage)
    steps = [
        directory.build_cohort,
        meetings.build_convenings,
        prework.build_prework,
        waves.build_waves,
        artifacts.build_artifacts,
        hours.build_hours,
    ]
    for step in track(steps, total=len(steps), doing="Building the demo"):
        step(stage)
    applying.build_applying(stage)
    _send_nothing_of_the_past()
    live.build_present(stage)
    planning.build_planning(stage)
    milestones.build_milestones(stage)
    programme.build_programme(stage)
    reviewing.build_reviewing(stage)
    seats.build_seats(stage)
    office.build_office(stage)
    exploring.build_exploring(stage)
    catalogue.build_catalogue(stage)
    evaluation.build_agreement(stage)
    exchange.build_exchange(stage)
    return stage


def _send_nothing_of_the_past() -> None:
    """What the past has queued counts as sent then; only today's mail really goes."""
    Message.objects.filter(state=Message.State.QUEUED).update(
        state=Message.State.SENT, sent_at=F("send_after")
    )
