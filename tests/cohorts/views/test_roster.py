"""The pages of a cohort."""

import csv
import datetime as dt
import io

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.models import Milestone
from core import clock
from tests.factories.cohorts import (
    CohortFactory,
    DesignTeamFactory,
    EnrollmentFactory,
    TeamMembershipFactory,
)
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory
from tests.factories.milestones import MilestoneFactory
from tests.factories.network import PersonFactory, SupportAssignmentFactory

HTMX = {"HX-Request": "true"}
NOON = clock.on_day(dt.date(2026, 11, 2), hour=12)


def add_teams(cohort, how_many):
    for number in range(how_many):
        place = EnrollmentFactory(cohort=cohort)
        name = f"Team number {number}"
        team = DesignTeamFactory(cohort=cohort, school=place.school, name=name)
        TeamMembershipFactory(team=team, role="lead")
        SupportAssignmentFactory(organization=place.school, specialist=PersonFactory())


def add_milestones(cohort):
    MilestoneFactory(cohort=cohort, name="Vision written")
    MilestoneFactory(cohort=cohort, name="Team formed", rule="team-formed")
    MilestoneFactory(cohort=cohort, name="Charter agreed", rule="charter-agreed")
    for rule in ("convening-registered", "convening-attended", "prework-sent"):
        MilestoneFactory(cohort=cohort, rule=rule, number=1)


PAGES = [
    "cohorts:detail",
    "cohorts:milestones",
    "cohorts:about",
    "convenings:cohort-attendance",
    "convenings:cohort-prework",
]
AT_MOST = 22


def test_sixty_teams_cost_as_many_queries_as_two(specialist, center, signed_in):
    cohort = CohortFactory(home=center)
    add_milestones(cohort)
    SessionFactory(convening=ConveningFactory(cohort=cohort, number=1))
    client = signed_in(specialist)

    def queries(page):
        url = reverse(page, args=[cohort.pk])
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    add_teams(cohort, 2)
    few = {page: queries(page) for page in PAGES}
    add_teams(cohort, 58)

    assert {page: queries(page) for page in PAGES} == few
    assert max(few.values()) <= AT_MOST
    assert len(client.get(cohort.get_absolute_url()).context["rows"]) == 60


def test_a_team_is_late_due_or_on_track_and_the_rule_is_told(specialist, cohort, team, signed_in):
    client = signed_in(specialist)
    milestone = MilestoneFactory(cohort=cohort, name="Vision written", due_on=dt.date(2026, 10, 31))

    def status():
        with clock.at(NOON):
            response = client.get(cohort.get_absolute_url())
            [row] = response.context["rows"]
            assert "within 14 days" in response.text
            return row.key, row.words, row.about

    assert status() == ("late", "2 days overdue", "Vision written")
    Milestone.objects.update(due_on=dt.date(2026, 11, 9))
    assert status() == ("due", "Due Nov 9", "Vision written")
    Milestone.objects.update(due_on=dt.date(2027, 3, 1))
    assert status() == ("track", "On track", "")
    milestone.delete()
    assert status() == ("none", "No milestones", "")


def test_a_place_without_a_team_and_one_that_pauses_are_not_late(
    specialist, cohort, team, enrollment, signed_in
):
    MilestoneFactory(cohort=cohort, due_on=dt.date(2026, 1, 1))
    EnrollmentFactory(cohort=cohort)
    enrollment.status = "paused"
    enrollment.save()

    rows = signed_in(specialist).get(cohort.get_absolute_url()).context["rows"]

    assert sorted(row.words for row in rows) == ["No team yet", "Paused"]


def test_nobody_is_late_in_a_cohort_that_has_ended(specialist, center, signed_in):
    ended = CohortFactory(home=center, starts_on=dt.date(2023, 8, 1), ends_on=dt.date(2025, 7, 31))
    add_teams(ended, 1)
    MilestoneFactory(cohort=ended, due_on=dt.date(2024, 1, 1))
    client = signed_in(specialist)

    [row] = client.get(ended.get_absolute_url()).context["rows"]
    board = client.get(reverse("cohorts:milestones", args=[ended.pk]))

    assert (row.key, row.words) == ("resting", "Cohort ended")
    assert "not reached" in board.text


