"""Which column of a file answers which question, guessed from names and wordings."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from surveys.collection.arrivals.values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.collection.arrivals.tables import Table
    from surveys.instruments.questionnaire import Questionnaire

ALIKE = 88  # below this likeness (0 to 100) a column is not taken for a question
WORDS = 12  # letters from which a cell under the header may be a wording
LOOKED_AT = 3
USUAL: Mapping[str, Sequence[str]] = {
    "role": ("role", "yourrole", "position", "jobtitle"),
    "weight": ("weight", "wt", "weights"),
    "person": ("responseid", "respondentid", "participantid", "userid"),
}
UNITS: Mapping[str, Sequence[str]] = {
    "irn": ("irn", "schoolirn", "buildingirn", "bldgirn"),
    "nces": ("ncessch", "ncesid", "ncesschoolid"),
    "name": ("school", "schoolname", "building", "buildingname"),
}


def guess(table: Table, form: Questionnaire) -> dict[str, Any]:
    """The part of a map that can be guessed; whoever maps corrects it."""
    doubled = {name for names in table.doubled.values() for name in names}  # people choose of them
    free = {
        name: _said_of(table, place, name)
        for place, name in enumerate(table.header)
        if name not in doubled
    }
    items: dict[str, dict[str, str]] = {}
    for question in form:
        words = (_bare(question.code), _bare(question.wording))
        found = next((name for name, said in free.items() if set(words) & said), None)
        if found is not None:
            items[question.code] = {"column": found}
            del free[found]
    for question in form:
        if question.code in items:
            continue
        if found := _alike(_bare(question.wording), free):
            items[question.code] = {"column": found}
            del free[found]
    told: dict[str, Any] = {"items": {q.code: items[q.code] for q in form if q.code in items}}
    bare = {_bare(name): name for name in reversed(list(free))}
    for part, names in USUAL.items():
        name = next((bare[one] for one in names if one in bare), None)
        if name is not None and (part != "role" or form.roles):
            told[part] = {"column": name} if part != "person" else [name]
    for by, names in UNITS.items():
        name = next((bare[one] for one in names if one in bare), None)
        if name is not None:
            told["unit"] = {"column": name, "by": by}
            break
    return told


def _said_of(table: Table, place: int, name: str) -> set[str]:
    """What a column calls itself: its header, a label, wordings that stand under the header."""
    said = {name, getattr(table.file, "wordings", {}).get(name, "")}
    for _, cells in islice(table.rows(), LOOKED_AT):
        if place < len(cells) and len(cells[place]) >= WORDS:
            said.add(cells[place])
    return {_bare(words) for words in said if words}


def _alike(wording: str, free: Mapping[str, set[str]]) -> str | None:
    said = {words: name for name, own in free.items() for words in own if len(words) >= WORDS}
    best = process.extractOne(wording, list(said), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return said[best[0]] if best and len(wording) >= WORDS else None


def _bare(words: str) -> str:
    """Letters and figures alone: "Q_1" and "q1" are one name."""
    return re.sub(r"[\W_]", "", plain(words))
