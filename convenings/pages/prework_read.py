"""Answers to pre-work as they are read: by their team, by specialists, beside a clash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convenings.models import PreWorkSubmission
from convenings.rules.prework import Given
from convenings.services.prework_answers import given_in, given_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cohorts.models import DesignTeam
    from convenings.models import (
        PartAnswer,
        PartOption,
        PreWork,
        PreWorkComment,
        PreWorkPart,
    )


@dataclass(frozen=True)
class PartRead:
    """One part with what was answered, to be read."""

    part: PreWorkPart
    given: Given
    picked: list[tuple[PartOption, str]]


@dataclass(frozen=True)
class Reading:
    """The answers of a team or a person, to be read, with what was said about them."""

    submission: PreWorkSubmission
    parts: list[PartRead]
    comments: list[PreWorkComment]


def readings_of(prework: PreWork, team: DesignTeam, parts: Sequence[PreWorkPart]) -> list[Reading]:
    """What a team answered; where everybody answers, one after the other."""
    found = PreWorkSubmission.objects.filter(prework=prework, team=team)
    found = found.select_related("person", "team", "done_by").prefetch_related(
        "answers", "comments__author"
    )
    return [_reading(one, parts) for one in found.order_by("person__last_name", "pk")]


def clashing(parts: Sequence[PreWorkPart], answers: Iterable[PartAnswer]) -> list[PartRead]:
    """Parts that were changed elsewhere meanwhile, as they are stored."""
    stored = {answer.part_id: given_in(answer) for answer in answers}
    return [_part_read(part, stored[part.pk]) for part in parts if part.pk in stored]


def _reading(submission: PreWorkSubmission, parts: Sequence[PreWorkPart]) -> Reading:
    given = given_of(submission)
    read = [_part_read(part, given.get(part.pk, Given())) for part in parts]
    comments = [one for one in submission.comments.all() if one.removed_at is None]
    return Reading(submission, read, comments)


def _part_read(part: PreWorkPart, given: Given) -> PartRead:
    chosen = [option for option in part.options.all() if option.pk in given.picks]
    return PartRead(part, given, [(option, given.how.get(option.pk, "")) for option in chosen])
