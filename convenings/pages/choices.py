"""What the pages of choice sessions show: what is offered, who is where, and which wish it was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from convenings.models import ChoicePlace, ChoiceWish
from convenings.pages.registration import team_names
from convenings.rules.choices import rank_of
from core import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from convenings.models import ChoiceSession, Registration, Session

WORDS = {0: "not wished for", 1: "first wish", 2: "second wish", 3: "third wish"}
HEAD = ["Last name", "First name", "School", "Team", "Round", "Choice session", "Room", "Wish"]


@dataclass(frozen=True)
class Goer:
    """One person in a round: where they go, and which of their wishes that is."""

    registration: Registration
    team: str
    place: ChoicePlace | None
    rank: int | None  # 0 where they did not wish for it; None without a place
    wished: str

    @property
    def words(self) -> str:
        """ "first wish"."""
        return "" if self.rank is None else WORDS[self.rank]


@dataclass(frozen=True)
class Share:
    """How many got their first wish, and so on."""

    words: str
    count: int


@dataclass(frozen=True)
class Round:
    """Choice sessions that are held at the same time."""

    number: int
    choices: list[ChoiceSession]
    goers: list[Goer]

    @property
    def by_choice(self) -> list[tuple[ChoiceSession, list[Goer]]]:
        """Who goes to each."""
        return [
            (one, [goer for goer in self.goers if goer.place and goer.place.choice_id == one.pk])
            for one in self.choices
        ]

    @property
    def nowhere(self) -> list[Goer]:
        """Who comes and has no place."""
        return [goer for goer in self.goers if goer.place is None]

    @property
    def shares(self) -> list[Share]:
        """First wish: 84, second: 12, without a place: 1."""
        counts = Counter(goer.rank for goer in self.goers)
        shares = [Share(words, counts[rank]) for rank, words in _in_order() if counts[rank]]
        return [*shares, Share("without a place", counts[None])] if counts[None] else shares

    @property
    def is_assigned(self) -> bool:
        """Whether anybody has a place."""
        return any(goer.place for goer in self.goers)

    @property
    def wishers(self) -> int:
        """How many said what they wish for."""
        return sum(bool(goer.wished) for goer in self.goers)


def rounds_of(session: Session) -> list[Round]:
    """Every round with everybody who has a seat."""
    by_round = offered(session)
    seats = session.registrations.holding().select_related("person__organization")
    coming = list(seats.order_by("person__last_name", "person__first_name", "pk"))
    teams = team_names(session.convening, coming)
    wishes = _wishes(session)
    places = _places(session)
    return [
        Round(
            number,
            choices,
            [_goer(one, teams, wishes.get((one.pk, number), []), places, number) for one in coming],
        )
        for number, choices in sorted(by_round.items())
    ]


def offered(session: Session) -> dict[int, list[ChoiceSession]]:
    """The choice sessions by round, with how many are in them and wish for them first."""
    counted = session.choices.standing().annotate(
        held=Count("places", distinct=True),
        first_wishes=Count("wishes", filter=Q(wishes__rank=1), distinct=True),
    )
    by_round: dict[int, list[ChoiceSession]] = {}
    for choice in counted:
        by_round.setdefault(choice.round, []).append(choice)
    return by_round


def open_rounds(session: Session) -> dict[int, list[ChoiceSession]]:
    """The rounds for which people may still wish: before the session, and before places are
    given."""
    if session.is_cancelled or session.starts_at <= clock.now():
        return {}
    given = set(ChoicePlace.objects.filter(choice__session=session).values_list("round", flat=True))
    return {number: some for number, some in offered(session).items() if number not in given}


def wishes_of(registration: Registration) -> dict[int, list[int]]:
    """The choices that somebody wished for, by round, wished most first."""
    wished: dict[int, list[int]] = {}
    rows = registration.wishes.filter(choice__removed_at=None).select_related("choice")
    for row in rows.order_by("rank"):
        wished.setdefault(row.choice.round, []).append(row.choice_id)
    return wished


@dataclass(frozen=True)
class OwnPlace:
    """Where somebody goes, and which wish it was."""

    choice: ChoiceSession
    words: str


def own_places(registration: Registration) -> list[OwnPlace]:
    """Round by round, where somebody goes."""
    wished = wishes_of(registration)
    places = registration.places.select_related("choice").order_by("round")
    return [
        OwnPlace(one.choice, WORDS[rank_of(wished.get(one.round, []), one.choice_id) or 0])
        for one in places
    ]


def lines_of_csv(session: Session) -> Iterator[Sequence[object]]:
    """Who goes where, for a spreadsheet."""
    yield HEAD
    for one in rounds_of(session):
        for goer in one.goers:
            person = goer.registration.person
            choice = goer.place.choice if goer.place else None
            yield [
                person.last_name,
                person.first_name,
                str(person.organization or ""),
                goer.team,
                one.number,
                str(choice or ""),
                choice.room if choice else "",
                goer.words,
            ]


def _goer(
    registration: Registration,
    teams: Mapping[int, str],
    wished: Sequence[ChoiceSession],
    places: Mapping[tuple[int, int], ChoicePlace],
    number: int,
) -> Goer:
    place = places.get((registration.pk, number))
    ranked = [choice.pk for choice in wished]
    return Goer(
        registration=registration,
        team=teams.get(registration.person_id, ""),
        place=place,
        rank=None if place is None else rank_of(ranked, place.choice_id) or 0,
        wished=", ".join(str(choice) for choice in wished),
    )


def _wishes(session: Session) -> dict[tuple[int, int], list[ChoiceSession]]:
    wishes: dict[tuple[int, int], list[ChoiceSession]] = {}
    standing = ChoiceWish.objects.filter(choice__session=session, choice__removed_at=None)
    rows = standing.select_related("choice")
    for row in rows.order_by("rank"):
        wishes.setdefault((row.registration_id, row.choice.round), []).append(row.choice)
    return wishes


def _places(session: Session) -> dict[tuple[int, int], ChoicePlace]:
    rows = ChoicePlace.objects.filter(choice__session=session).select_related("choice")
    return {(row.registration_id, row.round): row for row in rows}


def _in_order() -> Iterable[tuple[int, str]]:
    """The first wish first, what was not wished for last."""
    return [*((rank, words) for rank, words in WORDS.items() if rank), (0, WORDS[0])]
