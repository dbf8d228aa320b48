import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from core import clock
from tests.factories.convenings import RegistrationFactory, SessionFactory

TYPED = {
    "region": "North",
    "day": "2034-02-13",
    "starts": "09:00",
    "ends": "15:00",
    "mode": "in_person",
    "place": "Lakebend Learning Hall",
    "virtual_link": "",
    "capacity": "74",
}


def add(client, convening, **changes):
    url = reverse("convenings:session-new", args=[convening.pk])
    return client.post(url, {**TYPED, **changes})


def test_session_is_added_in_the_networks_zone(convening, specialist, signed_in):
    response = add(signed_in(specialist), convening)

    [session] = convening.sessions.all()
    assert response.url == convening.get_absolute_url()
    assert session.starts_at == dt.datetime(2034, 2, 13, 14, tzinfo=dt.UTC)
    assert session.ends_at == dt.datetime(2034, 2, 13, 20, tzinfo=dt.UTC)
    assert (session.capacity, session.revision) == (74, 0)


def test_several_sessions_can_be_entered_one_after_the_other(convening, specialist, signed_in):
    response = add(signed_in(specialist), convening, another="1")

    assert response.url == reverse("convenings:session-new", args=[convening.pk])


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        (
            {"day": "2026-03-08", "starts": "02:30"},
            "starts",
            "2:30 AM does not exist on March 8, 2026, because clocks go forward. "
            "Choose another time.",
        ),
        ({"room": "Hall 2"}, "room", "Choose the venue of this room, or say both under Place."),
        (
            {"seats_close_at": "2034-02-13T16:00"},
            "seats_close_at",
            "Choose a moment before the session ends.",
        ),
        ({"ends": "09:00"}, "ends", "Choose an end after the start."),
        ({"place": ""}, "place", "Say where people come to."),
    ],
)
def test_faults_are_said_at_the_field_and_input_is_kept(
    changes, field, words, convening, specialist, signed_in
):
    response = add(signed_in(specialist), convening, **changes)

    form = response.context["form"]
    assert form.errors == {field: [words]}
    assert form["region"].value() == "North"
    assert 'value="09:00"' in response.text or "starts" in changes
    assert not convening.sessions.exists()


def test_an_hour_that_comes_twice_is_asked_about_and_taken_as_answered(
    convening, specialist, signed_in
):
    client = signed_in(specialist)
    night = {"day": "2026-11-01", "starts": "00:30", "ends": "01:30"}

    asked = add(client, convening, **night)

    assert asked.status_code == 422
    assert asked.context["form"].errors == {"ends_which": ["This field is required."]}
    assert "1:30 AM EDT, the first" in asked.text
    assert "1:30 AM EST, an hour later" in asked.text

    add(client, convening, **night, ends_which="2")

    session = convening.sessions.get()
    assert session.ends_at == dt.datetime(2026, 11, 1, 6, 30, tzinfo=dt.UTC)
    assert session.minutes == 120
    form = client.get(reverse("convenings:session-change", args=[session.pk])).context["form"]
    assert form["ends_which"].value() == 2


def test_session_of_half_an_hour_may_span_the_hour_that_comes_twice(
    convening, specialist, signed_in
):
    night = {"day": "2026-11-01", "starts": "01:45", "ends": "01:15"}

    add(signed_in(specialist), convening, **night, starts_which="1", ends_which="2")

    assert convening.sessions.get().minutes == 30


def test_session_the_morning_after_a_clock_change_is_taken(convening, specialist, signed_in):
    add(signed_in(specialist), convening, day="2026-03-08")

    assert convening.sessions.get().starts_at == dt.datetime(2026, 3, 8, 13, tzinfo=dt.UTC)


def test_virtual_session_needs_no_place(convening, specialist, signed_in):
    add(signed_in(specialist), convening, mode="virtual", place="")

    assert convening.sessions.get().where == "Virtual"


def test_region_meets_once(convening, specialist, signed_in):
    client = signed_in(specialist)
    add(client, convening)

    response = add(client, convening)

    assert response.context["form"].errors == {"region": ["There is already a session in North."]}


def test_changing_starts_from_what_is_there_and_keeps_the_rest(convening, specialist, signed_in):
    client = signed_in(specialist)
    add(client, convening)
    session = convening.sessions.get()
    url = reverse("convenings:session-change", args=[session.pk])
    form = client.get(url).context["form"]
    assert {name: form[name].value() for name in ["day", "starts", "ends"]} == {
        "day": dt.date(2034, 2, 13),
        "starts": dt.time(9),
        "ends": dt.time(15),
    }

    client.post(url, {**TYPED, "place": "Sandstone Hall"})

    session.refresh_from_db()
    assert (session.place, session.revision) == ("Sandstone Hall", 1)


def test_saving_without_a_change_is_no_new_revision(convening, specialist, signed_in):
    client = signed_in(specialist)
    add(client, convening)
    session = convening.sessions.get()

    client.post(reverse("convenings:session-change", args=[session.pk]), TYPED)

    session.refresh_from_db()
    assert session.revision == 0


def test_too_few_seats_are_refused_at_the_field(convening, specialist, signed_in):
    session = SessionFactory(convening=convening, region="North", capacity=2)
    RegistrationFactory.create_batch(2, session=session)

    response = signed_in(specialist).post(
        reverse("convenings:session-change", args=[session.pk]), {**TYPED, "capacity": "1"}
    )

    assert response.context["form"].errors == {
        "capacity": [
            "2 people already have a seat. Enter 2 or more, or leave it empty.",
        ]
    }


def test_calendar_entry_can_be_downloaded(convening, team_member, signed_in):
    starts_at = clock.on_day(dt.date(2034, 7, 10))
    session = SessionFactory(convening=convening, starts_at=starts_at, region="North")

    response = signed_in(team_member).get(reverse("convenings:ics", args=[session.pk]))

    assert response["Content-Type"].startswith("text/calendar")
    assert f"convening-4-session-{session.pk}.ics" in response["Content-Disposition"]
    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["dtstart"].dt == starts_at


def test_session_is_cancelled_from_its_page(convening, north, specialist, signed_in):
    url = reverse("convenings:session-cancel", args=[north.pk])
    client = signed_in(specialist)

    asked = client.post(url)
    assert asked.status_code == 422
    assert "Say why, in a few words." in asked.text

    response = client.post(url, {"reason": "The hall is flooded"}, follow=True)

    north.refresh_from_db()
    assert (north.is_cancelled, north.cancel_reason) == (True, "The hall is flooded")
    assert "North is cancelled. Everybody registered is told." in response.text
