import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory

HTMX = {"HX-Request": "true"}


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

    with django_assert_num_queries(6):  # user, person, grants, cohort, convenings, may run
        panel(client, "of-cohort", cohort.pk)
