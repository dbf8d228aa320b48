"""The head that all pages of one team share: its facts, its tabs, its people, who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cohorts.models import DesignTeam, Enrollment
from cohorts.rules import team as rule
from cohorts.services.cohort import of_place
from core import clock
from core.templatetags.house import long_day
from network.models import Organization

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import TeamMembership
    from cohorts.querysets import DesignTeamQuerySet

GONE = (Organization.Status.CLOSED, Organization.Status.INACTIVE, Organization.Status.MERGED)


@dataclass(frozen=True)
class Tab:
    """One page of a team, as it stands in the row of tabs."""

    title: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Warn:
    """Something about the team that is not as it should be, and where to go about it."""

    words: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class TeamHead:
    """What every page of a team needs to know."""

    team: DesignTeam
    here: str
    places: list[TeamMembership]  # everybody who is or was in it; their names only if may_name
    enrollment: Enrollment | None
    may_invite: bool
    may_name: bool
    may_run: bool
    may_read: bool
    is_member: bool

    @property
    def may_write(self) -> bool:
        """Whether this person writes the charter: the team itself, and who runs it."""
        return self.is_member or self.may_run

    @property
    def stays(self) -> list[rule.Stay]:
        """The places as the rules take them."""
        return [
            rule.Stay(p.person_id, str(p.person), p.position, p.starts_on, p.ends_on)
            for p in self.places
        ]

    @property
    def people(self) -> list[TeamMembership]:
        """Who is in the team today."""
        today = clock.today()
        return [
            place for place, stay in zip(self.places, self.stays, strict=True) if stay.is_on(today)
        ]

    @property
    def former(self) -> list[TeamMembership]:
        """Who is not in it any more, or not yet."""
        people = self.people
        return [place for place in self.places if place not in people]

    @property
    def continuity(self) -> rule.Continuity | None:
        """How many of those who began it are in it still."""
        return rule.continuity(self.stays, formed_on=self.team.formed_on, today=clock.today())

    @property
    def tabs(self) -> list[Tab]:
        """The pages that this person may open."""
        pages = [("Home", "team", True), ("People", "team-people", self.may_name)]
        pages += [("Charter", "charter", self.may_read), ("History", "team-history", self.may_name)]
        return [
            Tab(title, reverse(f"cohorts:{name}", args=[self.team.pk]), name == self.here)
            for title, name, is_open in pages
            if is_open
        ]


def head_of(user: User, pk: int, here: str = "team") -> TeamHead:
    """The head of a page of a team that this user sees; raises Http404."""
    teams = DesignTeam.objects
    fetched = teams.visible_to(user).select_related(
        "cohort__offering__pathway", "school__agency", "district", "charter__changed_by"
    )
    team = get_object_or_404(fetched, pk=pk)
    one = teams.filter(pk=pk)
    [rights] = one.annotate(
        is_run=_one_of(teams.run_by(user)),
        is_led=_one_of(teams.led_by(user)),
        is_named=_one_of(teams.named_to(user)),
        is_read=_one_of(teams.worked_with_by(user)),
        is_joined=_one_of(teams.joined_by(user)),
    ).values("is_run", "is_led", "is_named", "is_read", "is_joined")
    return TeamHead(
        team=team,
        here=here,
        places=list(team.memberships.select_related("person").order_by("role", "starts_on", "pk")),
        enrollment=Enrollment.objects.filter(cohort=team.cohort, **of_place(team.place)).first(),
        may_invite=bool(rights["is_run"] or rights["is_led"]),
        may_name=bool(rights["is_named"]),
        may_run=bool(rights["is_run"]),
        may_read=bool(rights["is_read"]),
        is_member=bool(rights["is_joined"]),
    )


def _one_of(teams: DesignTeamQuerySet) -> Exists:
    return Exists(teams.filter(pk=OuterRef("pk")))


def warnings_of(head: TeamHead) -> list[Warn]:
    """What is not as it should be; nothing of it forbids anything."""
    return [*_of_the_place(head), *_of_the_people(head)]


def _of_the_place(head: TeamHead) -> list[Warn]:
    team, place = head.team, head.team.place
    status, action = "", ""
    if head.enrollment is not None and head.may_run:
        status = reverse("cohorts:enrollment-status", args=[head.enrollment.pk])
        action = "Change its status"
    said = []
    is_over = head.enrollment is None or head.enrollment.status == Enrollment.Status.WITHDRAWN
    if is_over:
        said.append(Warn(f"{place} has left {team.cohort}.", status, action))
    elif place.status in GONE:
        is_now = place.get_status_display().lower()
        words = f"{place} is {is_now}. Say what becomes of its place in {team.cohort}."
        said.append(Warn(words, status, action))
    elif head.enrollment is not None and head.enrollment.status == Enrollment.Status.PAUSED:
        said.append(Warn(f"{place} has paused in {team.cohort}.", status, action))
    return said


def _of_the_people(head: TeamHead) -> list[Warn]:
    team, people = head.team, head.people
    if not people:
        return []
    offering, invite = team.cohort.offering, reverse("cohorts:invite", args=[team.pk])
    said = []
    if lost := rule.lost_administrator(head.stays, today=clock.today()):
        said.append(Warn(lost, invite, "Invite one"))
    if hint := team.size_hint(len(people)):
        said.append(Warn(f"{hint} in {offering.pathway}. The team can work as it is."))
    lacks = rule.lacks([place.position for place in people], offering.team_rule.all())
    page = reverse("cohorts:team-people", args=[team.pk])
    where = () if head.here == "team-people" else (page, "See the people")
    said += [Warn(words, *where) for words in lacks]
    outside = [place for place in people if place.starts_on > team.cohort.ends_on]
    ended = long_day(team.cohort.ends_on)
    said += [
        Warn(f"{place.person} joined after {team.cohort} ended on {ended}.") for place in outside
    ]
    return said
