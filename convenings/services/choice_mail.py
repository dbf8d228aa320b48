"""Telling people which choice session they go to, and that they go to it no more."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from convenings.models import ChoicePlace, Registration
from core import clock, mail
from messaging.models import Message

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from convenings.models import Session

GIVEN, TAKEN = "convenings/choice-place", "convenings/choice-place-taken"
STANDS = "choice_place_stands"  # the check whether somebody still goes there
NOWHERE = "choice_place_missing"  # the check whether somebody still goes nowhere
SETTLES = dt.timedelta(minutes=10)


def tell_of_places(session: Session, places: Collection[ChoicePlace]) -> None:
    """Write to each of these people where they go, once. A place that changes is a new one.

    Before the day the mails wait a few minutes, so that whoever tries another lot or moves people
    by hand lets only the last word go out.
    """
    if not places or not _is_to_come(session):
        return
    is_before = clock.today() < timezone.localdate(session.starts_at)
    related = "choice", "registration__person"
    found = ChoicePlace.objects.filter(pk__in=[place.pk for place in places])
    in_order = found.select_related(*related).order_by("choice", "pk")
    for _, group in groupby(in_order, key=_choice_of):
        given = list(group)
        choice = given[0].choice
        letters = [
            _letter(GIVEN, one.pk, one.registration, session, f"{STANDS}:{one.pk}")
            for one in given
            if one.registration.person.email
        ]
        context = {
            **_facts(session, choice.round),
            "choice": choice.title,
            "led_by": choice.led_by,
            "room": choice.room,
        }
        send_after = clock.now() + SETTLES if is_before else None
        mail.queue_many(
            GIVEN, letters, context=context, send_after=send_after, due_at=session.starts_at
        )


def tell_who_has_none(session: Session, number: int, gone: Mapping[int, int]) -> None:
    """Write to those who were told a place and have none in the round any more.

    `gone` says whose each place was that is no more, by the places' ids.
    """
    if not gone or not _is_to_come(session):
        return
    keys = {_key(GIVEN, place): (place, who) for place, who in gone.items()}
    sent = Message.objects.filter(dedupe_key__in=keys, state=Message.State.SENT)
    told = dict(keys[key] for key in sent.values_list("dedupe_key", flat=True))
    elsewhere = ChoicePlace.objects.filter(registration__in=told.values(), round=number)
    placed = set(elsewhere.values_list("registration", flat=True))
    seats = Registration.objects.holding().select_related("person").in_bulk(told.values())
    letters = [
        _letter(TAKEN, place, seats[who], session, f"{NOWHERE}:{who}@{number}")
        for place, who in told.items()
        if who in seats and who not in placed and seats[who].person.email
    ]
    mail.queue_many(TAKEN, letters, context=_facts(session, number), due_at=session.starts_at)


def place_stands(key: str) -> bool:
    """The mail port's check: whoever was given place 7 still has it and a seat."""
    places = ChoicePlace.objects.filter(pk=int(key), registration__state="registered")
    place = places.select_related("choice__session").first()
    return place is not None and _is_to_come(place.choice.session)


def has_no_place(key: str) -> bool:
    """The mail port's check: "7@1" holds while seat 7 has no place in round 1."""
    seat_pk, _, number = key.partition("@")
    seats = Registration.objects.holding().filter(pk=int(seat_pk)).select_related("session")
    seat = seats.exclude(places__round=int(number)).first()
    return seat is not None and _is_to_come(seat.session)


def _letter(
    kind: str, place: int, seat: Registration, session: Session, still_due: str
) -> mail.Letter:
    return mail.Letter(
        to=seat.person.email,
        dedupe_key=_key(kind, place),
        secrets={},
        still_due=still_due,
        person_id=seat.person_id,
        organization_id=session.convening.cohort.home_id,
    )


def _facts(session: Session, number: int) -> dict[str, Any]:
    return {
        "convening": str(session.convening),
        "region": session.region,
        "when": session.when,
        "round": number,
        "path": reverse("convenings:wishes", args=[session.pk]),
    }


def _key(kind: str, place: int) -> str:
    return f"{kind}:{place}"


def _choice_of(place: ChoicePlace) -> int:
    return place.choice_id


def _is_to_come(session: Session) -> bool:
    return not (session.is_cancelled or session.is_over)
