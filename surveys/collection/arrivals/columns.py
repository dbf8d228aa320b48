"""The columns of a table that a plan names: where they stand, and how their cells are read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import process

from surveys.collection.arrivals.values import Choices, Other, plain
from surveys.collection.refusals import CannotBringIn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.collection.arrivals.mapping import ItemPlan, Plan
    from surveys.collection.arrivals.tables import Table
    from surveys.instruments.questionnaire import Question, Questionnaire

ALIKE = 60  # below this likeness (0 to 100) no column is suggested


class Column(NamedTuple):
    """Where an item stands in a row, and how its cells are read."""

    plan: ItemPlan
    question: Question
    place: int
    cells: Choices | Other


def places_of(plan: Plan, table: Table) -> dict[str, int]:
    """Where each column of the map stands in the table. Raises CannotBringIn, naming all."""
    at = {name: place for place, name in enumerate(table.header)}
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in table.header:
        alike[plain(name)].append(name)
    for name, columns in table.doubled.items():
        alike[plain(name)] += columns
    faults, places = [], {}
    for name in dict.fromkeys(plan.columns()):
        found = [name] if name in at else alike.get(plain(name), [])
        if len(found) == 1:
            places[name] = at[found[0]]
        elif found:
            choices = " or ".join(f"“{one}”" for one in found)
            faults.append(f"{len(found)} columns are “{name}”: say {choices}.")
        else:
            faults.append(f"There is no column “{name}”.{_suggested(name, table.header)}")
    if faults:
        shown = ", ".join(table.header[:40]) + (", …" if len(table.header) > 40 else "")
        told = f"Row {table.header_row} is the header; its columns are {shown}."
        raise CannotBringIn(" ".join([*faults, told]))
    return places


def _suggested(name: str, header: Sequence[str]) -> str:
    best = process.extractOne(name, header, score_cutoff=ALIKE, processor=plain)
    return f" Perhaps “{best[0]}”." if best else ""


def columns_of(
    plan: Plan, table: Table, form: Questionnaire, places: Mapping[str, int]
) -> list[Column]:
    """The items of the plan. Raises CannotBringIn, naming every label that leads nowhere."""
    faults, columns = [], []
    by_place: dict[int, str] = {}
    for item in plan.items:
        question = form.by_code[item.code]
        place = places[item.column]
        other = by_place.setdefault(place, item.code)
        if other != item.code:
            named = table.header[place]
            faults.append(f"{other} and {item.code} are both taken from “{named}”.")
        missing = {**plan.missing, **item.missing}
        try:
            if question.slot is None:
                cells: Choices | Other = Other(
                    question, form, labels=item.labels, missing=missing, separator=item.separator
                )
            else:
                cells = _choices(question, item, missing, table, table.header[place])
        except CannotBringIn as refusal:
            faults.append(str(refusal))
            continue
        columns.append(Column(item, question, place, cells))
    if faults:
        raise CannotBringIn(" ".join(faults))
    return columns


def _choices(
    question: Question, item: ItemPlan, missing: Mapping[str, str], table: Table, name: str
) -> Choices:
    return Choices(
        question,
        labels=item.labels,
        missing=missing,
        file_labels=table.file.labels.get(name, {}),
        file_missing=table.file.missing.get(name, ()),
        is_reversed=item.is_reversed,
    )
