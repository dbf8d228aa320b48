"""Offerings: what they are, whom a team of theirs needs, and their phases with milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from cohorts.models import (
    Enrollment,
    FundingSource,
    Offering,
    Pathway,
    Phase,
    PlannedMilestone,
    TeamRulePart,
)
from cohorts.rules.dates import whole_weeks
from network.services import activity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from django.db.models import Model

    from network.models import Person

COPIED = ("description", "unit", "length_months", "capacity", "team_min", "team_max")
COPIED_TOO = ("funding", "form", "offer_days")
OF_A_PART = ("label", "positions", "least", "most")
OF_A_PHASE = ("name", "description", "starts_after")
OF_A_MILESTONE = ("name", "rule", "number", "due_after")


class AlreadyThere(Exception):
    """An offering of this pathway, name and date is there, or a phase of this name, and differs."""


class UnitFixed(Exception):
    """Places are filled or applied for, by schools or by districts."""


class CapacityTooSmall(Exception):
    """A cohort has more places filled than there would be."""


@transaction.atomic
def make_offering(
    *, team_rule: Sequence[Mapping[str, Any]], by: Person | None, **facts: Any
) -> Offering:
    """Offer a pathway from a date on. Pressing twice makes one.

    Raises AlreadyThere when another one of this pathway, name and date is offered.
    """
    same = {name: facts[name] for name in ("pathway", "name", "starts_on")}
    Pathway.objects.select_for_update(no_key=True).get(pk=facts["pathway"].pk)
    if existing := Offering.objects.filter(**same).first():
        if _holds(existing, facts) and _rule_of(existing) == [_part(row) for row in team_rule]:
            return existing
        day = activity.in_words(existing.starts_on)
        raise AlreadyThere(f"{existing} is offered from {day} already. Change that one.")
    offering = Offering.objects.create(**facts)
    _write_rule(offering, team_rule)
    activity.record(offering, "made", f"{offering} is offered.", by=by)
    return offering


@transaction.atomic
def change_offering(
    offering: Offering,
    *,
    team_rule: Sequence[Mapping[str, Any]],
    by: Person | None,
    **facts: Any,
) -> Offering:
    """Change what is given, and whom its teams need. Cohorts that are open keep their dates.

    Raises UnitFixed, CapacityTooSmall.
    """
    offering = Offering.objects.select_for_update(of=("self",), no_key=True).get(pk=offering.pk)
    _refuse_other_unit(offering, facts.get("unit", offering.unit))
    _refuse_too_few_places(offering, facts.get("capacity", offering.capacity))
    changes = activity.save_changes(offering, facts)
    is_new_rule = _rule_of(offering) != [_part(row) for row in team_rule]
    if is_new_rule:
        offering.team_rule.all().delete()
        _write_rule(offering, team_rule)
    if changes or is_new_rule:
        words = f"{offering} was changed."
        if is_new_rule:
            words = f"{offering} was changed, with whom its teams need."
        activity.record(offering, "changed", words, by=by, changes=changes)
    return offering


def funding_named(name: str, fiscal_year: int | None) -> FundingSource | None:
    """The grant of this name in this year, made where it is new; None without a name."""
    if not name or fiscal_year is None:
        return None
    return FundingSource.objects.get_or_create(name=name, fiscal_year=fiscal_year)[0]


@transaction.atomic
def write_phase(
    offering: Offering,
    *,
    phase: Phase | None,
    milestones: Sequence[Mapping[str, Any]],
    by: Person | None,
    **facts: Any,
) -> Phase:
    """Add a phase, or change one with all its milestones. Cohorts keep those they have.

    Pressing twice adds one. Raises AlreadyThere when another phase has this name.
    """
    Offering.objects.select_for_update(of=("self",), no_key=True).get(pk=offering.pk)
    others = offering.phases.exclude(pk=phase.pk if phase else 0)
    if same := others.filter(name=facts["name"]).first():
        is_it = _holds(same, facts) and _milestones_of(same) == sorted(map(_planned, milestones))
        if phase is None and is_it:
            return same
        raise AlreadyThere(f"There is a phase “{same}” already. Change that one.")
    phase = phase or Phase(offering=offering)
    for name, value in facts.items():
        setattr(phase, name, value)
    phase.save()
    phase.milestones.all().delete()
    PlannedMilestone.objects.bulk_create(PlannedMilestone(phase=phase, **row) for row in milestones)
    activity.record(offering, "changed", f"The phase “{phase}” was written.", by=by)
    return phase


@transaction.atomic
def remove_phase(phase: Phase, *, by: Person | None) -> None:
    """Take a phase with its milestones out of the plan; cohorts keep theirs. Safe to repeat."""
    gone, _ = Phase.objects.filter(pk=phase.pk).delete()
    if gone:
        words = f"The phase “{phase}” was taken out of the plan."
        activity.record(phase.offering, "changed", words, by=by)


@transaction.atomic
def clone_offering(
    source: Offering, *, name: str, starts_on: dt.date, by: Person | None
) -> Offering:
    """The same offering from another date on, with its rule, phases and milestones.

    Application dates move by whole weeks. Pressing twice makes one.
    """
    Pathway.objects.select_for_update(no_key=True).get(pk=source.pathway_id)  # as make_offering
    made = Offering.objects.filter(pathway=source.pathway, name=name, starts_on=starts_on).first()
    if made is not None:
        return made
    facts = {field: getattr(source, field) for field in (*COPIED, *COPIED_TOO)}
    copy = Offering.objects.create(
        pathway=source.pathway,
        name=name,
        starts_on=starts_on,
        **application_days(source, starts_on),
        **facts,
    )
    _write_rule(copy, _rule_of(source))
    for phase in source.phases.prefetch_related("milestones"):
        twin = copy.phases.create(**{field: getattr(phase, field) for field in OF_A_PHASE})
        PlannedMilestone.objects.bulk_create(
            PlannedMilestone(phase=twin, **{f: getattr(planned, f) for f in OF_A_MILESTONE})
            for planned in phase.milestones.all()
        )
    activity.record(copy, "made", f"{copy} was made after {source}.", by=by)
    return copy


def application_days(source: Offering, starts_on: dt.date) -> dict[str, dt.date | None]:
    """From when until when one applies for a clone: the same weekdays, so many weeks later."""
    by = whole_weeks(source.starts_on, starts_on)
    days = {"apply_from": source.apply_from, "apply_until": source.apply_until}
    return {name: day and day + by for name, day in days.items()}


def _refuse_other_unit(offering: Offering, unit: str) -> None:
    has_places = Enrollment.objects.filter(cohort__offering=offering).exists()
    if unit != offering.unit and (has_places or offering.applications.exists()):
        raise UnitFixed("Places are filled or applied for already, so who takes part stays.")


def _refuse_too_few_places(offering: Offering, capacity: int | None) -> None:
    if capacity is None:
        return
    filled = {cohort: cohort.enrollments.staying().count() for cohort in offering.cohorts.all()}
    fullest = max(filled, key=filled.__getitem__, default=None)
    if fullest is not None and filled[fullest] > capacity:
        raise CapacityTooSmall(
            f"{fullest} has {filled[fullest]} places filled."
            f" Enter {filled[fullest]} or more, or leave it empty."
        )


def _write_rule(offering: Offering, rows: Sequence[Mapping[str, Any]]) -> None:
    TeamRulePart.objects.bulk_create(
        TeamRulePart(offering=offering, place=place, **_part(row))
        for place, row in enumerate(rows, start=1)
    )


def _rule_of(offering: Offering) -> list[dict[str, Any]]:
    return [{name: getattr(part, name) for name in OF_A_PART} for part in offering.team_rule.all()]


def _milestones_of(phase: Phase) -> list[tuple[Any, ...]]:
    return sorted(_planned(row) for row in phase.milestones.values(*OF_A_MILESTONE))


def _planned(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["due_after"], row["name"], row["rule"], row.get("number") or 0)


def _holds(thing: Model, facts: Mapping[str, Any]) -> bool:
    """Whether it has just these facts."""
    return all(getattr(thing, name) == value for name, value in facts.items())


def _part(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in OF_A_PART}
