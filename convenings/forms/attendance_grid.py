"""Attendance of a whole session on one page: who was there, how late, how early gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from convenings.forms.attendance import too_many_minutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import QueryDict

    from convenings.models import Attendance, Session
    from convenings.pages.checkin import Entry

LONGEST = 4  # figures of a number of minutes


class Presence(NamedTuple):
    """Minutes late and minutes left early of somebody who was there."""

    late: int
    early: int

    def __str__(self) -> str:
        return f"{self.late}:{self.early}"


@dataclass(frozen=True)
class Row:
    """One person: what stands in the fields, and in `was` what the page was made from."""

    entry: Entry
    is_here: bool
    late: str
    early: str
    was: str
    fault: str = ""

    @property
    def now(self) -> Presence | None:
        """What the fields say; None for not here. Only for rows without a fault."""
        return Presence(int(self.late or 0), int(self.early or 0)) if self.is_here else None

    @property
    def before(self) -> Presence | None:
        """What the page was made from."""
        return Presence(*map(int, self.was.split(":"))) if self.was else None

    @property
    def is_changed(self) -> bool:
        """Whether somebody changed this row on the page."""
        return not self.fault and self.now != self.before


def shown_rows(entries: Iterable[Entry], *, tick_expected: bool = False) -> list[Row]:
    """The list as it is; with everybody who is expected ticked, for lists where most came."""
    return [
        Row(
            entry,
            is_here=entry.is_here or (tick_expected and entry.is_expected),
            late=_figure(entry.mark.late_minutes if entry.mark else 0),
            early=_figure(entry.mark.early_minutes if entry.mark else 0),
            was=as_kept(entry.mark),
        )
        for entry in entries
    ]


def typed_rows(entries: Iterable[Entry], typed: QueryDict, session: Session) -> list[Row]:
    """The list as it was typed; people who joined it meanwhile stay as they are."""
    ticked = set(typed.getlist("here"))
    rows = []
    for row in shown_rows(entries):
        key = str(row.entry.person.pk)
        if f"was-{key}" in typed:
            late, early = (typed.get(f"{name}-{key}", "").strip() for name in ("late", "early"))
            was = typed.get(f"was-{key}", "")
            row = Row(row.entry, key in ticked, late, early, was if _is_kept(was) else row.was)
            row = replace(row, fault=_fault(row, session))
        rows.append(row)
    return rows


def with_faults(rows: Iterable[Row], faults: Mapping[int, tuple[str, str]]) -> list[Row]:
    """The rows again, those of these people with a fault and what is kept of them by now."""
    return [
        replace(row, fault=faults[pk][0], was=faults[pk][1])
        if (pk := row.entry.person.pk) in faults
        else row
        for row in rows
    ]


def as_kept(mark: Attendance | None) -> str:
    """A mark, as the page writes it into `was`."""
    return str(Presence(mark.late_minutes, mark.early_minutes)) if mark else ""


def _figure(minutes: int) -> str:
    return str(minutes) if minutes else ""


def _is_kept(was: str) -> bool:
    return not was or (all(_is_number(part) for part in was.split(":", 1)) and ":" in was)


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdecimal() and len(words) <= LONGEST


def _fault(row: Row, session: Session) -> str:
    minutes = [words for words in (row.late, row.early) if words]
    if not row.is_here:
        has_new_minutes = bool(minutes) and not row.was
        return "Tick “here” to keep the minutes, or empty them." if has_new_minutes else ""
    if not all(_is_number(words) for words in minutes):
        return "Enter minutes as whole numbers."
    return too_many_minutes(session) if sum(map(int, minutes)) > session.minutes else ""
