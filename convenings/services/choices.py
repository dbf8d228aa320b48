"""Choice sessions (breakouts): what is offered, who wishes for what, who goes where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from convenings.models import ChoicePlace, ChoiceSession, ChoiceWish
from convenings.rules.choices import assign
from convenings.services.choice_mail import tell_of_places, tell_who_has_none
from convenings.services.seats import lock_sessions
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from convenings.models import Registration, Session
    from network.models import Person


class TitleTaken(Exception):
    """The round has a choice session with this title."""


class ChoiceFull(Exception):
    """No seat is free in the choice session."""


class WishesClosed(Exception):
    """People are assigned already, or the session has begun."""


@transaction.atomic
def add_choice(session: Session, *, by: Person | None, **facts: Any) -> ChoiceSession:
    """Offer a breakout in one of the rounds. Raises TitleTaken."""
    lock_sessions(session.convening_id)
    _refuse_same_title(session, facts)
    choice = ChoiceSession.objects.create(session=session, **facts)
    words = f"The choice session {choice} was added to {session.region}."
    activity.record(session, "added", words, by=by)
    return choice


@transaction.atomic
def change_choice(choice: ChoiceSession, *, by: Person | None, **facts: Any) -> ChoiceSession:
    """Change what is offered. Raises TitleTaken, or ChoiceFull where more people are in it."""
    lock_sessions(choice.session.convening_id)
    locked = ChoiceSession.objects.select_related("session").get(pk=choice.pk)
    held, capacity = locked.places.count(), facts["capacity"]
    if capacity is not None and held > capacity:
        raise ChoiceFull(f"{held} people are in it. Enter {held} or more, or move some first.")
    if held and facts["round"] != locked.round:
        raise ChoiceFull(f"{held} people are in it, so it stays in round {locked.round}.")
    _refuse_same_title(locked.session, facts, besides=locked)
    changes = activity.save_changes(locked, facts)
    words = f"The choice session {locked} was changed."
    activity.record(locked.session, "changed", words, by=by, changes=changes)
    return locked


@transaction.atomic
def remove_choice(choice: ChoiceSession, *, by: Person | None) -> None:
    """Offer it no longer. Safe to repeat. Raises ChoiceFull where people are in it.

    Its wishes are kept for an undo.
    """
    lock_sessions(choice.session.convening_id)
    held = choice.places.count()
    if held:
        raise ChoiceFull(f"{held} people are in {choice}. Move them first.")
    offered = ChoiceSession.objects.standing().filter(pk=choice.pk)
    if offered.update(removed_at=clock.now()):
        words = f"The choice session {choice} was removed."
        activity.record(choice.session, "removed", words, by=by)


@transaction.atomic
def restore_choice(choice: ChoiceSession, *, by: Person | None) -> None:
    """Offer it again, with its wishes. Safe to repeat.

    Raises TitleTaken when its title was given to another in between.
    """
    session = lock_sessions(choice.session.convening_id)[choice.session_id]
    _refuse_same_title(session, {"round": choice.round, "title": choice.title}, besides=choice)
    removed = ChoiceSession.objects.filter(pk=choice.pk, removed_at__isnull=False)
    if removed.update(removed_at=None):
        words = f"The choice session {choice} is offered again."
        activity.record(choice.session, "restored", words, by=by)


@transaction.atomic
def keep_wishes(
    registration: Registration, *, wishes: Mapping[int, Sequence[ChoiceSession]]
) -> None:
    """Keep a person's wishes, by round, wished most first. Safe to repeat.

    Raises WishesClosed once places are given or the session has begun.
    """
    session = lock_sessions(registration.convening_id)[registration.session_id]
    for number, choices in wishes.items():
        _refuse_late_wishes(session, number)
        ChoiceWish.objects.filter(registration=registration, choice__round=number).delete()
        ChoiceWish.objects.bulk_create(
            ChoiceWish(registration=registration, choice=choice, rank=rank)
            for rank, choice in enumerate(choices, start=1)
        )


@transaction.atomic
def assign_choices(
    session: Session,
    *,
    number: int,
    seed: int,
    by: Person | None,
) -> int:
    """Assign everybody who comes by their wishes and tell them; how many found a place.

    Whoever was put somewhere by hand stays there. The same number gives the same places. Safe to
    repeat: whoever goes where they went before is not told again.
    """
    session = lock_sessions(session.convening_id)[session.pk]
    choices = list(session.choices.standing().filter(round=number))
    by_hand = ChoicePlace.objects.filter(choice__in=choices, is_by_hand=True)
    fixed = dict(by_hand.values_list("registration", "choice"))
    wishes = _wishes_of(session, choices, besides=fixed)
    seats = {
        choice.pk: _seats_left(choice, list(fixed.values()), everybody=len(wishes))
        for choice in choices
    }
    places = assign(wishes, seats=seats, seed=seed)
    drawn = ChoicePlace.objects.filter(choice__in=choices, is_by_hand=False)
    kept, gone = set(), {}
    for place in drawn:
        if places.get(place.registration_id) == place.choice_id:
            kept.add(place.registration_id)
        else:
            gone[place.pk] = place.registration_id
    drawn.filter(pk__in=gone).delete()
    given = ChoicePlace.objects.bulk_create(
        ChoicePlace(registration_id=registration, choice_id=choice, round=number)
        for registration, choice in places.items()
        if registration not in kept
    )
    tell_of_places(session, given)
    tell_who_has_none(session, number, gone)
    words = f"Round {number} of {session.region} was assigned: {len(places)} people, lot {seed}."
    activity.record(session, "assigned", words, by=by)
    return len(places)


@transaction.atomic
def move_choice(
    registration: Registration,
    *,
    number: int,
    to: ChoiceSession | None,
    by: Person | None,
) -> None:
    """Put somebody elsewhere by hand, or nowhere, and tell them alone. Safe to repeat.

    Raises ChoiceFull.
    """
    session = lock_sessions(registration.convening_id)[registration.session_id]
    known = ChoicePlace.objects.filter(registration=registration, round=number).first()
    if to is None:
        if known is not None:
            _take_back(session, number, [known])
        return
    if known is not None and known.choice_id == to.pk:
        return
    if not ChoiceSession.objects.standing().filter(pk=to.pk).exists():
        raise ChoiceFull(f"{to} is no longer offered. Choose another.")
    if to.capacity is not None and to.places.count() >= to.capacity:
        raise ChoiceFull(f"{to} is full: {to.capacity} of {to.capacity}. Move somebody out first.")
    if known is not None:
        known.delete()
    # A new place, not a changed one: each is told once.
    place = ChoicePlace.objects.create(
        registration=registration, round=number, choice=to, is_by_hand=True
    )
    tell_of_places(session, [place])
    words = f"{registration.person} was put into {to}."
    activity.record(registration.session, "moved", words, by=by)


@transaction.atomic
def open_wishes_again(
    session: Session,
    *,
    number: int,
    by: Person | None,
) -> None:
    """Take the places of a round back, so that people may wish anew. Safe to repeat."""
    session = lock_sessions(session.convening_id)[session.pk]
    places = list(ChoicePlace.objects.filter(choice__session=session, round=number))
    if places:
        _take_back(session, number, places)
        words = f"The places of round {number} in {session.region} were taken back."
        activity.record(session, "unassigned", words, by=by)


def _take_back(session: Session, number: int, places: Sequence[ChoicePlace]) -> None:
    gone = {place.pk: place.registration_id for place in places}
    ChoicePlace.objects.filter(pk__in=gone).delete()
    tell_who_has_none(session, number, gone)


def _refuse_late_wishes(session: Session, number: int) -> None:
    if ChoicePlace.objects.filter(choice__session=session, round=number).exists():
        raise WishesClosed("The places are given already. Ask the organizers to be moved.")
    if session.is_cancelled or session.starts_at <= clock.now():
        raise WishesClosed("Wishes could be sent until the session began.")


def _refuse_same_title(
    session: Session, facts: Mapping[str, Any], besides: ChoiceSession | None = None
) -> None:
    others = session.choices.standing().filter(round=facts["round"], title=facts["title"])
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise TitleTaken(f"Round {facts['round']} has one of this title. Choose another.")


def _wishes_of(
    session: Session, choices: Sequence[ChoiceSession], *, besides: Mapping[int, int]
) -> dict[int, list[int]]:
    """What everybody with a seat wishes for; nothing for whoever wished for nothing."""
    coming = session.registrations.holding().exclude(pk__in=besides)
    wishes: dict[int, list[int]] = {pk: [] for pk in coming.values_list("pk", flat=True)}
    ranked = ChoiceWish.objects.filter(choice__in=choices, registration__in=wishes)
    for registration, choice in ranked.order_by("rank").values_list("registration", "choice"):
        wishes[registration].append(choice)
    return wishes


def _seats_left(choice: ChoiceSession, fixed: Sequence[int], *, everybody: int) -> int:
    if choice.capacity is None:
        return everybody
    return max(0, choice.capacity - fixed.count(choice.pk))