def test_filters_and_order_live_in_the_address(specialist, center, signed_in):
    cohort = CohortFactory(home=center)
    add_teams(cohort, 3)
    late = cohort.teams.get(name="Team number 1")
    milestone = MilestoneFactory(cohort=cohort, due_on=dt.date(2026, 1, 1))
    for team in cohort.teams.exclude(pk=late.pk):
        milestone.marks.create(team=team)
    who = late.school.support_assignments.get().specialist
    client = signed_in(specialist)

    def names(query):
        rows = client.get(cohort.get_absolute_url() + query).context["rows"]
        return [row.team.name for row in rows]

    assert names("?sort=-team") == ["Team number 2", "Team number 1", "Team number 0"]
    assert names("?sort=status")[0] == "Team number 1"
    assert names("?sort=nonsense&status=nonsense") == []
    assert names("?status=late") == ["Team number 1"]
    assert names("?q=number%202") == ["Team number 2"]
    assert names(f"?specialist={who.pk}") == ["Team number 1"]
    assert names("?specialist=nobody") == []


def test_htmx_gets_only_the_rows(specialist, cohort, team, signed_in):
    text = signed_in(specialist).get(cohort.get_absolute_url(), headers=HTMX).text

    assert "<h1>" not in text
    assert "Kettle team" in text


def test_files_show_what_the_page_shows_and_the_log_keeps_who_took_them(
    specialist, cohort_with_milestones, signed_in
):
    cohort = cohort_with_milestones
    TeamMembershipFactory(team=cohort.teams.get(), role="lead", person__first_name="=Tomas")
    client = signed_in(specialist)

    answer = client.get(reverse("cohorts:roster-csv", args=[cohort.pk]) + "?q=kettle")
    text = b"".join(answer).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))

    assert row["Place"] == "Kettle School"
    assert (row["Milestones reached"], row["Milestones"]) == ("0", "2")
    assert row["Team lead"].startswith("'=Tomas")
    sheet = client.get(reverse("cohorts:roster-xlsx", args=[cohort.pk]))
    assert b"".join(sheet).startswith(b"PK")
    page = client.get(reverse("cohorts:about", args=[cohort.pk]))
    assert page.status_code == 200


def test_a_specialist_of_one_branch_sees_its_schools_of_a_statewide_cohort(
    specialist, state_agency, school, other_school, signed_in
):
    statewide = CohortFactory(name="Statewide", home=state_agency)
    EnrollmentFactory(cohort=statewide, school=school)
    EnrollmentFactory(cohort=statewide, school=other_school)

    text = signed_in(specialist).get(statewide.get_absolute_url()).text

    assert "1 of 2, those of your branch" in text
    assert "Kettle School" in text
    assert "Gull School" not in text
    assert "Enroll schools" not in text


def test_members_see_how_far_they_are_and_nothing_to_tick(
    team_member, cohort_with_milestones, signed_in
):
    text = signed_in(team_member).get(cohort_with_milestones.get_absolute_url()).text

    assert "Kettle team" in text
    assert 'name="team"' not in text
    assert "roster-change" not in text
    assert "Specialist" not in text


def test_the_grid_says_who_reached_what_and_by_which_rule(
    specialist, cohort, team, milestone_by_hand, signed_in
):
    convening = ConveningFactory(cohort=cohort, number=1)
    AttendanceFactory(session=SessionFactory(convening=convening), team=team)
    MilestoneFactory(cohort=cohort, name="Began", rule="convening-attended", number=1)

    response = signed_in(specialist).get(reverse("cohorts:milestones", args=[cohort.pk]))

    board = response.context["board"]
    assert [head.reached for head in board.heads] == [0, 1]
    assert "somebody came to Convening 1" in response.text
    assert reverse("cohorts:milestone-mark", args=[milestone_by_hand.pk, team.pk]) in response.text


def test_a_cohort_without_milestones_says_where_they_come_from(specialist, cohort, team, signed_in):
    text = signed_in(specialist).get(reverse("cohorts:milestones", args=[cohort.pk])).text

    assert "No milestones yet" in text
