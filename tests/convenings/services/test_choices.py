import datetime as dt

import pytest

from convenings import services
from convenings.models import ChoicePlace
from core import clock
from network.models import Activity
from tests.factories.convenings import ChoiceSessionFactory, RegistrationFactory, SessionFactory
from tests.surveys.collection.test_at_once import at_once


@pytest.fixture
def day(convening):
    return SessionFactory(convening=convening, region="North")


@pytest.fixture
def garden(day):
    return ChoiceSessionFactory(session=day, title="School garden", capacity=1)


@pytest.fixture
def maps(day):
    return ChoiceSessionFactory(session=day, title="Maps", capacity=5)


def goer(day, *choices):
    seat = RegistrationFactory(session=day)
    if choices:
        services.keep_wishes(seat, wishes={1: choices})
    return seat


def places():
    return dict(ChoicePlace.objects.values_list("registration", "choice__title"))


def test_everybody_who_comes_is_assigned_by_their_wishes(day, garden, maps):
    ada, bo = goer(day, garden, maps), goer(day, maps)
    without_wish = RegistrationFactory(session=day)
    RegistrationFactory(session=day, state="waiting")

    assert services.assign_choices(day, number=1, seed=7, by=None) == 3

    assert places() == {ada.pk: "School garden", bo.pk: "Maps", without_wish.pk: "Maps"}
    assert "3 people, lot 7" in Activity.objects.get(verb="assigned").summary


def test_same_lot_gives_the_same_places_again(day, garden, maps):
    for _ in range(4):
        goer(day, garden, maps)
    services.assign_choices(day, number=1, seed=3, by=None)
    first = places()
    services.assign_choices(day, number=1, seed=4, by=None)

    services.assign_choices(day, number=1, seed=3, by=None)

    assert places() == first


def test_who_was_put_by_hand_stays_and_takes_a_seat(day, garden, maps):
    ada, bo = goer(day, garden, maps), goer(day, maps, garden)
    services.move_choice(bo, number=1, to=garden, by=None)

    services.assign_choices(day, number=1, seed=1, by=None)

    assert places() == {ada.pk: "Maps", bo.pk: "School garden"}


def test_full_choice_session_takes_nobody_by_hand(day, garden, maps):
    services.move_choice(goer(day), number=1, to=garden, by=None)

    with pytest.raises(services.ChoiceFull, match="School garden is full: 1 of 1"):
        services.move_choice(goer(day), number=1, to=garden, by=None)


def test_moving_to_no_place_frees_the_seat(day, garden):
    ada = goer(day)
    services.move_choice(ada, number=1, to=garden, by=None)
    services.move_choice(ada, number=1, to=garden, by=None)

    services.move_choice(ada, number=1, to=None, by=None)

    assert places() == {}


def test_wishes_can_be_changed_until_places_are_given(day, garden, maps):
    ada = goer(day, garden)
    services.keep_wishes(ada, wishes={1: [maps, garden]})
    assert [w.choice.title for w in ada.wishes.all()] == ["Maps", "School garden"]
    services.assign_choices(day, number=1, seed=1, by=None)

    with pytest.raises(services.WishesClosed, match="The places are given already"):
        services.keep_wishes(ada, wishes={1: [garden]})

    services.open_wishes_again(day, number=1, by=None)
    services.keep_wishes(ada, wishes={1: [garden]})
    assert [w.choice.title for w in ada.wishes.all()] == ["School garden"]


def test_wishes_end_when_the_session_begins(day, garden):
    ada = goer(day)

    with (
        clock.at(day.starts_at + dt.timedelta(minutes=1)),
        pytest.raises(services.WishesClosed, match="until the session began"),
    ):
        services.keep_wishes(ada, wishes={1: [garden]})


def test_wishes_and_place_go_with_the_seat(day, garden, maps):
    south = SessionFactory(convening=day.convening, region="South")
    moved, gone = goer(day, maps), goer(day, maps)
    services.assign_choices(day, number=1, seed=1, by=None)

    services.register(south, person=moved.person, by=None)
    services.cancel_registration(gone, by=None)

    assert places() == {}
    assert maps.wishes.count() == 0


def test_choice_session_with_people_neither_goes_nor_shrinks(day, maps):
    for _ in range(2):
        services.move_choice(goer(day), number=1, to=maps, by=None)
    facts = {"round": 1, "title": "Maps", "detail": "", "led_by": "", "room": ""}

    with pytest.raises(services.ChoiceFull, match="2 people are in Maps"):
        services.remove_choice(maps, by=None)
    with pytest.raises(services.ChoiceFull, match="Enter 2 or more"):
        services.change_choice(maps, by=None, capacity=1, **facts)
    with pytest.raises(services.ChoiceFull, match="stays in round 1"):
        services.change_choice(maps, by=None, capacity=9, **{**facts, "round": 2})


def test_title_stands_once_in_a_round(day, maps):
    facts = {"round": 1, "title": "Maps", "capacity": None}

    with pytest.raises(services.TitleTaken, match="Round 1 has one of this title"):
        services.add_choice(day, by=None, **facts)
    services.add_choice(day, by=None, **{**facts, "round": 2})


@pytest.mark.django_db(transaction=True)
def test_last_seat_of_a_choice_session_is_given_once():
    day = SessionFactory()
    garden = ChoiceSessionFactory(session=day, capacity=1)
    seats = RegistrationFactory.create_batch(4, session=day)

    def move(number):
        try:
            services.move_choice(seats[number], number=1, to=garden, by=None)
        except services.ChoiceFull:
            return "full"
        return "moved"

    assert sorted(at_once(move, 4)) == ["full", "full", "full", "moved"]
    assert garden.places.count() == 1


def test_nobody_is_assigned_or_moved_to_a_removed_choice_session(day, garden, maps):
    ada = goer(day, garden, maps)
    services.remove_choice(garden, by=None)
    services.remove_choice(garden, by=None)

    services.assign_choices(day, number=1, seed=1, by=None)

    assert places() == {ada.pk: "Maps"}
    with pytest.raises(services.ChoiceFull, match="School garden is no longer offered"):
        services.move_choice(ada, number=1, to=garden, by=None)
    assert Activity.objects.filter(verb="removed").count() == 1
