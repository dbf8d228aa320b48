import datetime as dt

import pytest
from django.urls import reverse

from convenings import services
from core import clock
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import (
    FacilitatorFactory,
    RegistrationFactory,
    SessionFactory,
    VenueFactory,
)

DAY = dt.date(2034, 11, 7)
LINK = "https://meet.example.org/north"


def page(client, session):
    return client.get(reverse("convenings:session", args=[session.pk]))


def test_participant_reads_when_where_how_to_get_in_and_the_agenda_at_its_times(
    convening, team_member, signed_in
):
    venue = VenueFactory(
        name="Learning hall",
        address="12 Wharf Street",
        access_notes="Ring at the side door",
        map_url="https://maps.example.org/hall",
    )
    session = SessionFactory(
        convening=convening,
        region="North",
        starts_at=clock.on_day(DAY),
        ends_at=clock.on_day(DAY, 15),
        venue=venue,
    )
    steps = [services.Step(45, "Arriving"), services.Step(30, "Case study", "In pairs")]
    services.set_agenda(convening, steps=steps, by=None)

    text = page(signed_in(team_member), session).text

    for words in ["12 Wharf Street", "Ring at the side door", "https://maps.example.org/hall"]:
        assert words in text
    assert "9:45 AM" in text  # the second step
    assert "Ends at 10:15 AM." in text
    assert "How far the teams travel" not in text
    assert "shorter than this session" not in text


def test_those_who_run_it_see_what_does_not_fit(convening, specialist, signed_in):
    day = dt.date(2034, 11, 23)
    session = SessionFactory(
        convening=convening, starts_at=clock.on_day(day), ends_at=clock.on_day(day, 15)
    )
    services.set_agenda(convening, steps=[services.Step(300, "Everything")], by=None)

    text = page(signed_in(specialist), session).text

    assert "Thanksgiving Day is a public holiday." in text
    assert "The agenda is 60 minutes shorter than this session." in text
    assert "Nothing to reckon with yet" in text


def test_whoever_lives_by_another_clock_sees_both_times(convening, team_member, signed_in):
    session = SessionFactory(convening=convening, starts_at=clock.on_day(DAY))
    client = signed_in(team_member)
    assert "By your own clock" not in page(client, session).text

    for zone, words in [
        ("America/Chicago", "By your own clock: Tue, Nov 7, 2034, 8:00 AM–2:00 PM CST"),
        ("America/Detroit", None),  # another name for the same time
    ]:
        team_member.person.time_zone = zone
        team_member.person.save()
        text = page(client, session).text
        assert (words in text) if words else ("By your own clock" not in text)


@pytest.mark.parametrize(
    ("minutes", "shown"), [(-61, False), (-59, True), (30, True), (361, False)]
)
def test_link_appears_at_its_time_to_those_with_a_seat(
    minutes, shown, convening, team_member, signed_in
):
    session = SessionFactory(
        convening=convening,
        mode="virtual",
        virtual_link=LINK,
        starts_at=clock.now() - dt.timedelta(minutes=minutes),
    )
    RegistrationFactory(session=session, person=team_member.person)

    text = page(signed_in(team_member), session).text

    assert (LINK in text) is shown
    assert ("The link appears here" in text) is (minutes == -61)


def test_link_is_for_nobody_without_a_seat_but_those_who_run_it(
    convening, team_member, specialist, signed_in
):
    session = SessionFactory(convening=convening, mode="virtual", virtual_link=LINK)
    RegistrationFactory(session=session, person=team_member.person, state="waiting")

    text = page(signed_in(team_member), session).text
    assert LINK not in text
    assert "The link is shown to those who are registered." in text
    assert "Participants see the link from" in page(signed_in(specialist), session).text


def test_cancelled_session_says_why(convening, team_member, signed_in):
    session = SessionFactory(convening=convening)
    services.cancel_session(session, by=None, reason="The hall is flooded")

    text = page(signed_in(team_member), session).text

    assert "This session will not be held" in text
    assert "The hall is flooded" in text


@pytest.mark.parametrize("how_many", [1, 6])
def test_page_takes_the_same_queries_however_much_there_is(
    how_many, convening, specialist, signed_in, django_assert_num_queries
):
    session = SessionFactory(convening=convening, starts_at=clock.on_day(DAY))
    steps = [services.Step(10, f"Step {n}") for n in range(how_many)]
    services.set_agenda(convening, steps=steps, by=None)
    for _ in range(how_many):
        FacilitatorFactory(session=session)
        VenueFactory(latitude=40, longitude=-82)
        member = TeamMembershipFactory(team__cohort=convening.cohort)
        RegistrationFactory(session=session, person=member.person)
        SessionFactory(convening=convening, starts_at=clock.on_day(DAY))
    client = signed_in(specialist)
    page(client, session)

    with django_assert_num_queries(19):
        # 2 for who asks, the session, 6 for sessions and one's own place, who runs it, agenda,
        # facilitators, 4 for what speaks against the date, 3 for travel, who may join
        assert page(client, session).status_code == 200


def test_somebody_is_added_by_their_address(session, specialist, outsider, signed_in):
    client = signed_in(specialist)
    url = reverse("convenings:facilitator-new", args=[session.pk])

    unknown = client.post(url, {"email": "nobody@example.org", "duty": "door"})
    assert unknown.status_code == 422
    assert "Nobody in the network has this address." in unknown.text

    client.post(url, {"email": outsider.person.email.upper(), "duty": "door"})
    assert session.facilitators.get().person == outsider.person
    removed = client.post(
        reverse("convenings:facilitator-remove", args=[session.facilitators.get().pk]), follow=True
    )
    assert "no longer has a duty in North" in removed.text


def test_agenda_is_typed_in_lines_and_faults_are_named_by_line(convening, specialist, signed_in):
    client = signed_in(specialist)
    url = reverse("convenings:agenda", args=[convening.pk])

    faulty = client.post(url, {"agenda": "30 Arriving\nLunch\n0 Nothing", "checklist": "Projector"})
    assert faulty.status_code == 422
    assert len(faulty.context["form"].errors["agenda"]) == 2
    assert "Line 2: begin with minutes" in faulty.text
    assert "Projector" in faulty.text  # nothing typed is lost

    typed = "30 Arriving\n\n45 min Case study: two teams, one story: ours"
    client.post(url, {"agenda": typed, "checklist": "Projector\n\nProjector\nName tags"})
    assert [(i.minutes, i.title, i.detail) for i in convening.agenda.all()] == [
        (30, "Arriving", ""),
        (45, "Case study", "two teams, one story: ours"),
    ]
    assert [item.words for item in convening.checklist.all()] == ["Projector", "Name tags"]
    again = client.get(url).context["form"]
    assert again["agenda"].value().splitlines()[1] == "45 Case study: two teams, one story: ours"
