"""A question as a reader understood it, and what of its limits and conditions we can keep."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from surveys.instruments.models import Item
from surveys.instruments.questionnaire import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.instruments.formats.lists import AnswerList, Offered

Kind = Item.Kind
Words = dict[str, str]  # by our language code
# As many as the editor shows; it would drop further ones when somebody saves.
MOST_CONDITIONS = 3
LIMITS = (-1_000_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class When:
    """Asked only if the question `name` was answered by one of `answers`; names of the file."""

    name: str
    answers: frozenset[str]


@dataclass
class Asked:
    """A question as a reader understood it. `told` are phrases on what is different now."""

    where: str
    what: str
    name: str
    wording: Words
    kind: str = Kind.CHOICE
    help_text: Words = field(default_factory=dict)
    answers: AnswerList | None = None
    is_required: bool = False
    lowest: int | None = None
    highest: int | None = None
    when: Sequence[When] = ()
    told: list[str] = field(default_factory=list)


def bounds_of(asked: Asked, options: int, told: list[str]) -> dict[str, int]:
    """The limits of a number or of how many answers; none where they allow no answer."""
    lowest, highest = asked.lowest, asked.highest
    limits = {"lowest": lowest, "highest": highest}
    given = {name: value for name, value in limits.items() if value is not None}
    bad = lowest is not None and highest is not None and lowest > highest
    bad = bad or any(not LIMITS[0] <= value <= LIMITS[1] for value in given.values())
    bad = bad or (asked.kind == Kind.SEVERAL and ((lowest or 0) > options or highest == 0))
    if bad:
        told.append(f"the limits {lowest} to {highest} allow no answer and are left out")
        return {}
    return given


def conditions_of(
    asked: Asked, offered: Mapping[str, Offered], told: list[str]
) -> list[dict[str, Any]]:
    """The conditions by our codes; all of them or none, since some of them would ask the wrong."""
    found: dict[str, set[int]] = {}
    for when in asked.when:
        why = _fault(when, offered)
        if why:
            told.append(f"it is asked of everybody, since {why}")
            return []
        named = offered[when.name]
        codes = {number for one in when.answers for number in named.numbers[one]}
        found[named.code] = found[named.code] & codes if named.code in found else codes
    if any(not codes for codes in found.values()):
        told.append("it is asked of everybody, since its conditions exclude each other")
        return []
    if len(found) > MOST_CONDITIONS:
        names = ", ".join(found)
        told.append(
            f"it is asked of everybody, since it depends on more than {MOST_CONDITIONS} "
            f"questions: {names}"
        )
        return []
    return [{"item": named, "is": sorted(codes)} for named, codes in found.items()]


def _fault(when: When, offered: Mapping[str, Offered]) -> str:
    """Why a condition cannot be kept, or nothing."""
    named = offered.get(when.name)
    if named is None:
        return f"its condition names {when.name}, which is not asked before it"
    if not named.numbers:
        return f"its condition names {when.name}, which has no list of answers"
    missing = sorted(one for one in when.answers if one not in named.numbers)
    return f"{when.name} does not offer {', '.join(missing)}" if missing else ""


def whole(said: object) -> int | None:
    """A limit as files write it; none where it is no whole number that we could keep."""
    text = str(said).strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,7}", text) else None


def our_language(named: str) -> str | None:
    """Our code for a language as files name it: "English (en)", "EN-US", "Español"."""
    from_name = {"english": "en", "spanish": "es", "español": "es", "espanol": "es"}
    said = named.strip().casefold()
    if said.endswith(")") and "(" in said:
        said = said[said.rindex("(") + 1 : -1].strip()
    said = from_name.get(said, said)
    for code in LANGUAGES:
        if said == code or said.startswith((f"{code}-", f"{code}_")):
            return code
    return None
