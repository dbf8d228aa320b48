import datetime as dt

import pytest

from convenings import services
from convenings.offers import todos_for
from core import clock, offers
from tests.factories.convenings import (
    AttendanceFactory,
    ChoiceSessionFactory,
    ConveningFactory,
    FacilitatorFactory,
    QuestionFactory,
    RegistrationFactory,
    SessionFactory,
)


def titles(user):
    return [todo.title for todo in todos_for(user)]


def test_member_without_a_seat_is_asked_to_register(north, south, team_member):
    [todo] = todos_for(team_member)

    assert todo.title == "Register for Convening 4: Authentic Learning"
    assert todo.url == north.convening.get_absolute_url()
    assert todo.due == clock.today() + dt.timedelta(days=14)


@pytest.mark.parametrize("state", ["registered", "waiting"])
def test_member_with_a_place_is_not_asked(north, team_member, state):
    RegistrationFactory(session=north, person=team_member.person, state=state)

    assert titles(team_member) == []


def test_member_who_gave_the_seat_back_is_asked_again(north, team_member):
    RegistrationFactory(session=north, person=team_member.person, state="cancelled")

    assert titles(team_member) == ["Register for Convening 4: Authentic Learning"]


def test_member_is_not_asked_about_other_cohorts_or_what_is_over(
    cohort, other_convening, team_member
):
    SessionFactory(convening=other_convening)
    SessionFactory(
        convening=ConveningFactory(cohort=cohort), starts_at=clock.now() - dt.timedelta(days=1)
    )

    assert titles(team_member) == []


def test_whoever_is_offered_a_seat_is_asked_to_answer(north, team_member):
    ends_at = clock.now() + dt.timedelta(days=1)
    seat = RegistrationFactory(
        session=north, person=team_member.person, state="offered", offer_ends_at=ends_at
    )
    assert titles(team_member) == ["Take or leave the seat in North"]

    services.take_offer(seat, by=seat.person)

    assert titles(team_member) == []


def test_whoever_was_registered_by_the_lead_is_asked_what_must_be_answered(north, team_member):
    question = QuestionFactory(convening=north.convening, is_required=True)
    seat = RegistrationFactory(session=north, person=team_member.person)
    assert titles(team_member) == ["Answer what is asked for Convening 4: Authentic Learning"]

    seat.answers.create(question=question, text="Nothing")

    assert titles(team_member) == []


def test_whoever_comes_is_asked_for_wishes_until_places_are_given(north, team_member):
    choice = ChoiceSessionFactory(session=north)
    seat = RegistrationFactory(session=north, person=team_member.person)
    assert titles(team_member) == ["Wish for choice sessions of Convening 4: Authentic Learning"]

    seat.places.create(choice=choice, round=1)

    assert titles(team_member) == []


def test_nobody_is_asked_to_register_where_registration_has_closed(north, team_member):
    north.seats_close_at = clock.now() - dt.timedelta(hours=1)
    north.save()

    assert titles(team_member) == []


def test_specialist_is_asked_to_mark_what_is_over(north, specialist, outsider):
    with clock.at(north.ends_at):
        assert titles(specialist) == ["Mark attendance for Convening 4: Authentic Learning, North"]
        AttendanceFactory(session=north)
        assert titles(specialist) == []


def test_specialist_is_asked_to_plan_for_a_cohort_without_convening(
    cohort, other_cohort, specialist, state_viewer
):
    assert titles(specialist) == ["Plan the first convening of Riverside"]
    assert titles(state_viewer) == []


def test_place_is_shown_to_those_who_take_part(specialist, team_member, newcomer):
    places = {
        user: [p.title for p in offers.places_for(user)]
        for user in [specialist, team_member, newcomer]
    }

    assert "Convenings" in places[specialist]
    assert "Convenings" in places[team_member]
    assert "Convenings" not in places[newcomer]


def test_whoever_has_a_duty_is_led_to_the_door_on_the_day(north, outsider):
    duty = FacilitatorFactory(session=north, person=outsider.person)
    door = "Check people in at Convening 4: Authentic Learning, North"
    with clock.at(north.starts_at - dt.timedelta(hours=2)):
        assert door in titles(outsider)
        duty.removed_at = clock.now()
        duty.save()
        assert door not in titles(outsider)
