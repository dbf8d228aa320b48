import datetime as dt

import pytest
from django.urls import reverse

from convenings import services
from convenings.models import Convening
from core import clock
from network.models import Component, FrameworkVersion
from network.services.frameworks import load_frameworks
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import (
    AttendanceFactory,
    ConveningFactory,
    RegistrationFactory,
    SessionFactory,
)


def get(client, name, *args, **query):
    return client.get(reverse(f"convenings:{name}", args=args), query)


def over(convening, **facts):
    starts_at = clock.now() - dt.timedelta(days=2)
    return SessionFactory(convening=convening, starts_at=starts_at, **facts)


@pytest.mark.parametrize("how_many", [1, 5])
def test_list_takes_the_same_queries_for_any_number_of_convenings(
    how_many, cohort, team_member, signed_in, django_assert_num_queries
):
    for number in range(how_many):
        SessionFactory.create_batch(2, convening=ConveningFactory(cohort=cohort, number=number + 1))
    client = signed_in(team_member)
    get(client, "list")

    with django_assert_num_queries(10):
        # session is cached; user, person, grants, teams for the navigation, cohorts of the
        # filter, page count, page, upcoming, past, cohorts run
        response = get(client, "list")

    assert len(response.context["page"].object_list) == how_many


def test_list_parts_what_comes_from_what_is_over(cohort, specialist, signed_in):
    past = ConveningFactory(cohort=cohort, number=1)
    over(past)
    half = ConveningFactory(cohort=cohort, number=2)
    over(half)
    SessionFactory(convening=half)
    without_date = ConveningFactory(cohort=cohort, number=3)
    client = signed_in(specialist)

    assert list(get(client, "list").context["page"]) == [half, without_date]
    assert list(get(client, "list", when="past").context["page"]) == [past]


def test_list_can_be_narrowed_to_a_cohort_one_sees(
    cohort, other_cohort, other_convening, convening, specialist, state_viewer, signed_in
):
    seen = get(signed_in(state_viewer), "list", cohort=cohort.pk).context["page"]
    assert list(seen) == [convening]

    hidden = get(signed_in(specialist), "list", cohort=other_cohort.pk)
    assert "Hillside" not in hidden.text


def test_empty_list_says_what_to_do_next(cohort, specialist, team_member, signed_in):
    assert "Plan one for Riverside" in get(signed_in(specialist), "list").text
    assert "When your cohort plans one" in get(signed_in(team_member), "list").text


def test_page_says_when_with_the_name_of_the_zone(convening, team_member, signed_in):
    starts_at = clock.on_day(dt.date(2034, 2, 13))
    session = SessionFactory(convening=convening, starts_at=starts_at, region="North")

    page = get(signed_in(team_member), "detail", convening.pk).text

    assert "Mon, Feb 13, 2034, 9:00 AM–3:00 PM EST" in page
    assert reverse("convenings:ics", args=[session.pk]) in page
    assert "Build a shared picture of authentic learning" in page


