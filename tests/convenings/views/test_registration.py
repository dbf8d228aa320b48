import datetime as dt

from django.urls import reverse

from core import clock
from tests.factories.convenings import RegistrationFactory


def post(client, name, session):
    return client.post(reverse(f"convenings:{name}", args=[session.pk]), follow=True)


def test_member_registers_and_can_undo_it(north, team_member, signed_in):
    client = signed_in(team_member)

    page = post(client, "register", north)

    assert page.redirect_chain == [(north.convening.get_absolute_url(), 302)]
    assert "Your seat in North is confirmed." in page.text
    assert "You are registered" in page.text
    undo = reverse("convenings:cancel-registration", args=[north.pk])
    assert f'action="{undo}"' in page.text

    page = client.post(undo, follow=True)

    assert "Your place in North is given back." in page.text
    assert "You are registered" not in page.text
    assert north.registrations.standing().count() == 0


def test_full_session_offers_the_waitlist_in_words(north, south, team_member, signed_in):
    RegistrationFactory(session=north)
    client = signed_in(team_member)
    before = client.get(north.convening.get_absolute_url()).text
    assert "Join the waitlist" in before

    page = post(client, "register", north)

    assert "North is full. You are on its waitlist" in page.text
    assert "You are on the waitlist" in page.text


def test_seat_elsewhere_can_be_moved_but_not_given_up_for_a_waitlist(
    north, south, team_member, signed_in
):
    client = signed_in(team_member)
    post(client, "register", north)
    assert "Move my seat here" in client.get(north.convening.get_absolute_url()).text
    RegistrationFactory(session=south)
    assert "Move my seat here" not in client.get(north.convening.get_absolute_url()).text

    page = post(client, "register", south)

    assert "South is full, so you keep your seat in North." in page.text


def test_who_is_in_no_team_of_the_cohort_cannot_register(
    north, specialist, school_leader, signed_in
):
    for user in [specialist, school_leader]:
        assert post(signed_in(user), "register", north).status_code == 404
        assert "Register<" not in signed_in(user).get(north.convening.get_absolute_url()).text


def test_seat_of_somebody_else_cannot_be_given_back(north, team_member, signed_in):
    registration = RegistrationFactory(session=north)

    assert post(signed_in(team_member), "cancel-registration", north).status_code == 404
    registration.refresh_from_db()
    assert registration.state == "registered"


def test_session_that_is_over_is_refused_in_words(north, team_member, signed_in):
    with clock.at(north.ends_at + dt.timedelta(hours=1)):
        page = post(signed_in(team_member), "register", north)

    assert "The North session is over." in page.text
