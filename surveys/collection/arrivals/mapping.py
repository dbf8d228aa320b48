"""The map: which column of a file answers which item, and what its values mean.

A JSON object, told in docs/surveys.md. Everything wrong with it is said at once.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from surveys.collection.arrivals.values import MEANINGS, plain
from surveys.collection.refusals import CannotBringIn
from surveys.instruments.questionnaire import ROLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from surveys.instruments.questionnaire import Questionnaire

KEYS = {
    "title": str,
    "school_year": str,
    "wave": str,
    "mode": str,
    "version": int,
    "threshold": int,
    "opens": str,
    "closes": str,
    "header_row": int,
    "sheet": str,
    "items": dict,
    "groups": dict,
    "missing": (list, dict),
    "role": (dict, str),
    "unit": (dict, str),
    "person": (list, str),
    "weight": (dict, str),
    "completed": (dict, str),
    "several_rows": str,
    "put_zeros_back": bool,
}
ITEM_KEYS = {
    "column": str,
    "labels": dict,
    "reversed": bool,
    "missing": (list, dict),
    "separator": str,
}
PART_KEYS: dict[str, dict[str, Any]] = {
    "role": {"column": str, "labels": dict},
    "unit": {"column": str, "by": str, "staff": dict},
    "weight": {"column": str},
    "completed": {"column": str, "only": bool},
}
UNIT_BY = ("irn", "nces", "name")
LARGEST_THRESHOLD, LAST_HEADER_ROW, LARGEST_STAFF = 1_000, 1_000, 100_000
MODES = ("anonymous", "confidential", "identified")
SEVERAL = ("count", "first")
TYPE_NAMES = {str: "words", int: "a whole number", bool: "true or false", dict: "an object"}


@dataclass(frozen=True)
class ItemPlan:
    """How one item is read. `missing` is the item's own, which goes before that of the file."""

    code: str
    column: str
    labels: Mapping[str, Any] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    is_reversed: bool = False
    is_group: bool = False
    separator: str = ";"


@dataclass(frozen=True)
class Plan:
    """A map that has been read; columns are those of the map and not yet looked for."""

    items: Sequence[ItemPlan]
    title: str = ""
    school_year: str = ""
    wave: str = ""
    mode: str = "anonymous"
    version: int | None = None
    threshold: int = 10
    opens: dt.date | None = None
    closes: dt.date | None = None
    header_row: int | None = None
    sheet: str = ""
    missing: Mapping[str, str] = field(default_factory=dict)
    role: str = ""
    role_labels: Mapping[str, Any] = field(default_factory=dict)
    unit: str = ""
    unit_by: str = "irn"
    staff: Mapping[str, int] = field(default_factory=dict)
    person: Sequence[str] = ()
    weight: str = ""
    completed: str = ""
    only_completed: bool = False
    takes_first: bool = False
    put_zeros_back: bool = False
    notes: Sequence[str] = ()

    def columns(self) -> Iterator[str]:
        """All that the map names."""
        yield from (item.column for item in self.items)
        yield from self.person
        yield from filter(None, (self.role, self.unit, self.weight, self.completed))

    def known(self, cells: Sequence[str]) -> int:
        """How many cells are names of columns of the map; finds the header."""
        return len({plain(cell) for cell in cells} & {plain(name) for name in self.columns()})


def plan_of(given: Any, form: Questionnaire) -> Plan:
    """The map for a form. Raises CannotBringIn, which says everything that is wrong."""
    faults: list[str] = []
    if not isinstance(given, dict):
        raise CannotBringIn("The map is not a JSON object: it begins with { and names items.")
    _check_keys(given, KEYS, "The map", faults)
    if not given.get("items"):
        faults.append('The map names no items. Give it "items": {"CODE": {"column": "…"}}.')
    if faults:
        raise CannotBringIn(" ".join(faults))
    notes: list[str] = []
    plan = Plan(
        items=tuple(_items(given, form, faults, notes)),
        title=_short(given, "title", 120, faults),
        school_year=given.get("school_year", "").strip(),
        wave=_short(given, "wave", 40, faults),
        mode=_one_of(given, "mode", MODES, faults),
        version=given.get("version"),
        threshold=given.get("threshold", 10),
        opens=_day(given, "opens", faults),
        closes=_day(given, "closes", faults),
        header_row=given.get("header_row"),
        sheet=given.get("sheet", ""),
        missing=_missing(given.get("missing"), "The map", faults),
        person=_names(given.get("person", []), faults),
        takes_first=_one_of(given, "several_rows", SEVERAL, faults) == "first",
        put_zeros_back=given.get("put_zeros_back", False),
        notes=notes,
        **_parts(given, faults),
    )
    if not 5 <= plan.threshold <= LARGEST_THRESHOLD:
        faults.append(f"The threshold is between 5 and {LARGEST_THRESHOLD:,}.")
    if plan.header_row is not None and not 1 <= plan.header_row <= LAST_HEADER_ROW:
        faults.append(f"The first row is header_row 1; {LAST_HEADER_ROW} is the last it may be.")
    if plan.role and not form.roles:
        faults.append("The form asks for no role, so the map names no role column.")
    if faults:
        raise CannotBringIn(" ".join(faults))
    return plan


