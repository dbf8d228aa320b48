"""What speaks against a date: holidays, and other sessions of the same people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone

from cohorts.models import TeamMembership
from convenings.models import Facilitator, Session
from convenings.rules.dates import Span, overlap
from core.days import against

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from accounts.models import User
    from convenings.models import Convening


@dataclass(frozen=True)
class Wish:
    """A time that is thought of for a session of a cohort; the session may not exist yet."""

    cohort_id: int
    span: Span
    session: Session | None = None
    convening_number: int | None = None


@dataclass
class _People:
    """Who would have to be in two places."""

    by_cohort: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_session: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def warnings_for(wishes: Sequence[Wish], user: User) -> list[list[str]]:
    """For each wish, what speaks against it, in sentences; a constant number of queries.

    Sessions that are among the wishes count where they are wished, not where they are. What the
    user does not see is not named.
    """
    if not wishes:
        return []
    own = {wish.session.pk for wish in wishes if wish.session is not None}
    others = _others(wishes, own, user)
    people = _people_of(wishes, others)
    return [_warnings(wish, wishes, others, people) for wish in wishes]


def warnings_of(session: Session, user: User) -> list[str]:
    """What speaks against a session as it is planned now; needs its convening."""
    [found] = warnings_for([wish_of(session)], user)
    return found


def warnings_about(convening: Convening, sessions: Sequence[Session], user: User) -> list[str]:
    """What speaks against a convening's sessions to come, each with its region before it."""
    to_come = [session for session in sessions if not session.is_cancelled and not session.is_over]
    for session in to_come:
        session.convening = convening
    said = warnings_for([wish_of(session) for session in to_come], user)
    pairs = zip(to_come, said, strict=True)
    return [f"{session.region}: {words}" for session, found in pairs for words in found]


def wish_of(session: Session, span: Span | None = None) -> Wish:
    """The session where it is, or at another time."""
    return Wish(
        cohort_id=session.convening.cohort_id,
        span=span or Span(session.starts_at, session.ends_at),
        session=session,
        convening_number=session.convening.number,
    )


@dataclass(frozen=True)
class _Other:
    session: Session
    is_seen: bool

    @property
    def span(self) -> Span:
        return Span(self.session.starts_at, self.session.ends_at)

    @property
    def name(self) -> str:
        if not self.is_seen:
            return "a session of another cohort"
        return (
            f"{self.session.region} of {self.session.convening} ({self.session.convening.cohort})"
        )


def _others(wishes: Sequence[Wish], own: set[int], user: User) -> list[_Other]:
    first = min(wish.span.starts_at for wish in wishes)
    last = max(wish.span.ends_at for wish in wishes)
    found = Session.objects.filter(is_cancelled=False, starts_at__lt=last, ends_at__gt=first)
    sessions = list(found.exclude(pk__in=own).select_related("convening__cohort"))
    seen = set(
        Session.objects.visible_to(user).filter(pk__in=[s.pk for s in sessions]).values_list("pk")
    )
    return [_Other(session, (session.pk,) in seen) for session in sessions]


def _people_of(wishes: Sequence[Wish], others: Iterable[_Other]) -> _People:
    people = _People()
    cohorts = {wish.cohort_id for wish in wishes} | {o.session.convening.cohort_id for o in others}
    members = TeamMembership.objects.current().filter(team__cohort__in=cohorts)
    for cohort, person in members.values_list("team__cohort", "person"):
        people.by_cohort[cohort].add(person)
    sessions = [wish.session for wish in wishes if wish.session] + [o.session for o in others]
    duties = Facilitator.objects.filter(session__in=sessions, removed_at=None)
    for session, person in duties.values_list("session", "person"):
        people.by_session[session].add(person)
    return people


def _warnings(
    wish: Wish, wishes: Sequence[Wish], others: Sequence[_Other], people: _People
) -> list[str]:
    found = [against(timezone.localdate(wish.span.starts_at))]
    for other in others:
        if overlap(wish.span, other.span):
            found += _shared(wish, other.session, other.name, people)
    for twin in wishes:
        is_other = twin is not wish and twin.convening_number != wish.convening_number
        if is_other and overlap(wish.span, twin.span):
            found.append(f"Convening {twin.convening_number} of the series is at the same time.")
    return [words for words in found if words]


def _shared(wish: Wish, other: Session, name: str, people: _People) -> list[str]:
    """The same people in two places: members of both cohorts, and facilitators."""
    found = []
    is_same_convening = wish.session is not None and wish.session.convening_id == other.convening_id
    both = people.by_cohort[wish.cohort_id] & people.by_cohort[other.convening.cohort_id]
    if is_same_convening:
        both = set()  # people go to one of a convening's sessions
    elif other.convening.cohort_id == wish.cohort_id:
        found.append(f"The same cohort has {name} at that time.")
        both = set()
    if both:
        who = (
            "1 person of this cohort is"
            if len(both) == 1
            else f"{len(both)} people of this cohort are"
        )
        found.append(f"{who} expected at {name} at that time.")
    if wish.session is not None:
        busy = people.by_session[wish.session.pk] & people.by_session[other.pk]
        if busy:
            who = "1 facilitator is" if len(busy) == 1 else f"{len(busy)} facilitators are"
            found.append(f"{who} also needed at {name} at that time.")
    return found
