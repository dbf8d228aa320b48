"""What the page Registration shows to organizers: who comes, who waits, what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from cohorts.models import TeamMembership
from convenings.models import Question, QuestionAnswer, Registration, SeatChange
from convenings.services.answers import BETWEEN, forgotten_on, last_end
from core.lists import Tab
from core.shortcuts import id_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet
    from django.http import QueryDict

    from cohorts.models import DesignTeam
    from convenings.models import Convening

State = Registration.State
LAST_CHANGES = 8
HEAD = ["Last name", "First name", "E-mail", "Organization", "Team", "Session", "State", "Since"]
TABS = {
    "coming": ("Coming", (State.REGISTERED,)),
    "waitlist": ("Waitlist", (State.OFFERED, State.WAITING)),
    "gone": ("Given back", (State.CANCELLED,)),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    tab: str
    session: int | None
    words: str


def asked_of(query: QueryDict) -> Asked:
    """The tab, the session and the words in the address; nonsense is none of them."""
    tab = query.get("show", "")
    return Asked(
        tab=tab if tab in TABS else "coming",
        session=id_in(query.get("session", "")),
        words=query.get("q", "").strip(),
    )


def seats_of(convening: Convening, asked: Asked) -> tuple[QuerySet[Registration], list[Tab]]:
    """The rows that are asked for, in the order in which people came, and how many each tab has."""
    found = convening.registrations.all()
    if asked.session is not None:
        found = found.filter(session=asked.session)
    for word in asked.words.split():
        found = found.filter(
            Q(person__first_name__icontains=word)
            | Q(person__last_name__icontains=word)
            | Q(person__organization__name__icontains=word)
        )
    counts = dict(found.order_by().values_list("state").annotate(n=Count("pk")))
    tabs = [
        Tab(key, title, sum(counts.get(state, 0) for state in states))
        for key, (title, states) in TABS.items()
    ]
    rows = found.filter(state__in=TABS[asked.tab][1])
    related = "person__organization", "session"
    # Whoever is offered a seat stands before those who wait, in each session.
    order = ["session__starts_at", "session", "state", "registered_at", "pk"]
    return rows.select_related(*related).order_by(*order), tabs


def team_names(convening: Convening, registrations: Iterable[Registration]) -> dict[int, str]:
    """The team of each person in the cohort today."""
    people = [registration.person_id for registration in registrations]
    memberships = TeamMembership.objects.current().filter(
        person__in=people, team__cohort=convening.cohort_id
    )
    return {m.person_id: m.team.name for m in memberships.select_related("team")}


@dataclass(frozen=True)
class Row:
    """One person's place."""

    registration: Registration
    team: str

    @property
    def tone(self) -> str:
        """How its chip is colored."""
        return {State.REGISTERED: "good", State.OFFERED: "due", State.WAITING: "due"}.get(
            State(self.registration.state), "plain"
        )


def rows_of(convening: Convening, registrations: Iterable[Registration]) -> list[Row]:
    """The rows of one page with the names of teams."""
    shown = list(registrations)
    teams = team_names(convening, shown)
    return [Row(one, teams.get(one.person_id, "")) for one in shown]


@dataclass(frozen=True)
class Given:
    """The same answer of several people."""

    text: str
    names: str
    count: int


@dataclass(frozen=True)
class Answered:
    """One question and what those who come answered."""

    question: Question
    given: list[Given]
    deleted_on: dt.date | None


def answers_of(convening: Convening) -> list[Answered]:
    """Question by question; of those who have a seat or may get one."""
    questions = list(convening.questions.standing())
    if not questions:
        return []
    answers = QuestionAnswer.objects.filter(
        question__in=questions, registration__in=convening.registrations.standing()
    )
    lists = {one.pk for one in questions if one.kind == Question.Kind.CHOICES}
    by_question: dict[int, dict[str, list[str]]] = {}
    for answer in answers.select_related("registration__person").order_by(
        "registration__person__last_name", "pk"
    ):
        texts = by_question.setdefault(answer.question_id, {})
        is_list = answer.question_id in lists
        for text in answer.text.split(BETWEEN) if is_list else [answer.text]:
            texts.setdefault(text, []).append(str(answer.registration.person))
    last_at = last_end(convening)
    return [_answered(one, by_question.get(one.pk, {}), last_at) for one in questions]


def _answered(
    question: Question, texts: dict[str, list[str]], last_at: dt.datetime | None
) -> Answered:
    most_first = sorted(texts.items(), key=_how_many, reverse=True)
    given = [Given(text, ", ".join(names), len(names)) for text, names in most_first]
    is_deleted = question.is_private and last_at is not None
    return Answered(question, given, forgotten_on(question, last_at) if is_deleted else None)  # type: ignore[arg-type]  # asked one line above


def _how_many(entry: tuple[str, list[str]]) -> int:
    return len(entry[1])


def lines_of_csv(convening: Convening) -> Iterator[list[object]]:
    """Who comes and who waits, for a spreadsheet. Private answers are left out: a file that
    somebody keeps is not deleted by our rule."""
    questions = list(convening.questions.standing().filter(is_private=False))
    related = "person__organization", "session"
    seats = convening.registrations.standing().select_related(*related)
    rows = list(seats.prefetch_related("answers").order_by("session", "registered_at", "pk"))
    teams = team_names(convening, rows)
    yield [*HEAD, *(question.words for question in questions)]
    for row in rows:
        answers = {answer.question_id: answer.text for answer in row.answers.all()}
        person = row.person
        yield [
            person.last_name,
            person.first_name,
            person.email,
            str(person.organization or ""),
            teams.get(row.person_id, ""),
            row.session.region,
            row.get_state_display(),
            f"{row.registered_at:%Y-%m-%d %H:%M} UTC",
            *(answers.get(question.pk, "") for question in questions),
        ]


def changes_of(convening: Convening) -> QuerySet[SeatChange]:
    """The last reasons for which seats changed hands."""
    told = SeatChange.objects.filter(registration__convening=convening).exclude(reason="")
    return told.select_related("registration__person", "session", "changed_by")[:LAST_CHANGES]


def team_rows(convening: Convening, team: DesignTeam, *, past_deadline: bool) -> dict[str, Any]:
    """What the form for a whole team is made of; organizers may still choose closed sessions."""
    members = team.memberships.current().select_related("person")
    sessions = convening.sessions.upcoming().select_related("venue")
    held = convening.registrations.standing().select_related("session")
    return {
        "members": members.order_by("person__last_name", "person__first_name", "pk"),
        "sessions": [one for one in sessions if past_deadline or one.takes_seats],
        "held": {seat.person_id: seat for seat in held.filter(person__in=members.values("person"))},
    }


def people_before(registration: Registration) -> int:
    """How many wait for a seat since earlier than this person."""
    earlier = Q(registered_at__lt=registration.registered_at) | Q(
        registered_at=registration.registered_at, pk__lt=registration.pk
    )
    return registration.session.registrations.waiting().filter(earlier).count()


def led_teams(convening: Convening, teams: QuerySet[DesignTeam]) -> list[DesignTeam]:
    """Those of the convening's cohort whose seats the user may take together."""
    return list(teams.filter(cohort=convening.cohort_id).order_by("name"))