def _check_keys(
    given: Mapping[str, Any], known: Mapping[str, Any], what: str, faults: list[str]
) -> None:
    for key, value in given.items():
        if key not in known:
            faults.append(f"{what} has “{key}”, which is not known: {', '.join(known)}.")
            continue
        kinds = known[key] if isinstance(known[key], tuple) else (known[key],)
        fits = isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds)
        if not fits:
            named = " or ".join(TYPE_NAMES.get(kind, "a list") for kind in kinds)
            faults.append(f"{what}: “{key}” is {named}.")


def _items(
    given: Mapping[str, Any], form: Questionnaire, faults: list[str], notes: list[str]
) -> Iterator[ItemPlan]:
    by_code = {code.casefold(): code for code in form.by_code}
    seen: set[str] = set()
    for part in ("items", "groups"):
        for name, told in given.get(part, {}).items():
            own = {"column": told} if isinstance(told, str) else told
            if not isinstance(own, dict) or not str(own.get("column") or "").strip():
                faults.append(f"{name} needs a column.")
                continue
            code = by_code.get(name.casefold(), "")
            if not code and part == "groups":
                notes.append(
                    f"The form has no question {name}, so the group in “{own['column']}” is left "
                    "out. Add a question about the respondent to the form to keep it."
                )
                continue
            if not code:
                faults.append(f"The form has no item {name}.")
                continue
            if code in seen:
                faults.append(f"{code} is named twice.")
            before = len(faults)
            _check_keys(own, ITEM_KEYS, code, faults)
            if len(faults) > before:
                continue
            seen.add(code)
            yield ItemPlan(
                code=code,
                column=own["column"].strip(),
                labels=own.get("labels", {}),
                missing=_missing(own.get("missing"), code, faults),
                is_reversed=own.get("reversed", False),
                is_group=part == "groups",
                separator=own.get("separator") or ";",
            )


def _missing(given: Any, what: str, faults: list[str]) -> dict[str, str]:
    """Marks of no answer and what each means; a list holds marks of what was skipped."""
    if given is None:
        return {}
    meanings = {"skipped": given} if isinstance(given, list) else given
    found: dict[str, str] = {}
    for meaning, marks in meanings.items():
        if meaning not in MEANINGS:
            faults.append(f"{what}: missing answers are {', '.join(MEANINGS)}; not “{meaning}”.")
            continue
        for mark in marks if isinstance(marks, list) else [marks]:
            if found.setdefault(plain(str(mark)), meaning) != meaning:
                faults.append(f"{what}: “{mark}” has two meanings.")
    return found


def _parts(given: Mapping[str, Any], faults: list[str]) -> dict[str, Any]:
    """Columns that are no items."""
    found: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for name, keys in PART_KEYS.items():
        told = given.get(name)
        if told is None:
            continue
        own = {"column": told} if isinstance(told, str) else told
        before = len(faults)
        _check_keys(own, keys, name, faults)
        if len(faults) > before:
            continue
        if not own.get("column", "").strip():
            faults.append(f"{name} needs a column.")
            continue
        parts[name] = own
        found[name] = own["column"].strip()
    found["role_labels"] = parts.get(ROLE, {}).get("labels", {})
    found["only_completed"] = parts.get("completed", {}).get("only", False)
    unit = parts.get("unit", {})
    found["unit_by"] = _one_of(unit, "by", UNIT_BY, faults)
    found["staff"] = {}
    for place, people in unit.get("staff", {}).items():
        is_number = isinstance(people, int) and not isinstance(people, bool)
        if is_number and 0 < people <= LARGEST_STAFF:
            found["staff"][place] = people
        else:
            faults.append(f"unit: the staff of “{place}” is between 1 and {LARGEST_STAFF:,}.")
    return found


def _names(told: Any, faults: list[str]) -> tuple[str, ...]:
    """One column or several, which together say who a row is from."""
    names = [told] if isinstance(told, str) else told
    if not all(isinstance(name, str) and name.strip() for name in names):
        faults.append("person is a column, or a list of columns.")
        return ()
    return tuple(name.strip() for name in names)


def _short(given: Mapping[str, Any], key: str, most: int, faults: list[str]) -> str:
    """Words that have to fit where they are kept."""
    words = " ".join(given.get(key, "").replace("\0", " ").split())
    if len(words) > most:
        faults.append(f"“{key}” has at most {most} characters, not {len(words):,}.")
    return words


def _one_of(given: Mapping[str, Any], key: str, known: Sequence[str], faults: list[str]) -> str:
    told = given.get(key, known[0])
    if told not in known:
        faults.append(f"“{key}” is one of {', '.join(known)}.")
    return str(told)


def _day(given: Mapping[str, Any], key: str, faults: list[str]) -> dt.date | None:
    if not given.get(key):
        return None
    try:
        return dt.date.fromisoformat(given[key])
    except ValueError:
        faults.append(f"“{key}” is a day such as 2026-04-15.")
        return None
