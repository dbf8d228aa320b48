"""What a calendar program gets that subscribes, and who may still fetch it."""

import pytest
from icalendar import Calendar

from convenings import services
from convenings.calendars import address
from convenings.models import CalendarFeed, Facilitator
from convenings.services.calendar import new_own_address, new_team_address
from core import clock
from tests.factories.convenings import ConveningFactory, RegistrationFactory, SessionFactory


@pytest.fixture
def person(team_member):
    return team_member.person


@pytest.fixture
def fetch(client):
    """The events that the address gives, by their summary."""

    def fetched(feed):
        answer = client.get(address.LINK.address(feed.nonce))
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        calendar = Calendar.from_ical(answer.content)
        return {str(event["summary"]): event for event in calendar.walk("VEVENT")}

    return fetched


def test_own_calendar_has_what_one_has_a_seat_in_waits_for_or_facilitates(
    person, north, south, other_convening, fetch
):
    RegistrationFactory(session=north, person=person)
    far = SessionFactory(convening=other_convening, region="Far")
    Facilitator.objects.create(session=far, person=person)
    SessionFactory(convening=other_convening, region="Nobody's")
    waited = SessionFactory(convening=ConveningFactory(cohort=north.convening.cohort), region="W")
    RegistrationFactory(session=waited, person=person, state="waiting")

    events = fetch(new_own_address(person))

    assert {summary: event["status"] for summary, event in events.items()} == {
        f"{north.convening} (North)": "CONFIRMED",
        f"{other_convening} (Far)": "CONFIRMED",
        f"{waited.convening} (W), on the waitlist": "TENTATIVE",
    }


def test_a_move_and_a_cancellation_arrive_as_later_versions(person, north, fetch):
    RegistrationFactory(session=north, person=person)
    feed = new_own_address(person)
    [before] = fetch(feed).values()

    services.change_session(north, by=None, place="Sandstone Hall")
    [moved] = fetch(feed).values()
    services.cancel_session(north, by=None)
    [cancelled] = fetch(feed).values()

    assert before["uid"] == moved["uid"] == cancelled["uid"]
    assert before["sequence"] < moved["sequence"] < cancelled["sequence"]
    assert (moved["location"], cancelled["status"]) == ("Sandstone Hall", "CANCELLED")


def test_a_seat_given_up_leaves_the_calendar(person, north, fetch):
    seat = RegistrationFactory(session=north, person=person)
    feed = new_own_address(person)

    services.cancel_registration(seat, by=person)

    assert fetch(feed) == {}


def test_link_to_join_stands_in_no_calendar(person, north, fetch):
    north.virtual_link = "https://meet.example.org/north"
    north.save()
    RegistrationFactory(session=north, person=person)

    with clock.at(north.starts_at):
        [event] = fetch(new_own_address(person)).values()

    assert event["description"].endswith("The link to join is on the page of the session.")
    assert "meet.example.org" not in event.to_ical().decode()


def test_calendar_of_a_team_has_the_sessions_members_go_to_and_those_still_open(
    team, person, north, south, fetch
):
    other = ConveningFactory(cohort=team.cohort, number=77)
    east = SessionFactory(convening=other, region="East")
    elsewhere = SessionFactory(region="Elsewhere")
    RegistrationFactory(session=north, person=person)
    RegistrationFactory(session=east)  # of somebody else

    events = fetch(new_team_address(team, by=person))

    assert {summary: event["status"] for summary, event in events.items()} == {
        f"{north.convening} (North)": "CONFIRMED",
        f"{other} (East)": "TENTATIVE",
    }
    assert str(elsewhere) not in events
    assert "attendee" not in events[f"{north.convening} (North)"]


def test_a_new_address_ends_the_old_one(person, client):
    old = address.LINK.address(new_own_address(person).nonce)
    new = address.LINK.address(new_own_address(person).nonce)

    assert [client.get(one).status_code for one in (old, new)] == [404, 200]
    assert CalendarFeed.objects.count() == 1


def test_address_of_somebody_who_may_not_sign_in_any_more_leads_nowhere(person, client):
    link = address.LINK.address(new_own_address(person).nonce)
    person.user.is_active = False
    person.user.save()

    assert client.get(link).status_code == 404


@pytest.mark.parametrize("token", ["x", "x.y", "a" * 400, "%00", "ä"])
@pytest.mark.django_db
def test_a_made_up_address_leads_nowhere(client, token):
    assert client.get(f"/calendars/{token}.ics").status_code == 404


def test_fetching_asks_the_database_as_often_for_many_sessions_as_for_one(
    person, convening, client, django_assert_num_queries
):
    feed = new_own_address(person)
    link = address.LINK.address(feed.nonce)

    def more(number):
        for _ in range(number):
            session = SessionFactory(convening=ConveningFactory(cohort=convening.cohort))
            RegistrationFactory(session=session, person=person)

    more(1)
    with django_assert_num_queries(4):
        client.get(link)
    more(8)
    with django_assert_num_queries(4):
        client.get(link)
