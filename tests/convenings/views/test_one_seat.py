"""Organizers register one person of the cohort."""

import datetime as dt

import pytest
from django.urls import reverse

from convenings.models import Registration
from core import clock
from messaging.models import Message
from tests.factories.cohorts import DesignTeamFactory, TeamMembershipFactory
from tests.factories.convenings import RegistrationFactory, SessionFactory


@pytest.fixture
def address(convening):
    return reverse("convenings:seat-new", args=[convening.pk])


@pytest.fixture
def organizer(specialist, signed_in):
    return signed_in(specialist)


def offered(page):
    return [member.person for member in page.context["found"].members]


def state_of(person):
    seat = Registration.objects.get(person=person)
    return (seat.session.region, seat.state, seat.registered_by)


def test_the_page_registration_leads_here_and_lists_who_has_no_place(
    convening, north, team, team_member, address, organizer
):
    coming, gone = (TeamMembershipFactory(team=team).person for _ in range(2))
    RegistrationFactory(session=north, person=coming)
    RegistrationFactory(session=north, person=gone, state="cancelled")
    TeamMembershipFactory()  # of another cohort

    assert address in organizer.get(reverse("convenings:registration", args=[convening.pk])).text
    page = organizer.get(address)

    assert set(offered(page)) == {team_member.person, gone}
    assert f"{team_member.person}, {team}" in page.text
    assert "full, 0 on the waitlist" in page.text


def test_people_are_found_by_name_school_and_team(north, team, address, organizer):
    osprey = DesignTeamFactory(cohort=team.cohort, name="Osprey", school__name="Wharf Street")
    ada = TeamMembershipFactory(team=osprey, person__first_name="Ada").person
    TeamMembershipFactory(team=team, person__first_name="Bo")

    for words in ["ada", "osprey", "wharf", "ada osprey"]:
        assert offered(organizer.get(address, {"q": words})) == [ada]
    assert "Nobody to register" in organizer.get(address, {"q": "nobody'"}).text


def test_person_gets_a_seat_and_a_mail_and_a_second_press_changes_nothing(
    south, team_member, specialist, address, organizer
):
    person = team_member.person
    sent = {"person": person.pk, "session": south.pk}

    page = organizer.post(address, sent, follow=True)
    organizer.post(address, sent)

    assert "registered for South" in page.text
    assert state_of(person) == ("South", "registered", specialist.person)
    assert Registration.objects.get().changes.count() == 1
    assert Message.objects.filter(to=person.email).count() == 1


def test_full_session_puts_the_person_on_its_waitlist(north, team_member, address, organizer):
    RegistrationFactory(session=north)
    sent = {"person": team_member.person.pk, "session": north.pk}

    page = organizer.post(address, sent, follow=True)

    assert "on the waitlist of North" in page.text
    assert state_of(team_member.person)[:2] == ("North", "waiting")


def test_who_has_a_place_elsewhere_is_not_moved_unawares(
    north, south, team_member, address, organizer
):
    RegistrationFactory(session=north, person=team_member.person)

    page = organizer.post(address, {"person": team_member.person.pk, "session": south.pk})

    assert page.status_code == 422
    assert "has a place in North. Take that back first." in page.text
    assert state_of(team_member.person)[0] == "North"


def test_organizers_register_after_the_deadline_and_not_after_the_end(
    north, team_member, address, organizer
):
    sent = {"person": team_member.person.pk, "session": north.pk}
    north.starts_at, north.ends_at = (clock.now() - dt.timedelta(hours=n) for n in (6, 1))
    north.save()
    assert "No session is to come" in organizer.post(address, sent).text

    north.ends_at = clock.now() + dt.timedelta(hours=1)
    north.seats_close_at = clock.now() - dt.timedelta(days=1)
    north.save()
    organizer.post(address, sent)

    assert state_of(team_member.person)[:2] == ("North", "registered")


def test_nobody_from_outside_the_cohort_and_no_other_session(
    north, other_convening, team_member, outsider, address, organizer
):
    elsewhere = SessionFactory(convening=other_convening)

    for who, where in [(outsider.person, north), (team_member.person, elsewhere)]:
        page = organizer.post(address, {"person": who.pk, "session": where.pk})
        assert page.status_code == 422
    assert not Registration.objects.exists()


@pytest.mark.parametrize("how_many", [1, 30])
def test_page_takes_the_same_queries_for_any_number_of_people(
    how_many, convening, team, address, organizer, django_assert_num_queries
):
    TeamMembershipFactory.create_batch(how_many, team=team)
    SessionFactory.create_batch(min(how_many, 5), convening=convening)
    organizer.get(address)

    with django_assert_num_queries(6):
        # 3 for who asks, convening, people, sessions
        page = organizer.get(address)

    assert len(offered(page)) == min(how_many, 20)
    assert ("The first 20 of 30" in page.text) == (how_many > 20)
