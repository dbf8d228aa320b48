"""Writing pre-work: what is asked of teams before a convening."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from convenings.models import (
    Convening,
    PartAnswer,
    PartOption,
    PreWork,
    PreWorkPart,
)
from core.order import move_by_one
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.models import Person

DATA = Path(__file__).resolve().parent.parent / "data" / "prework.json"
FACTS = ("title", "intro", "least_minutes", "most_minutes")
NEW = "Before we meet"


class PartAnswered(Exception):
    """Teams have answered this; removing it would lose their words."""


@cache
def shipped_prework() -> dict[str, dict[str, Any]]:
    """Pre-work that comes with the software, by its code."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["prework"]
    return {row["code"]: row for row in rows}


@transaction.atomic
def start_prework(convening: Convening, *, shipped: str = "", by: Person | None) -> PreWork:
    """Give a convening pre-work, a shipped or an empty one. Safe to repeat: one there stays."""
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    if existing := PreWork.objects.filter(convening=convening).first():
        return existing
    row = shipped_prework().get(shipped, {})
    facts = {name: row[name] for name in FACTS if name in row}
    prework = PreWork.objects.create(convening=convening, **{"title": NEW, **facts})
    for position, part in enumerate(row.get("parts", []), start=1):
        options = part.get("options", [])
        words = {name: value for name, value in part.items() if name != "options"}
        made = prework.parts.create(position=position, **words)
        _write_options(made, options)
    activity.record(convening, "added", f"Pre-work was added to {convening}.", by=by)
    return prework


@transaction.atomic
def change_prework(prework: PreWork, *, by: Person | None, **changes: Any) -> PreWork:
    """Change its words, its times, or who answers. Raises PartAnswered.

    Who answers is fixed once somebody has: answers of teams are not those of people.
    """
    prework = PreWork.objects.select_for_update(of=("self",)).get(pk=prework.pk)
    turns = changes.get("answered_by", prework.answered_by) != prework.answered_by
    if turns and prework.submissions.exists():
        raise PartAnswered("Answers are there already, so who answers stays as it is.")
    if told := activity.save_changes(prework, changes):
        words = f"The pre-work of {prework.convening} was changed."
        activity.record(prework.convening, "changed", words, by=by, changes=told)
    return prework


@transaction.atomic
def write_part(
    prework: PreWork,
    *,
    part: PreWorkPart | None,
    options: Sequence[Mapping[str, Any]],
    by: Person | None,
    **facts: Any,
) -> PreWorkPart:
    """Add a part at the end, or change one; its options in their order. Raises PartAnswered.

    An option that is named by its `pk` stays the same one; one that is named no more goes, unless
    a team has picked it.
    """
    PreWork.objects.select_for_update(no_key=True).get(pk=prework.pk)
    if part is None:
        part = PreWorkPart(prework=prework, position=prework.parts.count() + 1)
    for name, value in facts.items():
        setattr(part, name, value)
    part.save()
    _drop_options(part, kept={row["pk"] for row in options if row.get("pk")})
    _write_options(part, options)
    words = f"“{part.title}” of the pre-work was written."
    activity.record(prework.convening, "changed", words, by=by)
    return part


@transaction.atomic
def move_part(part: PreWorkPart, *, up: bool, by: Person | None) -> None:
    """Let it change places with its neighbor; at an end nothing happens."""
    PreWork.objects.select_for_update(no_key=True).get(pk=part.prework_id)
    parts = list(part.prework.parts.all())
    if move_by_one(parts, part, up=up) is not None:
        for position, one in enumerate(parts, start=1):
            one.position = position
        PreWorkPart.objects.bulk_update(parts, ["position"])
        words = f"“{part.title}” of the pre-work was moved."
        activity.record(part.prework.convening, "changed", words, by=by)


@transaction.atomic
def remove_part(part: PreWorkPart, *, by: Person | None) -> None:
    """Take a part out. Safe to repeat. Raises PartAnswered."""
    prework = PreWork.objects.select_for_update(no_key=True).get(pk=part.prework_id)
    teams = _teams_that_answered(part)
    if teams:
        raise PartAnswered(
            f"{teams} {'team has' if teams == 1 else 'teams have'} answered “{part.title}”. "
            "Change its words, or make it optional."
        )
    gone, _ = PreWorkPart.objects.filter(pk=part.pk).delete()
    if gone:
        words = f"“{part.title}” was taken out of the pre-work."
        activity.record(prework.convening, "changed", words, by=by)


def _teams_that_answered(part: PreWorkPart) -> int:
    return part.answers.values("submission__team").distinct().count()


def _drop_options(part: PreWorkPart, *, kept: set[int]) -> None:
    gone = part.options.exclude(pk__in=kept)
    for option in gone:
        if PartAnswer.objects.filter(part=part, picks__contains=[option.pk]).exists():
            raise PartAnswered(f"A team has chosen “{option.title}”. Change its words, or keep it.")
    gone.delete()


def _write_options(part: PreWorkPart, rows: Sequence[Mapping[str, Any]]) -> None:
    known = {option.pk: option for option in part.options.all()}
    for position, row in enumerate(rows, start=1):
        option = known.get(row.get("pk", 0), PartOption(part=part))
        option.position = position
        option.title, option.words, option.links = row["title"], row["words"], row["links"]
        option.save()
