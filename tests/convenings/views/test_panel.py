import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory
from tests.factories.network import PersonFactory

HTMX = {"HX-Request": "true"}
LATER = clock.on_day(clock.today() + dt.timedelta(days=30))
EARLIER = clock.on_day(clock.today() - dt.timedelta(days=30))


def panel(client, name, pk):
    return client.get(reverse(f"convenings:{name}", args=[pk]), headers=HTMX)


def test_cohort_shows_its_convenings_and_how_to_plan_one(cohort, specialist, signed_in):
    client = signed_in(specialist)
    assert "Plan a convening" in panel(client, "of-cohort", cohort.pk).text

    convening = ConveningFactory(cohort=cohort, number=4)

    part = panel(client, "of-cohort", cohort.pk).text
    assert str(convening) in part
    assert "Plan the next one" in part
    assert "<h1>" not in part


def test_team_shows_how_many_of_its_members_came(cohort, team, team_member, signed_in):
    session = SessionFactory(
        convening=ConveningFactory(cohort=cohort, number=1),
        starts_at=clock.on_day(dt.date(2025, 9, 26)),
    )
    TeamMembershipFactory(team=team)
    AttendanceFactory(session=session, person=team_member.person, team=team)

    assert "1 of 2" in panel(signed_in(team_member), "of-team", team.pk).text


def test_panels_open_as_pages_without_javascript(cohort, team, specialist, signed_in):
    client = signed_in(specialist)

    for name, thing in [("of-cohort", cohort), ("of-team", team)]:
        page = client.get(reverse(f"convenings:{name}", args=[thing.pk])).text
        assert f"<h1>Convenings of {thing}</h1>" in page


@pytest.mark.parametrize("how_many", [1, 5])
def test_panel_of_a_cohort_takes_the_same_queries_for_any_number_of_convenings(
    how_many, cohort, specialist, signed_in, django_assert_num_queries
):
    for number in range(how_many):
        SessionFactory(convening=ConveningFactory(cohort=cohort, number=number + 1))
    client = signed_in(specialist)
    panel(client, "of-cohort", cohort.pk)

    with django_assert_num_queries(7):  # user, person, grants, cohort, convenings, may run, dosage
        panel(client, "of-cohort", cohort.pk)


def test_organization_shows_what_is_to_come_and_what_was(
    signed_in, specialist, school, cohort, other_cohort
):
    soon = ConveningFactory(cohort=cohort, number=5)
    past = ConveningFactory(cohort=cohort, number=4)
    SessionFactory(convening=soon, starts_at=LATER, ends_at=LATER + dt.timedelta(hours=1))
    SessionFactory(convening=past, starts_at=EARLIER, ends_at=EARLIER + dt.timedelta(hours=1))
    ConveningFactory(cohort=other_cohort)

    for organization in (school, school.agency, cohort.home):
        answer = panel(signed_in(specialist), "of-organization", organization.pk)

        assert list(answer.context["upcoming"]) == [soon]
        assert list(answer.context["past"]) == [past]


def test_organization_without_convenings_says_what_will_be_here(signed_in, specialist, school):
    text = panel(signed_in(specialist), "of-organization", school.pk).text

    assert "Convenings of its cohorts appear here" in text


def test_neighbor_is_not_shown_convenings_of_an_organization(signed_in, outsider, school):
    assert panel(signed_in(outsider), "of-organization", school.pk).status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_panel_of_an_organization_asks_as_often_for_five_convenings_as_for_one(
    signed_in, specialist, school, cohort, count, django_assert_num_queries
):
    for number in range(count):
        for starts_at in (EARLIER, LATER):
            convening = ConveningFactory(cohort=cohort, number=2 * number + (starts_at == LATER))
            ends_at = starts_at + dt.timedelta(hours=1)
            SessionFactory(convening=convening, starts_at=starts_at, ends_at=ends_at)
    client = signed_in(specialist)
    panel(client, "of-organization", school.pk)

    # user, person, grants; the school, to come, past
    with django_assert_num_queries(6):
        panel(client, "of-organization", school.pk)


@pytest.mark.parametrize("how_many", [1, 4])
def test_a_person_shows_where_they_were_within_ones_scope(
    how_many, cohort, other_cohort, school, specialist, signed_in, django_assert_num_queries
):
    ada = PersonFactory(organization=school)
    for number in range(how_many):
        convening = ConveningFactory(cohort=cohort, number=number + 1)
        session = SessionFactory(convening=convening, starts_at=EARLIER)
        AttendanceFactory(session=session, person=ada)
    elsewhere = ConveningFactory(cohort=other_cohort, number=1)
    AttendanceFactory(session=SessionFactory(convening=elsewhere), person=ada)
    client = signed_in(specialist)
    panel(client, "of-person", ada.pk)

    with django_assert_num_queries(6):
        answer = panel(client, "of-person", ada.pk)

    assert len(answer.context["marks"]) == how_many


def test_panels_count_everybody_once_and_add_up_their_hours(
    cohort, team, school, specialist, signed_in
):
    ada = PersonFactory(organization=school)
    for number in (1, 2):
        convening = ConveningFactory(cohort=cohort, number=number)
        session = SessionFactory(convening=convening, starts_at=EARLIER)
        AttendanceFactory(session=session, person=ada, team=team)
    AttendanceFactory(session=session, late_minutes=90)
    client = signed_in(specialist)

    of_cohort = panel(client, "of-cohort", cohort.pk).text
    assert "2 educators, each counted once, came 3 times: 16.5 hours together" in of_cohort
    assert "1 person, guests too" in panel(client, "of-team", team.pk).text
    assert "Present at 2, 12 hours" in panel(client, "of-person", ada.pk).text
