"""The roster of a cohort: each place with its team, how far it is, and who supports it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models.functions import Coalesce

from cohorts.models import DesignTeam, Enrollment, TeamMembership
from cohorts.pages.standing import NOTHING, Progress, progress_of
from cohorts.rules.enrollment import TAKES_PART
from cohorts.rules.standing import TITLES, TONES
from core import clock
from core.templatetags.house import due_words
from network.models import SupportAssignment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from accounts.models import User
    from cohorts.models import Cohort
    from network.models import Person

STANDINGS = [*TITLES.items(), ("resting", "Paused or over"), ("no-team", "No team yet")]


@dataclass(frozen=True)
class Row:
    """A place of the cohort with one of its teams, or with none yet."""

    enrollment: Enrollment
    team: DesignTeam | None
    progress: Progress
    people: int
    hint: str
    leads: tuple[str, ...]
    specialists: tuple[Person, ...]
    may_change: bool
    is_over: bool  # nobody is late in a cohort that has ended

    @property
    def place(self) -> str:
        """The school or district by name."""
        return str(self.enrollment.place)

    @property
    def key(self) -> str:
        """Its status, by which the list is narrowed and sorted."""
        if self.enrollment.status not in TAKES_PART or self.is_over:
            return "resting"
        return self.progress.standing.key if self.team else "no-team"

    @property
    def words(self) -> str:
        """The same as the chip says it: a fact, not a warning."""
        if self.key == "resting":
            status = self.enrollment.get_status_display()
            return status if self.enrollment.status not in TAKES_PART else "Cohort ended"
        aim = self.progress.standing.aim
        return due_words(aim.due_on) if aim else dict(STANDINGS)[self.key]

    @property
    def about(self) -> str:
        """The milestone that the status is about."""
        aim = self.progress.standing.aim
        return aim.name if aim and self.key in ("late", "due") else ""

    @property
    def tone(self) -> str:
        """Of the chip."""
        return TONES.get(self.key, "plain")

    @property
    def reached(self) -> str:
        """How many milestones it has reached, such as "3 of 8"."""
        return f"{self.progress.reached} of {len(self.progress.cells)}"


class Column(NamedTuple):
    """A column of the roster: its word in the address, its head, and what it sorts by."""

    name: str
    label: str
    order: Callable[[Row], tuple[object, ...]]


def _by_team(row: Row) -> tuple[object, ...]:
    return (str(row.team or row.place).casefold(),)


def _by_status(row: Row) -> tuple[object, ...]:
    aim = row.progress.standing.aim
    keys = [key for key, _ in STANDINGS]
    return (keys.index(row.key), str(aim.due_on) if aim else "", *_by_team(row))


def _by_reached(row: Row) -> tuple[object, ...]:
    return (row.progress.reached, *_by_team(row))


def _by_people(row: Row) -> tuple[object, ...]:
    return (row.people, *_by_team(row))


def _by_specialist(row: Row) -> tuple[object, ...]:
    return (", ".join(map(str, row.specialists)).casefold(), *_by_team(row))


def _by_start(row: Row) -> tuple[object, ...]:
    return (row.enrollment.starts_on, *_by_team(row))


TEAM = Column("team", "Team", _by_team)
SPECIALIST = Column("specialist", "Specialist", _by_specialist)
COLUMNS = [
    TEAM,
    Column("status", "Status", _by_status),
    Column("reached", "Milestones", _by_reached),
    Column("people", "People", _by_people),
    SPECIALIST,
    Column("since", "Since", _by_start),
]


class Heading(NamedTuple):
    """The head of a column: how the list is sorted by it, and what a click asks for."""

    label: str
    aria_sort: str
    sort: str


class Roster:
    """The rows that a user sees of a cohort, narrowed and sorted as an address asks."""

    def __init__(self, cohort: Cohort, user: User, asked: Mapping[str, str]) -> None:
        self.cohort = cohort
        self.all = _rows(cohort, user)
        self.may_change = any(row.may_change for row in self.all)
        self.columns = [one for one in COLUMNS if one is not SPECIALIST or self.may_change]
        self._asked = asked
        names = {one.name: one for one in self.columns}
        sort = asked.get("sort", "")
        self._is_descending = sort.startswith("-") and sort[1:] in names
        self._sorted_by = names.get(sort.removeprefix("-"), TEAM)
        found = [row for row in self.all if self._fits(row)]
        self.rows = sorted(found, key=self._sorted_by.order, reverse=self._is_descending)

    @property
    def places(self) -> int:
        """How many places of the cohort this user sees."""
        return len({row.enrollment.pk for row in self.all})

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """The statuses there are, with how many rows each has, whatever is filtered."""
        many = Counter(row.key for row in self.all)
        return [(key, title, many[key]) for key, title in STANDINGS if many[key]]

    @property
    def supporters(self) -> list[Person]:
        """The specialists of the cohort's places."""
        found = {person.pk: person for row in self.all for person in row.specialists}
        return sorted(found.values(), key=str)

    @property
    def heads(self) -> list[Heading]:
        """The heads of the columns."""
        return [self._head(column) for column in self.columns]

    def lines(self) -> Iterator[list[object]]:
        """The head and the rows, for a file."""
        yield [
            "Place",
            "District",
            "Team",
            "Team lead",
            "Place in the cohort",
            "Status",
            "About",
            "Milestones reached",
            "Milestones",
            "People",
            *(["Specialist"] if self.may_change else []),
            "Since",
        ]
        for row in self.rows:
            school = row.enrollment.school
            yield [
                row.place,
                str(school.agency) if school else row.place,
                str(row.team or ""),
                ", ".join(row.leads),
                row.enrollment.get_status_display(),
                row.words,
                row.about,
                row.progress.reached,
                len(row.progress.cells),
                row.people,
                *([", ".join(map(str, row.specialists))] if self.may_change else []),
                row.enrollment.starts_on.isoformat(),
            ]

    def _fits(self, row: Row) -> bool:
        q = self._asked.get("q", "").strip().casefold()
        status, specialist = self._asked.get("status", ""), self._asked.get("specialist", "")
        said = f"{row.team or ''} {row.enrollment.place.where}".casefold()
        return (
            q in said
            and status in ("", row.key)
            and (
                not specialist
                or (specialist == "nobody" and not row.specialists)
                or any(str(person.pk) == specialist for person in row.specialists)
            )
        )

    def _head(self, column: Column) -> Heading:
        if column is not self._sorted_by:
            return Heading(column.label, "", column.name)
        if self._is_descending:
            return Heading(column.label, "descending", column.name)
        return Heading(column.label, "ascending", f"-{column.name}")


