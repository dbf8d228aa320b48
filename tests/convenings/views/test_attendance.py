import datetime as dt
import json

import pytest
from django.urls import reverse

from convenings.models import Attendance
from core import clock
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import (
    AttendanceFactory,
    FacilitatorFactory,
    RegistrationFactory,
)
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
    assert faulty.status_code == 422
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


def taps(*kept):
    return {"taps": json.dumps([{"person": p, "here": h, "ago": a} for p, h, a in kept])}


def test_what_a_phone_kept_is_sent_twice_and_written_once(door, north, team):
    here, gone = member(team), member(team, "Vance")
    AttendanceFactory(session=north, person=gone, marked_at=clock.now() - dt.timedelta(hours=1))
    kept = taps((here.pk, True, 300.5), (gone.pk, False, 20), (PersonFactory().pk, True, 1))

    answers = [door.post(url("send-marks", north), kept) for _ in range(2)]

    assert [answer.json() for answer in answers] == [{"unknown": 1, "undone": 0}] * 2
    mark = Attendance.objects.get()
    assert (mark.person, mark.marked_at) == (here, clock.now() - dt.timedelta(seconds=300.5))


def test_phone_is_told_how_many_of_its_marks_were_taken_back_since(door, north, team):
    person = member(team)
    door.post(url("mark", north, person.pk))
    door.post(url("unmark", north, person.pk))

    older = door.post(url("send-marks", north), taps((person.pk, True, 240)))
    # A clock that runs ahead is no way to be the last word: nothing was tapped in the future.
    ahead = door.post(url("send-marks", north), taps((person.pk, True, -3600)))

    assert [older.json()["undone"], ahead.json()["undone"]] == [1, 0]
    assert Attendance.objects.get().marked_at == clock.now()


@pytest.mark.parametrize(
    "kept", ["", "no", "[1]", '[{"person": 1}]', '[{"person":1,"here":true,"ago":NaN}]', "{}x"]
)
def test_kept_marks_that_nobody_can_read_are_refused_in_words(kept, door, north):
    answer = door.post(url("send-marks", north), {"taps": kept})

    assert answer.status_code == 400
    assert answer.text


def test_kept_marks_of_a_cancelled_session_are_refused_in_words(door, north, team):
    person = member(team)
    north.is_cancelled = True
    north.save()

    answer = door.post(url("send-marks", north), taps((person.pk, True, 5)))

    assert (answer.status_code, answer.text) == (409, "The North session is cancelled.")


def test_whoever_has_a_duty_checks_in_until_they_are_removed(north, team, outsider, signed_in):
    person = member(team)
    duty = FacilitatorFactory(session=north, person=outsider.person, duty="door")
    with clock.at(north.starts_at):
        client = signed_in(outsider)
        assert client.get(url("attendance", north)).status_code == 200
        assert client.post(url("mark", north, person.pk), headers=HTMX).status_code == 200

        duty.removed_at = clock.now()
        duty.save()

        assert client.post(url("unmark", north, person.pk), headers=HTMX).status_code == 404
        assert client.post(url("send-marks", north), taps((person.pk, False, 0))).status_code == 404
    assert Attendance.objects.get().marked_by == outsider.person


def test_minutes_are_entered_and_shown_on_the_list(door, north, team):
    person = member(team)
    door.post(url("mark", north, person.pk))

    page = door.post(
        url("minutes", north, person.pk), {"late_minutes": 12, "early_minutes": 30}, follow=True
    )

    assert f"{person}: 318 of 360 minutes." in page.text
    assert (
        "12 min late, left 30 min early" in door.get(url("attendance", north) + "?show=here").text
    )


def test_more_minutes_than_there_were_are_refused_and_kept(door, north, team):
    person = member(team)
    door.post(url("mark", north, person.pk))

    page = door.post(url("minutes", north, person.pk), {"late_minutes": 200, "early_minutes": 161})

    assert page.status_code == 422
    assert "The session had 360 minutes." in page.text
    assert 'value="161"' in page.text


def test_minutes_of_somebody_who_is_not_here_lead_back_to_the_list(door, north, team):
    person = member(team)

    page = door.get(url("minutes", north, person.pk), follow=True)

    assert f"Mark {person} as here first" in page.text


def test_page_says_how_early_somebody_leaves_who_leaves_now(door, north, team):
    person = member(team)
    door.post(url("mark", north, person.pk))

    with clock.at(north.ends_at - dt.timedelta(minutes=45)):
        assert "leaves 45 minutes early" in door.get(url("minutes", north, person.pk)).text
