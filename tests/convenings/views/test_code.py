"""The personal code: shown by its holder, read by whoever stands at a door."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from convenings import services
from convenings.codes import SEAT
from convenings.models import Attendance
from core import clock
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import FacilitatorFactory, RegistrationFactory, SessionFactory


@pytest.fixture
def seat(north, team):
    membership = TeamMembershipFactory(
        team=team, person__first_name="Tomas", person__last_name="Albright"
    )
    return RegistrationFactory(session=north, person=membership.person)


@pytest.fixture
def door(north, specialist, signed_in):
    with clock.at(north.starts_at):
        yield signed_in(specialist)


def address(seat):
    return reverse("convenings:code", args=[SEAT.token(seat.nonce)])


def test_scanned_code_marks_by_one_form_that_a_script_sends(door, seat, north):
    page = door.get(address(seat))
    assert not Attendance.objects.exists()
    assert "data-at-once" in page.text
    assert "js/at-once" in page.text

    done = door.post(address(seat), {"session": north.pk}, follow=True)
    door.post(address(seat), {"session": north.pk})

    assert "Tomas Albright is here." in done.text
    [mark] = Attendance.objects.all()
    assert (mark.person, mark.way) == (seat.person, "qr")
    assert "is here already" in door.get(address(seat)).text


def test_code_of_another_session_is_asked_about(door, seat, north, south):
    south.starts_at, south.ends_at = north.starts_at, north.ends_at
    south.save()
    door.get(reverse("convenings:attendance", args=[south.pk]))

    page = door.get(address(seat))
    assert "data-at-once" not in page.text
    assert "This code is for North" in page.text
    assert "you check people in at South" in page.text
    assert "Mark as here at South" in page.text
    assert "Mark at North" in page.text

    door.post(address(seat), {"session": south.pk})
    assert Attendance.objects.get().session == south


def test_code_of_another_convening_leads_to_the_list(door, seat, other_convening, cohort):
    elsewhere = SessionFactory(
        convening__cohort=cohort, starts_at=clock.now(), ends_at=clock.now() + dt.timedelta(hours=2)
    )
    door.get(reverse("convenings:attendance", args=[elsewhere.pk]))

    page = door.get(address(seat))

    assert "of another convening than the one whose check-in you opened" in page.text
    assert f"{reverse('convenings:attendance', args=[elsewhere.pk])}?q=Albright" in page.text
    assert "data-at-once" not in page.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "cancelled"}, "Tomas Albright has no seat in North: cancelled."),
        ({"state": "waiting"}, "Tomas Albright has no seat in North: on the waitlist."),
    ],
)
def test_code_without_a_seat_is_asked_about(door, seat, change, words):
    type(seat).objects.update(**change)

    page = door.get(address(seat))

    assert words in page.text
    assert "data-at-once" not in page.text


def test_code_of_another_day_is_asked_about(seat, north, specialist, signed_in):
    client = signed_in(specialist)
    with clock.at(north.starts_at - dt.timedelta(days=1)):
        assert "which is not today" in client.get(address(seat)).text
    with clock.at(north.starts_at - dt.timedelta(days=3)):
        page = client.get(address(seat))
        assert "You cannot mark anybody there now." in page.text
        client.post(address(seat), {"session": north.pk})
    assert not Attendance.objects.exists()


def test_whoever_checks_nobody_in_learns_no_name_and_marks_nobody(
    seat, north, outsider, team_lead, signed_in
):
    with clock.at(north.starts_at):
        for client in [Client(), signed_in(outsider), signed_in(team_lead)]:
            page = client.get(address(seat))
            assert "Albright" not in page.text
            assert "belongs to a participant" in page.text
            assert client.post(address(seat), {"session": north.pk}).status_code == 422
    assert not Attendance.objects.exists()


def test_holder_sees_their_code_by_way_of_the_session(seat, north, signed_in):
    client = signed_in(seat.person.user)

    page = client.get(reverse("convenings:my-code", args=[north.pk]), follow=True)

    assert page.redirect_chain[0][0] == address(seat)
    assert "<svg" in page.text
    assert "Tomas Albright" in page.text


def test_without_an_account_the_link_and_the_code_of_the_room_check_in(seat, north):
    client = Client()
    with clock.at(north.starts_at):
        code = services.offer_room_code(north, by=None)
        wrong = client.post(address(seat), {"code": "XXXXXX"})
        assert wrong.status_code == 422
        assert 'value="XXXXXX"' in wrong.text

        page = client.post(address(seat), {"code": code.lower()}, follow=True)

    assert "You are marked as here" in page.text
    assert Attendance.objects.get().way == "code"


def test_at_the_door_of_another_cohort_a_code_tells_no_name(seat, north, outsider, signed_in):
    elsewhere = SessionFactory(starts_at=north.starts_at, ends_at=north.ends_at)
    FacilitatorFactory(session=elsewhere, person=outsider.person)
    client = signed_in(outsider)
    with clock.at(north.starts_at):
        client.get(reverse("convenings:attendance", args=[elsewhere.pk]))
        page = client.get(address(seat))
        client.post(address(seat), {"session": north.pk})

    assert "Not for this door" in page.text
    assert "of another convening" in page.text
    assert "Albright" not in page.text
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("token", ["x", "abc.def", "a" * 300])
def test_false_code_is_not_found(db, token):
    assert Client().get(reverse("convenings:code", args=[token])).status_code == 404