def changeable(user: User, cohort: Cohort) -> set[int]:
    """The teams of a cohort that this user may mark, change and write to."""
    return set(DesignTeam.objects.run_by(user).filter(cohort=cohort).values_list("pk", flat=True))


def _rows(cohort: Cohort, user: User) -> list[Row]:
    seen = Enrollment.objects.visible_to(user).staying().filter(cohort=cohort)
    places = seen.select_related("school__agency", "district").order_by(
        Coalesce("school__name", "district__name"), "pk"
    )
    teams = DesignTeam.objects.visible_to(user).filter(cohort=cohort).with_member_count()
    of_place: defaultdict[int, list[DesignTeam | None]] = defaultdict(list)
    for team in teams.select_related("cohort__offering", "school__agency", "district"):
        of_place[team.place.pk].append(team)
    shown = [team for group in of_place.values() for team in group if team]
    progress = progress_of(shown)
    mine = changeable(user, cohort)
    leads = _leads(user, shown)
    specialists = _specialists(places) if mine else {}
    return [
        Row(
            enrollment=place,
            team=team,
            progress=progress[team.pk] if team else NOTHING,
            people=team.member_count if team else 0,
            hint=team.size_hint(team.member_count) if team else "",
            leads=leads.get(team.pk, ()) if team else (),
            specialists=specialists.get(place.pk, ()),
            may_change=team is not None and team.pk in mine,
            is_over=cohort.ends_on < clock.today(),
        )
        for place in places
        for team in of_place[place.place.pk] or [None]
    ]


def _leads(user: User, teams: Iterable[DesignTeam]) -> dict[int, tuple[str, ...]]:
    """Names of those who lead teams today, as far as one may know them."""
    found: dict[int, tuple[str, ...]] = {}
    current = TeamMembership.objects.visible_to(user).current().filter(team__in=teams, role="lead")
    for one in current.select_related("person").order_by("pk"):
        found[one.team_id] = (*found.get(one.team_id, ()), str(one.person))
    return found


def _specialists(places: Iterable[Enrollment]) -> dict[int, tuple[Person, ...]]:
    """Who supports each place today: the school itself, or its district."""
    above = {
        place.pk: {place.place.pk, place.school.agency_id if place.school else place.place.pk}
        for place in places
    }
    wanted = set().union(*above.values())
    found: defaultdict[int, list[Person]] = defaultdict(list)
    current = SupportAssignment.objects.current().filter(organization__in=wanted)
    for one in current.select_related("specialist").order_by("specialist__last_name", "pk"):
        found[one.organization_id].append(one.specialist)
    return {
        pk: tuple(dict.fromkeys(person for org in orgs for person in found[org]))
        for pk, orgs in above.items()
    }
