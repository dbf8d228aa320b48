"""Planning convenings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from cohorts.models import Cohort
from convenings.models import Convening
from convenings.services.feedback import move_closing
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from network.models import Component, Indicator, Person


class NumberTaken(Exception):
    """The cohort has a convening with this number."""


@transaction.atomic
def schedule_convening(
    cohort: Cohort,
    *,
    topic: str,
    learning_targets: Sequence[str],
    by: Person | None,
    number: int | None = None,
    components: Iterable[Component] = (),
    indicators: Iterable[Indicator] = (),
    **afterwards: Any,
) -> Convening:
    """Plan a convening of the cohort; without a number it takes the next one of the series.

    `afterwards` may hold feedback_hours, least_share and needs_feedback. Raises NumberTaken.
    """
    # Two people planning at once would take the same number; the lock makes one wait.
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    number = number or next_number(cohort)
    if cohort.convenings.filter(number=number).exists():
        raise NumberTaken(f"{cohort} already has a convening {number}. Choose another number.")
    convening = Convening.objects.create(
        cohort=cohort,
        number=number,
        topic=topic,
        learning_targets=list(learning_targets),
        **afterwards,
    )
    convening.components.set(components)
    convening.indicators.set(indicators)
    activity.record(convening, "scheduled", f"{convening} was planned for {cohort}.", by=by)
    return convening


@transaction.atomic
def change_convening(
    convening: Convening,
    *,
    topic: str,
    learning_targets: Sequence[str],
    by: Person | None,
    number: int | None = None,
    components: Iterable[Component] = (),
    indicators: Iterable[Indicator] = (),
    **afterwards: Any,
) -> Convening:
    """Change what a convening is about, and what holds after it (see schedule_convening).

    Other hours of feedback move the closing of what is open. Raises FeedbackClosed.
    """
    hours = convening.feedback_hours
    facts = {
        "topic": topic,
        "learning_targets": list(learning_targets),
        "number": number or convening.number,
        **afterwards,
    }
    changes = activity.save_changes(convening, facts)
    if convening.feedback_hours != hours:
        move_closing(convening, by=by)
    convening.components.set(components)
    convening.indicators.set(indicators)
    words = f"The plan of {convening} was changed."
    activity.record(convening, "changed", words, by=by, changes=changes)
    return convening


def next_number(cohort: Cohort) -> int:
    """The number that the cohort's next convening would have."""
    highest = cohort.convenings.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
