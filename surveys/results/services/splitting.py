"""Into which groups the responses of a survey fall: by place, by role, by one of the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from surveys.collection.models import FrameUnit
from surveys.instruments.questionnaire import NOT_ASKED, ROLE, SKIPPED, questionnaire_of
from surveys.results.refusals import UnknownSplit

if TYPE_CHECKING:
    from surveys.collection.models import Administration
    from surveys.instruments.questionnaire import Question

NOT_TOLD = "not told"
WAS_NOT_ASKED = "not asked"
Kind = FrameUnit.Kind


class Part(NamedTuple):
    """One group. `order` sorts them; `key` tells apart units of one name and is the unit's own."""

    order: str | int
    name: str
    key: str = ""


Splitting = Callable[[int, int, Sequence[int]], Part]  # unit, role and answers of a response


def split_by(administration: Administration, split: str) -> Splitting | None:
    """How a response finds its group; None where there is none but the whole survey.

    Raises UnknownSplit, which says what may be asked for.
    """
    if split == Kind.NETWORK:
        return None
    if split in Kind.values:
        return _by_unit(administration, Kind(split))
    form = questionnaire_of(administration.version)
    if split == ROLE:
        roles = dict(enumerate(form.roles, start=1))
        return lambda _unit, role, _answers: _named(role, roles)
    question = form.by_code.get(split)
    if question is None or question.slot is None:
        raise UnknownSplit(
            f"invalid choice: '{split}' (choose from {', '.join(Kind.values)}, {ROLE}, or the code "
            "of a question with one answer of a list)"
        )
    return _by_answer(question, question.slot)


def _by_answer(question: Question, slot: int) -> Splitting:
    labels = {option.code: option.label for option in question.options}
    return lambda _unit, _role, answers: _named(answers[slot], labels)


def _named(code: int, names: Mapping[int, str]) -> Part:
    """Groups in the order of their codes; after them who told none, and who was not asked."""
    if code == SKIPPED:
        return Part(len(names) + 1, NOT_TOLD)
    if code == NOT_ASKED:
        return Part(len(names) + 2, WAS_NOT_ASKED)
    return Part(code, names.get(code, str(code)))


def _by_unit(administration: Administration, kind: Kind) -> Splitting:
    """By the unit of the kind at or above the response's own, in the frame of its time."""
    units = {unit.pk: unit for unit in administration.units.all()}
    parts: dict[int, Part] = {}
    for pk in units:
        step: int | None = pk
        while step is not None and units[step].kind != kind:
            step = units[step].parent_id
        found = None if step is None else units[step]
        parts[pk] = (
            Part("\U0010ffff", f"in no {kind.label.lower()}")  # after every name
            if found is None
            else Part(found.name, found.name, found.key)
        )
    return lambda unit, _role, _answers: parts[unit]
