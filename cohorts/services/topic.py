"""The topics of a cohort's convenings, in the order chosen for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.models import Cohort, CohortTopic
from cohorts.services.cohort import locked_cohort
from core.order import move_by_one
from network.services import activity

if TYPE_CHECKING:
    from network.models import Component, Person


@transaction.atomic
def add_topic(
    cohort: Cohort, *, title: str, component: Component | None, by: Person | None
) -> CohortTopic:
    """Put a topic at the end. Safe to repeat: a title stands once."""
    locked_cohort(cohort.pk)
    if there := cohort.topics.filter(title__iexact=title).first():
        return there
    topic = cohort.topics.create(place=cohort.topics.count() + 1, title=title, component=component)
    activity.record(cohort, "changed", f"“{topic}” is a topic of the cohort now.", by=by)
    return topic


@transaction.atomic
def move_topic(topic: CohortTopic, *, up: bool, by: Person | None) -> None:
    """Let it change places with its neighbor; at an end nothing happens."""
    locked_cohort(topic.cohort_id)
    topics = list(topic.cohort.topics.all())
    place = move_by_one(topics, topic, up=up)
    if place is not None:
        _number(topics)
        words = f"“{topic}” is topic {place + 1} of the cohort now."
        activity.record(topic.cohort, "changed", words, by=by)


@transaction.atomic
def remove_topic(topic: CohortTopic, *, by: Person | None) -> None:
    """Take a topic out; those after it move up. Safe to repeat."""
    locked_cohort(topic.cohort_id)
    gone, _ = CohortTopic.objects.filter(pk=topic.pk).delete()
    if gone:
        _number(list(topic.cohort.topics.all()))
        words = f"“{topic}” is no longer a topic of the cohort."
        activity.record(topic.cohort, "changed", words, by=by)


def _number(topics: list[CohortTopic]) -> None:
    for place, topic in enumerate(topics, start=1):
        topic.place = place
    CohortTopic.objects.bulk_update(topics, ["place"])
