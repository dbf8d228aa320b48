"""The code of a room, and people who check themselves in."""

import pytest
from django.urls import reverse

from convenings.models import Attendance
from convenings.views.room import GUESSES
from core import clock


@pytest.fixture
def code(north, specialist, signed_in):
    with clock.at(north.starts_at):
        signed_in(specialist).post(reverse("convenings:room", args=[north.pk]))
        north.refresh_from_db()
        yield north.checkin_code


def test_room_shows_its_code_large_and_as_a_drawing(code, north, specialist, signed_in):
    page = signed_in(specialist).get(reverse("convenings:room", args=[north.pk]))

    assert code in page.text
    assert "<svg" in page.text


def test_a_new_code_ends_the_old_one_and_it_can_be_taken_away(
    code, north, specialist, team_member, signed_in
):
    boss = signed_in(specialist)
    room = reverse("convenings:room", args=[north.pk])
    boss.post(room, {"action": "new"})
    north.refresh_from_db()
    assert north.checkin_code not in ("", code)
    boss.post(room, {"action": "stop"})
    boss.post(room, {"action": "stop"})

    client = signed_in(team_member)
    for typed in [code, north.checkin_code]:
        page = client.post(reverse("convenings:here"), {"code": typed})
        assert "No session takes this code now." in page.text


def test_member_checks_themselves_in_once(code, north, team_member, signed_in):
    client = signed_in(team_member)
    scanned = client.get(reverse("convenings:here"), {"code": code})
    assert f'value="{code}"' in scanned.text
    assert not Attendance.objects.exists()

    for _ in range(2):
        page = client.post(reverse("convenings:here"), {"code": f" {code.lower()} "}, follow=True)
        assert "You are here: " in page.text

    [mark] = Attendance.objects.all()
    assert (mark.person, mark.way) == (team_member.person, "code")


def test_stranger_to_the_cohort_is_sent_to_the_door(code, outsider, signed_in):
    page = signed_in(outsider).post(reverse("convenings:here"), {"code": code})

    assert page.status_code == 422
    assert "You are not on the list of North. Ask at the door to be added." in page.text
    assert not Attendance.objects.exists()


def test_guessing_ends(code, team_member, signed_in):
    client = signed_in(team_member)
    for _ in range(GUESSES):
        client.post(reverse("convenings:here"), {"code": "XXXXXX"})

    page = client.post(reverse("convenings:here"), {"code": code})

    assert "Wait ten minutes, or ask at the door." in page.text
    assert not Attendance.objects.exists()
