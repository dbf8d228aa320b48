"""Whole series: templates that we ship, and planning a cohort's convenings from one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from convenings.models import SeriesTemplate, Session
from convenings.services.agenda import Step, set_agenda
from convenings.services.convening import schedule_convening
from convenings.services.prework import start_prework
from convenings.services.session import add_session
from network.models import Component

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cohorts.models import Cohort
    from convenings.models import Convening
    from convenings.rules.dates import Span
    from network.models import Person

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "series.json"


@dataclass(frozen=True)
class Planned:
    """One convening of a template, with the dates it is to have: a span for each region."""

    number: int
    plan: dict[str, Any]  # as the template holds it
    dates: dict[str, Span]


def load_series() -> None:
    """Add what is missing of the shipped templates. Safe to repeat: what is there stays."""
    for shipped in json.loads(SHIPPED.read_text(encoding="utf-8"))["series"]:
        facts = {name: shipped[name] for name in ("name", "source", "convenings")}
        SeriesTemplate.objects.get_or_create(
            code=shipped["code"], defaults={**facts, "is_shipped": True}
        )


@transaction.atomic
def plan_series(
    cohort: Cohort, *, planned: Sequence[Planned], capacity: int | None, by: Person | None
) -> list[Convening]:
    """Plan convenings with a session per region, all or none; places come later.

    Numbers are said, so that a second press of the button meets NumberTaken and adds nothing.
    """
    components = {
        component.code: component
        for component in Component.objects.filter(version__is_current=True)
    }
    return [_plan(cohort, one, components, capacity=capacity, by=by) for one in planned]


def _plan(
    cohort: Cohort,
    one: Planned,
    components: dict[str, Component],
    *,
    capacity: int | None,
    by: Person | None,
) -> Convening:
    convening = schedule_convening(
        cohort,
        number=one.number,
        topic=one.plan["topic"],
        learning_targets=one.plan.get("targets", []),
        components=[components[c] for c in one.plan.get("components", []) if c in components],
        by=by,
    )
    steps = [Step(s["minutes"], s["title"], s["detail"]) for s in one.plan.get("agenda", [])]
    set_agenda(convening, steps=steps, by=by)
    for region, span in one.dates.items():
        add_session(
            convening,
            region=region,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            mode=Session.Mode.IN_PERSON,
            capacity=capacity,
            by=by,
        )
    if code := one.plan.get("prework"):
        start_prework(convening, shipped=code, by=by)
    return convening
