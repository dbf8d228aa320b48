"""My calendar, the calendar of a team, and the address that programs fetch."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from convenings.calendars import address
from convenings.services.calendar import new_own_address
from convenings.views import calendar
from tests.factories.convenings import ConveningFactory, RegistrationFactory, SessionFactory


@pytest.fixture
def person(team_member):
    return team_member.person


def test_my_calendar_shows_what_is_to_come_and_the_address_once_made(
    signed_in, team_member, person, north
):
    client = signed_in(team_member)
    RegistrationFactory(session=north, person=person)

    before = client.get(reverse("convenings:calendar")).text
    client.post(reverse("convenings:calendar-address"))
    person.refresh_from_db()
    after = client.get(reverse("convenings:calendar")).text

    link = address.LINK.address(person.calendar_feed.nonce)
    assert str(north) in before
    assert "Make an address" in before
    assert link in after
    assert f"webcal://{link.partition('://')[2]}" in after


@pytest.mark.parametrize(
    ("state", "is_cancelled", "words"),
    [
        ("registered", False, "Registered"),
        ("waiting", False, "On the waitlist"),
        ("registered", True, "Cancelled"),
    ],
)
def test_my_calendar_says_what_one_has_there(
    signed_in, team_member, person, north, state, is_cancelled, words
):
    RegistrationFactory(session=north, person=person, state=state)
    north.is_cancelled = is_cancelled
    north.save()

    page = signed_in(team_member).get(reverse("convenings:calendar")).text

    assert f">{words}<" in page


def test_my_calendar_costs_the_same_for_many_sessions(signed_in, team_member, person, convening):
    client = signed_in(team_member)

    def cost(more):
        for _ in range(more):
            session = SessionFactory(convening=ConveningFactory(cohort=convening.cohort))
            RegistrationFactory(session=session, person=person)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("convenings:calendar"))
        return len(queries)

    cost(1)  # the first visit fills caches
    assert cost(0) == cost(8)


def test_calendar_of_a_team_belongs_to_its_members(signed_in, team_member, team, specialist):
    url = reverse("convenings:team-calendar", args=[team.pk])

    client = signed_in(team_member)
    client.post(reverse("convenings:team-calendar-address", args=[team.pk]))
    team.refresh_from_db()
    assert address.LINK.address(team.calendar_feed.nonce) in client.get(url).text

    assert signed_in(specialist).get(url).status_code == 404


def test_page_of_a_team_leads_its_members_to_the_calendar(signed_in, team_member, team, specialist):
    url = reverse("convenings:of-team", args=[team.pk])

    pages = [signed_in(one).get(url).text for one in (team_member, specialist)]

    assert [reverse("convenings:team-calendar", args=[team.pk]) in page for page in pages] == [
        True,
        False,
    ]


def test_a_program_that_asks_all_the_time_is_told_when_to_ask(client, person, monkeypatch):
    monkeypatch.setitem(calendar.ASKED, "limit", 2)
    link = address.LINK.address(new_own_address(person).nonce)

    assert [client.get(link).status_code for _ in range(3)] == [200, 200, 429]


def test_programs_may_ask_for_the_head_alone(client, person):
    answer = client.head(address.LINK.address(new_own_address(person).nonce))

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
