"""Who is on the list at the door, and who is here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import slugify

from cohorts.models import TeamMembership
from core import charts
from core.lists import Tab
from network.querysets.role import in_force

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cohorts.models import DesignTeam
    from convenings.models import Attendance, Session
    from network.models import Person

NOT_IN_A_TEAM = "Not in a team"


@dataclass(frozen=True)
class Entry:
    """One person on the list. `is_expected`: registered, or nobody has registered at all."""

    person: Person
    job: str
    school: str
    mark: Attendance | None
    is_expected: bool
    team: DesignTeam | None = None

    @property
    def is_here(self) -> bool:
        """Whether somebody marked them."""
        return self.mark is not None

    @property
    def minutes(self) -> str:
        """ "12 min late, left 30 min early"; empty for the whole time."""
        if self.mark is None:
            return ""
        late, early = self.mark.late_minutes, self.mark.early_minutes
        parts = [f"{late} min late" if late else "", f"left {early} min early" if early else ""]
        return ", ".join(part for part in parts if part)

    @property
    def is_in(self) -> dict[str, bool]:
        """Under which tabs the person stands."""
        return {
            "missing": self.is_expected and not self.is_here,
            "here": self.is_here,
            "all": self.is_expected or self.is_here,
            "others": not self.is_expected and not self.is_here,
        }

    def matches(self, words: str) -> bool:
        """Whether name or school holds what was typed."""
        return words.casefold() in f"{self.person} {self.school}".casefold()


@dataclass(frozen=True)
class Group:
    """The people of one school."""

    school: str
    here: int
    of: int
    entries: list[Entry]

    @property
    def key(self) -> str:
        """Names the group's head on the page."""
        return f"group-{slugify(self.school)}"

    @property
    def words(self) -> str:
        """ "Kettle Run High School · 4 of 6 here"."""
        return f"{self.school} · {self.here} of {self.of} here" if self.of else self.school


@dataclass(frozen=True)
class CheckIn:
    """The list, the groups that are shown of it, and the count on top."""

    here: int
    of: int
    groups: list[Group]
    tabs: list[Tab]
    tab: str
    words: str

    @property
    def bar(self) -> charts.Rate:
        """The count as a bar."""
        return charts.rate(self.here, self.of)


TITLES = {
    "missing": "Not here yet",
    "here": "Here",
    "all": "All",
    "others": "Other members",
}


def list_of(session: Session) -> list[Entry]:
    """Members of the cohort's teams on that day, everybody with a seat, everybody marked."""
    people: dict[int, tuple[Person, str, DesignTeam | None]] = {}
    marks: dict[int, Attendance] = {}
    for mark in session.attendances.select_related("person", "team__school", "team__district"):
        people[mark.person_id] = (mark.person, "Guest", mark.team)
        marks[mark.person_id] = mark
    seats = session.registrations.holding().select_related("person")
    registered = {seat.person_id: seat.person for seat in seats}
    for pk, person in registered.items():
        people.setdefault(pk, (person, "", None))
    for member in _members(session):
        people[member.person_id] = (member.person, _job(member), member.team)
    return [
        Entry(
            person=person,
            job=job,
            school=str(team.place) if team else NOT_IN_A_TEAM,
            mark=marks.get(pk),
            team=team,
            is_expected=pk in registered or not registered,
        )
        for pk, (person, job, team) in people.items()
    ]


def by_name(session: Session) -> list[Entry]:
    """The same people as a plain list, as a sheet of paper has them."""
    return sorted(list_of(session), key=_by_name)


def check_in(session: Session, *, tab: str = "", words: str = "") -> CheckIn:
    """The page at the door. Searching looks at everybody, whatever the tab."""
    entries = list_of(session)
    tab = tab if tab in TITLES else "missing"
    shown = [e for e in entries if (e.matches(words) if words else e.is_in[tab])]
    tabs = [Tab(key, title, sum(e.is_in[key] for e in entries)) for key, title in TITLES.items()]
    counts = {t.key: t.count for t in tabs}
    return CheckIn(
        here=counts["here"],
        of=counts["all"],
        groups=_groups(entries, shown),
        tabs=[t for t in tabs if t.key != "others" or t.count],
        tab="" if words else tab,
        words=words,
    )


def _members(session: Session) -> Iterable[TeamMembership]:
    day = timezone.localdate(session.starts_at)
    members = TeamMembership.objects.filter(
        in_force(day), team__cohort__convenings=session.convening_id
    )
    return members.select_related("person", "team__school", "team__district")


def _job(membership: TeamMembership) -> str:
    if membership.role == TeamMembership.Role.LEAD:
        return f"Team lead, {membership.job}" if membership.job else "Team lead"
    return membership.job or "Team member"


def group_of(entries: Iterable[Entry], school: str) -> Group:
    """The people of a school who are expected or here."""
    people = [entry for entry in entries if entry.school == school and entry.is_in["all"]]
    return Group(school, sum(entry.is_here for entry in people), len(people), people)


def _groups(entries: Iterable[Entry], shown: Iterable[Entry]) -> list[Group]:
    """By school; the counts are of the whole school, not of what is shown."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(shown, key=_by_name):
        groups.setdefault(entry.school, []).append(entry)
    return [
        replace(group_of(entries, school), entries=people)
        for school, people in sorted(groups.items())
    ]


def _by_name(entry: Entry) -> tuple[str, str]:
    return (entry.person.last_name, entry.person.first_name)
