"""What the pages of pre-work show: who is ready, what was chosen, and one team's answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404

from cohorts.models import Cohort, DesignTeam, TeamMembership
from convenings.models import (
    BreakoutGroup,
    EvidenceSlide,
    PartAnswer,
    PreWork,
    PreWorkPart,
    PreWorkSubmission,
    Session,
)
from core.templatetags.house import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from accounts.models import User
    from convenings.models import Convening
    from network.models import Person

DONE, STARTED, NOTHING = "all", "some", "none"  # as components/mark.html draws them


@dataclass(frozen=True)
class TeamRow:
    """How far one team is."""

    team: DesignTeam
    state: str
    words: str
    choices: str
    comments: int
    slide: EvidenceSlide | None
    is_answered: bool

    @property
    def is_ready(self) -> bool:
        """Whether nothing of it is missing."""
        return self.state == DONE


@dataclass(frozen=True)
class Board:
    """How far all teams are."""

    rows: list[TeamRow]

    @property
    def ready(self) -> int:
        """How many teams are ready."""
        return sum(row.is_ready for row in self.rows)

    @property
    def missing(self) -> int:
        """How many are not."""
        return len(self.rows) - self.ready

    def among(self, teams: QuerySet[DesignTeam]) -> list[TeamRow]:
        """The rows of some of them."""
        wanted = set(teams.values_list("pk", flat=True))
        return [row for row in self.rows if row.team.pk in wanted]

    @property
    def width(self) -> float:
        """The ready ones as a percent of a bar."""
        return round(self.ready / len(self.rows) * 100, 2) if self.rows else 0


@dataclass(frozen=True)
class ChoiceRow:
    """How many teams chose an option, and which."""

    title: str
    count: int
    width: float
    teams: str


@dataclass(frozen=True)
class Roll:
    """What the teams that are ready chose from one list."""

    part: PreWorkPart
    rows: list[ChoiceRow]
    own: list[tuple[str, str]]  # idea and team
    teams: int


def prework_of(convening: Convening) -> PreWork | None:
    """The pre-work of a convening with its dates; None where nobody wrote one."""
    found = PreWork.objects.filter(convening=convening).with_dates()
    prework = found.select_related("convening__cohort").first()
    if prework is not None:
        prework.convening = convening
    return prework


def team_of(user: User, pk: int, team_pk: int) -> tuple[PreWork, DesignTeam]:
    """The pre-work of convening `pk` and a team that this user may read the answers of."""
    teams = DesignTeam.objects
    mine = Q(pk__in=teams.joined_by(user).values("pk")) | Q(pk__in=teams.run_by(user).values("pk"))
    return _with_team(pk, teams.filter(mine), team_pk)


def own_team_of(user: User, pk: int, team_pk: int) -> tuple[PreWork, DesignTeam]:
    """The same for a team that the user is on."""
    return _with_team(pk, DesignTeam.objects.joined_by(user), team_pk)


def parts_of(prework: PreWork) -> list[PreWorkPart]:
    """The parts in order, with their options."""
    return list(prework.parts.prefetch_related("options"))


def submission_of(prework: PreWork, team: DesignTeam, person: Person) -> PreWorkSubmission | None:
    """The one that this person works on."""
    alone = prework.answered_by == PreWork.AnsweredBy.PERSON
    mine = PreWorkSubmission.objects.filter(prework=prework, team=team)
    return mine.filter(person=person if alone else None).prefetch_related("answers").first()


def board_of(prework: PreWork) -> Board:
    """Every team of the cohort by school, in a fixed number of queries."""
    members = Prefetch("memberships", TeamMembership.objects.current())
    teams = DesignTeam.objects.filter(cohort=prework.convening.cohort_id)
    talk = Count("comments", filter=Q(comments__removed_at=None))
    by_team: defaultdict[int, list[PreWorkSubmission]] = defaultdict(list)
    for one in prework.submissions.annotate(talk=talk).order_by("pk"):
        by_team[one.team_id].append(one)
    slides = {slide.team_id: slide for slide in prework.convening.slides.standing()}
    chosen = _chosen_titles(prework)
    return Board(
        [
            _row(prework, team, by_team[team.pk], slides.get(team.pk), chosen)
            for team in teams.select_related("school", "district")
            .prefetch_related(members)
            .order_by("school__name", "name")
        ]
    )


def rolls_of(prework: PreWork) -> list[Roll]:
    """What teams that are ready chose, one list after the other; the most chosen first."""
    lists = [part for part in parts_of(prework) if part.kind == PreWorkPart.Kind.CHOOSE]
    done = PartAnswer.objects.filter(part__in=lists, submission__is_done=True)
    by_part: defaultdict[int, list[PartAnswer]] = defaultdict(list)
    for answer in done.select_related("submission__team").order_by("submission__team__name"):
        by_part[answer.part_id].append(answer)
    return [_roll(part, by_part[part.pk]) for part in lists]


def groups_for(user: User, convening: Convening) -> list[BreakoutGroup]:
    """The groups in which teams of this user will work."""
    mine = DesignTeam.objects.joined_by(user).values("pk")
    found = BreakoutGroup.objects.filter(
        session__convening=convening, session__is_cancelled=False, teams__in=mine
    )
    return list(found.distinct().select_related("session").prefetch_related("teams"))


def may_see_choices(user: User, convening: Convening) -> bool:
    """Those who check in at one of its sessions, and specialists who work with one of its teams."""
    if Session.objects.checked_in_by(user).filter(convening=convening).exists():
        return True
    runs_it = Cohort.objects.run_by(user).filter(pk=convening.cohort_id)
    works_with = DesignTeam.objects.run_by(user).filter(cohort=convening.cohort_id)
    return runs_it.exists() or works_with.exists()


def _with_team(pk: int, teams: QuerySet[DesignTeam], team_pk: int) -> tuple[PreWork, DesignTeam]:
    seen = PreWork.objects.filter(convening=pk).with_dates().select_related("convening__cohort")
    prework = get_object_or_404(seen)
    own = teams.filter(cohort=prework.convening.cohort_id)
    return prework, get_object_or_404(own.select_related("school", "district"), pk=team_pk)


def _row(
    prework: PreWork,
    team: DesignTeam,
    answers: Sequence[PreWorkSubmission],
    slide: EvidenceSlide | None,
    chosen: dict[int, list[str]],
) -> TeamRow:
    members = {one.person_id for one in team.memberships.all()}
    state, words = (
        _state_by_person(answers, members)
        if prework.answered_by == PreWork.AnsweredBy.PERSON
        else _state_of_team(answers)
    )
    comments = sum(one.talk for one in answers)  # type: ignore[attr-defined]  # annotated
    titles = ", ".join(chosen.get(team.pk, []))
    return TeamRow(team, state, words, titles, comments, slide, bool(answers))


def _state_of_team(answers: Sequence[PreWorkSubmission]) -> tuple[str, str]:
    if not answers:
        return NOTHING, "Not started"
    one = answers[0]
    if one.is_done:
        return DONE, f"Done {day(one.done_at)}"
    return STARTED, f"Started, saved {day(one.saved_at)}"


def _state_by_person(answers: Sequence[PreWorkSubmission], members: set[int]) -> tuple[str, str]:
    done = sum(one.is_done and one.person_id in members for one in answers)
    if not answers:
        return NOTHING, f"0 of {len(members)} done"
    is_all = members and done == len(members)
    return (DONE if is_all else STARTED), f"{done} of {len(members)} done"


def _chosen_titles(prework: PreWork) -> dict[int, list[str]]:
    """What each team chose so far, done or not, as titles in the order of the list."""
    options = {o.pk: o.title for part in parts_of(prework) for o in part.options.all()}
    answers = PartAnswer.objects.filter(
        submission__prework=prework, part__kind=PreWorkPart.Kind.CHOOSE
    )
    chosen: defaultdict[int, set[int]] = defaultdict(set)
    for team, picks in answers.values_list("submission__team", "picks"):
        chosen[team].update(picks)
    return {
        team: [title for pk, title in options.items() if pk in picks]
        for team, picks in chosen.items()
    }


def _roll(part: PreWorkPart, answers: Iterable[PartAnswer]) -> Roll:
    by_option: defaultdict[int, dict[str, None]] = defaultdict(dict)
    own: Counter[tuple[str, str]] = Counter()
    teams = set()
    for answer in answers:
        team = answer.submission.team
        teams.add(team.pk)
        for pick in answer.picks:
            by_option[pick][str(team)] = None
        own.update((idea["title"], str(team)) for idea in answer.own if idea["title"])
    rows = [
        ChoiceRow(
            option.title,
            len(by_option[option.pk]),
            round(len(by_option[option.pk]) / len(teams) * 100, 2) if teams else 0,
            ", ".join(by_option[option.pk]),
        )
        for option in part.options.all()
    ]
    return Roll(part, sorted(rows, key=_most_first), list(own), len(teams))


def _most_first(row: ChoiceRow) -> int:
    return -row.count
