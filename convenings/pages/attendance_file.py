"""What becomes of each line of a list of who was there: shown before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from convenings.forms.attendance import too_many_minutes
from convenings.pages import checkin
from convenings.rules.attendance_file import NoNumber, Row, minutes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cohorts.models import DesignTeam
    from convenings.models import Attendance, Session

NEW, CHANGED, GONE, GUEST, SAME, FAULT = "new", "changed", "gone", "guest", "same", "fault"
ORDER = (FAULT, GUEST, GONE, CHANGED, NEW, SAME)
COLUMNS = {"late": "Minutes late", "early": "Minutes left early", "minutes": "Minutes"}


@dataclass(frozen=True)
class Judged:
    """One line: who it is about and what would happen."""

    row: Row
    outcome: str
    column: str = ""  # of a fault
    reason: str = ""
    entry: checkin.Entry | None = None
    team: DesignTeam | None = None  # of a guest
    minutes: tuple[int, int] = (0, 0)

    @property
    def name(self) -> str:
        """As our list has it, else as theirs."""
        return str(self.entry.person) if self.entry else self.row.name or "no name"

    @property
    def place(self) -> str:
        """Their school, or the team that a guest came with."""
        return self.entry.school if self.entry else str(self.team or "not on the list")

    @property
    def now(self) -> tuple[int, int] | None:
        """Their minutes as they shall be; None for not here."""
        return None if self.row.is_absent else self.minutes

    @property
    def before(self) -> tuple[int, int] | None:
        """Their minutes as they are kept; None for not here."""
        return _kept(self.entry.mark) if self.entry and self.entry.mark else None


class Judge:
    """Knows the session's list, and which lines were read before."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.entries = checkin.list_of(session)
        teams = session.convening.cohort.teams.select_related("school", "district")
        self.teams: dict[str, DesignTeam] = {}
        for team in teams:
            self.teams.setdefault(str(team).casefold(), team)
            self.teams.setdefault(str(team.place).casefold(), team)
        self.seen: dict[str, int] = {}

    def judge(self, rows: Iterable[Row]) -> list[Judged]:
        """Every line; those that somebody has to look at first."""
        judged = [self._one(row) for row in rows]
        return sorted(judged, key=_by_need)

    def _one(self, row: Row) -> Judged:
        found = self._people_of(row)
        if len(found) > 1:
            reason = "More than one person on the list is called so. Add their e-mail addresses."
            return Judged(row, FAULT, "Name", reason)
        key = str(found[0].person.pk) if found else row.cells["email"].casefold() or row.name
        if key in self.seen:
            reason = f"Stands in row {self.seen[key]} already."
            return Judged(row, FAULT, "Name", reason, found[0] if found else None)
        self.seen[key] = row.number
        entry = found[0] if found else None
        try:
            minutes = minutes_of(row, self.session.minutes)
        except NoNumber as fault:
            return Judged(row, FAULT, COLUMNS[fault.column], str(fault), entry)
        if sum(minutes) > self.session.minutes:
            reason = too_many_minutes(self.session)
            return Judged(row, FAULT, COLUMNS["late"], reason, entry)
        return self._listed(row, entry, minutes) if entry else self._guest(row, minutes)

    def _people_of(self, row: Row) -> list[checkin.Entry]:
        email, name = row.cells["email"].casefold(), row.name.casefold()
        by_email = [e for e in self.entries if email and e.person.email.casefold() == email]
        if by_email:
            return by_email[:1]
        # A name is only believed where no other address stands beside it.
        if not name or email:
            return []
        return [e for e in self.entries if str(e.person).casefold() == name]

    def _listed(self, row: Row, entry: checkin.Entry, minutes: tuple[int, int]) -> Judged:
        if row.is_absent:
            return Judged(row, GONE if entry.is_here else SAME, entry=entry)
        if entry.mark is None:
            return Judged(row, NEW, entry=entry, minutes=minutes)
        outcome = SAME if _kept(entry.mark) == minutes else CHANGED
        return Judged(row, outcome, entry=entry, minutes=minutes)

    def _guest(self, row: Row, minutes: tuple[int, int]) -> Judged:
        if row.is_absent:
            return Judged(row, SAME)
        first, last = row.names
        email, team = row.cells["email"], self.teams.get(row.cells["team"].casefold())
        if not (email and first and last):
            reason = "Nobody on the list. Check the spelling, or give name, e-mail and team."
            return Judged(row, FAULT, "Name", reason)
        try:
            validate_email(email)
        except ValidationError:
            return Judged(row, FAULT, "Email", f"“{email}” is no e-mail address.")
        if team is None:
            reason = "Nobody on the list. Name the team of this cohort that they came with."
            return Judged(row, FAULT, "Team", reason)
        return Judged(row, GUEST, team=team, minutes=minutes)


def _kept(mark: Attendance) -> tuple[int, int]:
    return mark.late_minutes, mark.early_minutes


def _by_need(one: Judged) -> tuple[int, int]:
    return ORDER.index(one.outcome), one.row.number
