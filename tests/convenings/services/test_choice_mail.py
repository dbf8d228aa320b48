"""Everybody is told once where they go; a change tells those whom it changes something for."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenings import services
from core import clock
from messaging import tasks
from messaging.models import Message
from tests.factories.convenings import ChoiceSessionFactory, RegistrationFactory, SessionFactory


@pytest.fixture
def day(convening):
    return SessionFactory(convening=convening, region="North")


@pytest.fixture
def garden(day):
    return ChoiceSessionFactory(session=day, title="School garden", room="Blue", capacity=1)


@pytest.fixture
def maps(day):
    return ChoiceSessionFactory(session=day, title="Maps", capacity=5)


def goer(day, *choices):
    seat = RegistrationFactory(session=day)
    services.keep_wishes(seat, wishes={1: choices})
    return seat


def told(*, later=dt.timedelta(minutes=11)):
    """To whom goes what, once the places have settled."""
    outbox.outbox.clear()
    with clock.at(clock.now() + later):
        tasks.drain()
    prefix = "[For you to know] "
    return {one.to[0]: one.subject.removeprefix(prefix) for one in outbox.outbox}


def assign(day, seed=1):
    services.assign_choices(day, number=1, seed=seed, by=None)


def test_everybody_with_a_place_is_told_it_and_nobody_else(day, garden, maps):
    ada, bo = goer(day, garden), goer(day, maps)
    RegistrationFactory(session=day, state="waiting")
    RegistrationFactory(session=day, state="cancelled")

    assign(day)

    assert told() == {
        ada.person.email: "You go to School garden in North",
        bo.person.email: "You go to Maps in North",
    }
    assert "Room: Blue" in next(one.body for one in outbox.outbox if "garden" in one.subject)


def test_assigning_again_tells_only_whose_place_is_another(day, garden, maps):
    stays, moves = goer(day, maps), goer(day, maps)
    assign(day)
    assert len(told()) == 2
    services.move_choice(moves, number=1, to=garden, by=None)

    assign(day)

    assert told() == {moves.person.email: "You go to School garden in North"}
    assert stays.places.get().choice == maps


def test_hand_move_back_is_told_again(day, garden, maps):
    ada = goer(day, maps)
    for to, words in [(garden, "School garden"), (maps, "Maps"), (garden, "School garden")]:
        services.move_choice(ada, number=1, to=to, by=None)
        services.move_choice(ada, number=1, to=to, by=None)
        assert told() == {ada.person.email: f"You go to {words} in North"}


def test_only_the_last_word_goes_while_places_are_tried(day, garden, maps):
    ada = goer(day, garden)
    assign(day)
    assert told(later=dt.timedelta(minutes=5)) == {}

    services.move_choice(ada, number=1, to=maps, by=None)

    assert told(later=dt.timedelta(minutes=11)) == {ada.person.email: "You go to Maps in North"}


def test_on_the_day_itself_nobody_waits(day, maps):
    ada = goer(day, maps)

    with clock.at(day.starts_at + dt.timedelta(hours=1)):
        assign(day)
        assert told(later=dt.timedelta()) == {ada.person.email: "You go to Maps in North"}


def test_whoever_gives_the_seat_back_meanwhile_is_not_told(day, maps):
    ada = goer(day, maps)
    assign(day)

    services.cancel_registration(ada, by=None)

    assert set(told().values()) == {"You have no seat in North any more"}


@pytest.mark.parametrize("how", ["opened again", "taken out by hand"])
def test_whoever_was_told_a_place_hears_that_it_is_gone(day, maps, how):
    ada = goer(day, maps)
    assign(day)
    told()

    if how == "opened again":
        services.open_wishes_again(day, number=1, by=None)
    else:
        services.move_choice(ada, number=1, to=None, by=None)

    assert told() == {ada.person.email: "Your place in round 1 of North is taken back"}


def test_place_that_nobody_was_told_goes_in_silence(day, maps):
    goer(day, maps)
    assign(day)

    services.open_wishes_again(day, number=1, by=None)

    assert told() == {}


def test_nobody_is_told_about_a_session_that_is_over(day, maps):
    goer(day, maps)

    with clock.at(day.ends_at + dt.timedelta(minutes=1)):
        assign(day)

    assert not Message.objects.exists()


def test_telling_many_takes_the_queries_of_telling_a_few(convening):
    def queries(how_many):
        session = SessionFactory(convening=convening)
        choice = ChoiceSessionFactory(session=session, capacity=None)
        for _ in range(how_many):
            goer(session, choice)
        with CaptureQueriesContext(connection) as captured:
            assign(session)
        assert Message.objects.filter(dedupe_key__startswith="convenings/choice").count()
        return len(captured)

    assert queries(2) == queries(40)
