import datetime as dt

import pytest
from django.urls import reverse

from convenings.models import Attendance
from core import clock
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import AttendanceFactory, RegistrationFactory
from tests.factories.network import PersonFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def door(north, team, specialist, signed_in):
    """The day of the session, a specialist at the door, one member on the list."""
    with clock.at(north.starts_at):
        yield signed_in(specialist)


def member(team, last_name="Albright", **facts):
    return TeamMembershipFactory(team=team, person__last_name=last_name, **facts).person


def url(name, session, *args):
    return reverse(f"convenings:{name}", args=[session.pk, *args])


def names(response):
    return [e.person.last_name for g in response.context["page"].groups for e in g.entries]


def test_one_tap_marks_and_answers_with_the_toggle_the_count_and_undo(door, north, team):
    person = member(team)

    response = door.post(url("mark", north, person.pk), {"show": "missing"}, headers=HTMX)

    assert Attendance.objects.get().person == person
    assert 'aria-pressed="true"' in response.text
    assert '<b class="pl-checkin__n">1</b>' in response.text
    assert f"{person} is here." in response.text
    assert f'hx-post="{url("unmark", north, person.pk)}"' in response.text
    assert "<h1>" not in response.text


def test_second_tap_takes_the_mark_back(door, north, team):
    person = member(team)
    door.post(url("mark", north, person.pk), headers=HTMX)

    response = door.post(url("unmark", north, person.pk), headers=HTMX)

    assert not Attendance.objects.exists()
    assert 'aria-pressed="false"' in response.text


def test_without_javascript_the_page_comes_back_as_it_was(door, north, team):
    person = member(team)

    response = door.post(url("mark", north, person.pk), {"show": "all", "q": "alb"}, follow=True)

    assert response.redirect_chain[0][0] == f"{url('attendance', north)}?show=all&q=alb"
    assert 'aria-pressed="true"' in response.text
    assert f'action="{url("unmark", north, person.pk)}"' in response.text


def test_list_holds_those_registered_and_members_apart(door, north, team):
    registered = member(team)
    RegistrationFactory(session=north, person=registered)
    member(team, "Vance")
    AttendanceFactory(session=north, team=team, person__last_name="Guestley")

    shown = {
        key: names(door.get(url("attendance", north), {"show": key}))
        for key in ["missing", "here", "all", "others"]
    }

    assert shown == {
        "missing": ["Albright"],
        "here": ["Guestley"],
        "all": ["Albright", "Guestley"],
        "others": ["Vance"],
    }


def test_without_registrations_every_member_is_expected(door, north, team):
    member(team)
    member(team, "Vance")

    page = door.get(url("attendance", north)).context["page"]

    assert (page.here, page.of) == (0, 2)


def test_search_finds_by_name_or_school_over_the_whole_list(door, north, team):
    RegistrationFactory(session=north, person=member(team))
    member(team, "Vance")

    for words, found in [("vanc", ["Vance"]), ("kettle", ["Albright", "Vance"]), ("zz", [])]:
        assert names(door.get(url("attendance", north), {"q": words}, headers=HTMX)) == found


def test_who_is_not_on_the_list_cannot_be_marked(door, north, other_team):
    for person in [PersonFactory(), member(other_team)]:
        assert door.post(url("mark", north, person.pk)).status_code == 404
    assert not Attendance.objects.exists()


def test_guest_is_added_at_the_door(door, north, team):
    typed = {"first_name": "Una", "last_name": "Guest", "email": "una@example.org"}

    faulty = door.post(url("guest", north), typed)
    assert list(faulty.context["form"].errors) == ["team"]
    assert 'value="una@example.org"' in faulty.text

    page = door.post(url("guest", north), {**typed, "team": team.pk}, follow=True)

    assert "Una Guest is here." in page.text
    assert Attendance.objects.get().team == team


def test_undone_guest_is_gone_from_the_list(door, north, team):
    guest = AttendanceFactory(session=north, team=team).person

    response = door.post(url("unmark", north, guest.pk), headers=HTMX)

    assert "aria-pressed" not in response.text
    assert "is not here." in response.text


def test_two_days_before_nobody_can_be_marked(north, team, specialist, signed_in):
    person = member(team)
    client = signed_in(specialist)
    with clock.at(north.starts_at - dt.timedelta(days=2)):
        assert "Check-in opens the day before" in client.get(url("attendance", north)).text
        page = client.post(url("mark", north, person.pk), follow=True)

    assert "Check-in opens the day before." in page.text
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("how_many", [1, 5])
def test_check_in_takes_the_same_queries_for_any_number_of_people(
    how_many, door, north, team, django_assert_num_queries
):
    for number in range(how_many):
        person = member(team, f"Name{number}")
        RegistrationFactory(session=north, person=person)
        AttendanceFactory(session=north, team=team)
    door.get(url("attendance", north))

    with django_assert_num_queries(8):
        # user, person, grants, session, attendances, registrations, members, log
        assert door.get(url("attendance", north), {"show": "all"}).status_code == 200


def test_others_cannot_open_the_list(north, team, outsider, team_lead, state_viewer, signed_in):
    person = member(team)
    with clock.at(north.starts_at):
        for user in [outsider, team_lead, state_viewer]:
            client = signed_in(user)
            assert client.get(url("attendance", north)).status_code == 404
            assert client.post(url("mark", north, person.pk)).status_code == 404
            assert client.post(url("unmark", north, person.pk)).status_code == 404
