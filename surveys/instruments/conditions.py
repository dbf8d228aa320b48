"""Conditions of items: what they may name, and whether an order of items keeps them true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.instruments.models import Item
from surveys.instruments.questionnaire import ROLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from surveys.instruments.models import InstrumentVersion

Kind = Item.Kind


def faults_of(items: Sequence[Item], version: InstrumentVersion) -> Iterator[tuple[Item, str]]:
    """Conditions that name a later item, none, or an answer that is not offered.

    `items` in the order of the form, without those that were taken out.
    """
    earlier: dict[str, Item] = {}
    known = {item.code for item in items}
    for item in items:
        for condition in item.show_if:
            named = condition["item"]
            if named == ROLE:
                offered = set(range(1, len(version.roles) + 1))
                if not offered:
                    yield item, f"{item.code} asks for a role, but the form has no role groups."
                    continue
            elif named not in earlier:
                where = "comes later" if named in known and named != item.code else "is not there"
                yield item, f"{item.code} is asked depending on {named}, which {where}."
                continue
            else:
                offered = codes_of(earlier[named])
            if not set(condition["is"]) <= offered or not condition["is"]:
                yield item, f"{item.code} depends on an answer that {named} does not offer."
        earlier[item.code] = item


def words_of(conditions: Iterable[Mapping[str, Any]]) -> str:
    """ "asked if Q2 is 1 or 2 and the role is 3", for the log and for comparing."""
    parts = [
        f"{'the role' if one['item'] == ROLE else one['item']} is "
        f"{' or '.join(map(str, sorted(one['is'])))}"
        for one in conditions
    ]
    return "asked if " + " and ".join(parts) if parts else "asked of everybody"


def codes_of(item: Item) -> set[int]:
    """The answers that a condition may name; none of a question without a list."""
    if item.scale is None or item.kind not in (Kind.CHOICE, Kind.SEVERAL):
        return set()
    return set(range(1, len(item.scale.labels) + item.has_does_not_apply + 1))