@pytest.mark.parametrize("how_many", [1, 5])
def test_page_takes_the_same_queries_for_any_number_of_sessions_and_teams(
    how_many, convening, specialist, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        membership = TeamMembershipFactory(team__cohort=convening.cohort)
        session = SessionFactory(convening=convening)
        RegistrationFactory(session=session, person=membership.person)
        AttendanceFactory(session=session, person=membership.person, team=membership.team)
    client = signed_in(specialist)
    get(client, "detail", convening.pk)

    with django_assert_num_queries(24):
        # 3 for who asks, convening, 6 for sessions and one's own place, components, indicators,
        # agenda, teams led, 4 for the grid and its teams, list of the dry run, 4 for what speaks
        # against the dates, log
        assert get(client, "detail", convening.pk).status_code == 200


def test_link_to_join_is_for_those_with_a_seat(convening, team_member, team_lead, signed_in):
    link = "https://meet.example.org/north"
    starts_at = clock.now() + dt.timedelta(minutes=50)
    session = SessionFactory(
        convening=convening, virtual_link=link, mode="virtual", place="", starts_at=starts_at
    )
    RegistrationFactory(session=session, person=team_member.person)

    assert link in get(signed_in(team_member), "detail", convening.pk).text
    assert link not in get(signed_in(team_lead), "detail", convening.pk).text


def test_specialist_plans_a_convening_and_goes_on_to_its_first_session(
    cohort, specialist, signed_in
):
    load_frameworks()
    component = Component.objects.filter(version__is_current=True).first()
    client = signed_in(specialist)
    assert get(client, "new", cohort.pk).context["form"]["number"].value() == 1

    response = client.post(
        reverse("convenings:new", args=[cohort.pk]),
        {
            "number": 1,
            "topic": "Authentic Learning",
            "components": [component.pk],
            "learning_targets": "Build a shared picture\r\n\r\n  Develop one task  ",
        },
    )

    convening = Convening.objects.get()
    assert response.url == reverse("convenings:session-new", args=[convening.pk])
    assert convening.learning_targets == ["Build a shared picture", "Develop one task"]
    assert list(convening.components.all()) == [component]


def test_only_components_of_the_current_framework_can_be_chosen(cohort, specialist, signed_in):
    load_frameworks()
    old = Component.objects.exclude(version=FrameworkVersion.objects.get(is_current=True)).first()

    response = signed_in(specialist).post(
        reverse("convenings:new", args=[cohort.pk]),
        {"number": 1, "topic": "Kept", "components": [old.pk], "learning_targets": "Build\nA\n"},
    )

    assert list(response.context["form"].errors) == ["components"]


def test_faulty_plan_keeps_what_was_typed(convening, specialist, signed_in):
    response = signed_in(specialist).post(
        reverse("convenings:new", args=[convening.cohort_id]),
        {"number": 4, "topic": "Evidence of Learning", "learning_targets": "Determine"},
    )

    assert response.status_code == 422
    assert "Riverside already has a convening 4. Choose another number." in response.text
    assert 'value="Evidence of Learning"' in response.text
    assert "Determine</textarea>" in response.text


def test_changing_the_plan_starts_from_what_is_there(convening, specialist, signed_in):
    client = signed_in(specialist)
    url = reverse("convenings:change", args=[convening.pk])
    form = client.get(url).context["form"]
    assert form["learning_targets"].value() == "Build a shared picture of authentic learning"

    response = client.post(url, {"number": 4, "topic": "Authentic", "learning_targets": ""})

    convening.refresh_from_db()
    assert response.url == convening.get_absolute_url()
    assert (convening.topic, convening.learning_targets) == ("Authentic", [])


def test_the_page_of_feedback_offers_to_ask_at_once(
    state_agency, convening, team, specialist, signed_in
):
    session = over(convening, region="North")
    AttendanceFactory(session=session, team=team)
    client = signed_in(specialist)
    assert "Ask now" in get(client, "feedback", convening.pk).text

    client.post(reverse("convenings:ask-feedback", args=[session.pk]))

    page = get(client, "feedback", convening.pk).text
    assert "Ask now" not in page
    assert "1 person who came" in page
    assert "1 person who came" in get(client, "detail", convening.pk).text


def test_asking_too_early_is_refused_in_words(convening, north, specialist, signed_in):
    response = signed_in(specialist).post(
        reverse("convenings:ask-feedback", args=[north.pk]), follow=True
    )

    assert "asked within seven days of the session" in response.text


def test_outsider_sees_no_convening_of_another_center(convening, north, outsider, signed_in):
    client = signed_in(outsider)

    assert get(client, "detail", convening.pk).status_code == 404
    assert list(get(client, "list").context["page"]) == []
    for name in ["session-cancel", "ask-feedback", "register", "cancel-registration"]:
        assert client.post(reverse(f"convenings:{name}", args=[north.pk])).status_code == 404


def test_member_of_the_cohort_cannot_run_it(convening, north, team_lead, signed_in):
    client = signed_in(team_lead)

    for name in ["session-cancel", "ask-feedback"]:
        assert client.post(reverse(f"convenings:{name}", args=[north.pk])).status_code == 404
    services.cancel_session(north, by=None)
    assert "Cancelled" in get(client, "detail", convening.pk).text
