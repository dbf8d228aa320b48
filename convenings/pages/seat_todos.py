"""What somebody should do about seats: take one, answer an offer, answer questions, say wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from convenings.models import (
    ChoicePlace,
    ChoiceSession,
    ChoiceWish,
    Registration,
    Session,
)
from core import clock
from core.offers import ToDo
from core.templatetags.house import moment
from network.access import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User
    from convenings.querysets.registration import RegistrationQuerySet
    from network.models import Person

AT_MOST = 5


def seat_todos(user: User) -> Iterable[ToDo]:
    """Everything about one's own seats."""
    person = standing_of(user).person
    if person is None:
        return []
    return [*_seats_to_take(user, person), *_seats_to_mind(person)]


def _seats_to_take(user: User, person: Person) -> Iterator[ToDo]:
    """For members of teams: convenings to come in which they have no seat yet."""
    taken = Registration.objects.standing().filter(person=person, convening=OuterRef("convening"))
    is_open = Q(seats_close_at=None) | Q(seats_close_at__gt=clock.now())
    open_to_me = Session.objects.of_teams_of(user).upcoming().filter(is_open, ~Exists(taken))
    seen: set[int] = set()
    for session in open_to_me.select_related("convening").order_by("starts_at"):
        convening = session.convening
        if convening.pk in seen or len(seen) == AT_MOST:
            continue
        seen.add(convening.pk)
        yield ToDo(
            f"Register for {convening}",
            convening.get_absolute_url(),
            "Register",
            f"The first session is {session.region}, {session.when}",
            timezone.localdate(session.seats_close_at or session.starts_at),
        )


def _seats_to_mind(person: Person) -> Iterator[ToDo]:
    for seat in _asked(person)[:AT_MOST]:
        session = seat.session
        page = reverse("convenings:register", args=[session.pk])
        before = timezone.localdate(session.starts_at)
        if seat.offer_ends_at is not None:
            until = seat.offer_ends_at
            why = f"It is held for you until {moment(until)}"
            title = f"Take or leave the seat in {session.region}"
            yield ToDo(title, page, "Answer", why, timezone.localdate(until))
        elif seat.lacks_answers:
            title = f"Answer what is asked for {session.convening}"
            yield ToDo(title, page, "Answer", "Somebody registered you", before)
        else:
            wishes = reverse("convenings:wishes", args=[session.pk])
            title = f"Wish for choice sessions of {session.convening}"
            yield ToDo(title, wishes, "Choose", "Places are given by what people wish for", before)


def _asked(person: Person) -> RegistrationQuerySet:
    """Seats in sessions to come about which something is asked of the person."""
    mine = Registration.objects.filter(
        person=person, session__starts_at__gt=clock.now(), session__is_cancelled=False
    )
    offered = ChoiceSession.objects.standing().filter(session=OuterRef("session"))
    given = ChoicePlace.objects.filter(choice__session=OuterRef("session"))
    wished = ChoiceWish.objects.filter(registration=OuterRef("pk"), choice__removed_at=None)
    held = Q(state=Registration.State.REGISTERED)
    to_wish = held & Exists(offered) & ~Exists(given) & ~Exists(wished)
    is_offered = Q(state=Registration.State.OFFERED, offer_ends_at__gt=clock.now())
    found = mine.with_lacking_answers().filter(
        is_offered | (held & Q(lacks_answers=True)) | to_wish
    )
    return found.select_related("session__convening").order_by("session__starts_at", "pk")
