import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from tests.factories.cohorts import DesignTeamFactory, TeamMembershipFactory
from tests.factories.convenings import AttendanceFactory, SessionFactory


def url(convening):
    return reverse("convenings:attendance-of", args=[convening.pk])


def test_each_session_says_how_many_came_and_leads_to_its_lists(
    north, south, team, specialist, signed_in
):
    AttendanceFactory(session=north, team=team)
    south.is_cancelled = True
    south.save()
    with clock.at(north.ends_at + dt.timedelta(days=1)):
        page = signed_in(specialist).get(url(north.convening))

    assert "1 of 0 registered" not in page.text
    assert "1 came" in page.text
    assert reverse("convenings:attendance-grid", args=[north.pk]) in page.text
    assert reverse("convenings:attendance-grid", args=[south.pk]) not in page.text


def test_before_the_day_there_are_only_the_sheet_and_the_room(north, specialist, signed_in):
    page = signed_in(specialist).get(url(north.convening))

    assert "Check-in opens the day before" in page.text
    assert reverse("convenings:attendance-sheet", args=[north.pk]) in page.text
    assert reverse("convenings:room", args=[north.pk]) in page.text
    assert reverse("convenings:attendance-grid", args=[north.pk]) not in page.text


@pytest.mark.parametrize("how_many", [1, 5])
def test_tab_takes_the_same_queries_for_any_number_of_sessions_and_teams(
    how_many, convening, cohort, specialist, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        team = DesignTeamFactory(cohort=cohort)
        held = SessionFactory(convening=convening)
        AttendanceFactory(session=held, team=team, person=TeamMembershipFactory(team=team).person)
    client = signed_in(specialist)
    client.get(url(convening))

    with django_assert_num_queries(14):
        assert client.get(url(convening)).status_code == 200
