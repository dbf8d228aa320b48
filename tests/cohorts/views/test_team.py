import datetime as dt

import pytest
from django.urls import reverse

from cohorts.models import DesignTeam, MilestoneMark
from core import clock
from tests.factories.cohorts import TeamInvitationFactory, TeamMembershipFactory
from tests.factories.milestones import MilestoneFactory


def test_a_team_is_named_after_its_school_unless_somebody_says_otherwise(
    specialist, cohort, school, signed_in
):
    client = signed_in(specialist)
    url = reverse("cohorts:form-team", args=[cohort.pk])

    client.post(url, {"place": school.pk, "name": ""})
    client.post(url, {"place": school.pk, "name": "Ninth grade"})

    names = sorted(team.name for team in DesignTeam.objects.all())
    assert names == ["Kettle School design team", "Ninth grade"]


def test_no_team_is_formed_for_a_school_outside_the_cohort(
    specialist, cohort, other_school, signed_in
):
    url = reverse("cohorts:form-team", args=[cohort.pk])

    response = signed_in(specialist).post(url, {"place": other_school.pk})

    assert response.context["form"].errors
    assert not DesignTeam.objects.exists()


@pytest.mark.parametrize("how_many", [1, 5])
def test_a_teams_page_takes_the_same_queries_for_any_number_of_people(
    how_many, specialist, team, signed_in, django_assert_num_queries
):
    TeamMembershipFactory.create_batch(how_many, team=team)
    TeamMembershipFactory.create_batch(how_many, team=team, ends_on=dt.date(2025, 9, 1))
    TeamInvitationFactory.create_batch(how_many, team=team)
    client = signed_in(specialist)
    home, people = team.get_absolute_url(), reverse("cohorts:team-people", args=[team.pk])
    client.get(home)

    # user, person, grants; team, rights, people, its place; the team rule; next things: charter,
    # whether a member, pre-work, who there is to seat, sessions, milestones to mark; milestones;
    # activity
    with django_assert_num_queries(17):
        response = client.get(home)
    assert len(response.context["head"].people) == how_many

    # user, person, grants; team, rights, people, its place; the team rule; other teams; invitations
    with django_assert_num_queries(10):
        client.get(people)


def test_a_member_reads_who_is_in_the_team_and_changes_nothing(
    team_member, team, team_membership, signed_in
):
    TeamInvitationFactory(team=team, first_name="Lena")

    text = signed_in(team_member).get(reverse("cohorts:team-people", args=[team.pk])).text

    assert "Priya" in text
    assert "Lena" not in text
    assert "Invite people" not in text
    assert "/end/" not in text


def test_a_lead_invites_and_ends_nobody(team_lead, team, team_membership, signed_in):
    TeamInvitationFactory(team=team, first_name="Lena")

    text = signed_in(team_lead).get(reverse("cohorts:team-people", args=[team.pk])).text

    assert "Invite people" in text
    assert "Lena" in text
    assert "/end/" not in text


def test_an_evaluator_reads_no_names_on_a_teams_page(evaluator, team, team_membership, signed_in):
    text = signed_in(evaluator).get(team.get_absolute_url()).text

    assert "Kettle team" in text
    assert "Priya" not in text


@pytest.mark.parametrize(("people", "hint"), [(3, True), (4, False), (8, False), (9, True)])
def test_a_size_that_is_not_usual_is_a_hint_and_no_refusal(
    specialist, team, people, hint, signed_in
):
    TeamMembershipFactory.create_batch(people, team=team)

    text = signed_in(specialist).get(team.get_absolute_url()).text

    assert (f"{people} members; 4 to 8 is usual" in text) is hint


def test_a_place_is_ended_with_a_date_and_the_end_taken_back(
    specialist, team, team_membership, signed_in
):
    client = signed_in(specialist)
    url = reverse("cohorts:end-membership", args=[team_membership.pk])

    answer = client.post(url, {"on": clock.today().isoformat()}, follow=True)
    undo = reverse("cohorts:restore-membership", args=[team_membership.pk])
    assert undo in answer.text
    team_membership.refresh_from_db()
    assert team_membership.ends_on == clock.today()

    client.post(undo)
    team_membership.refresh_from_db()
    assert team_membership.ends_on is None


def test_a_last_day_to_come_or_before_the_first_is_refused_in_words(
    specialist, team_membership, signed_in
):
    client = signed_in(specialist)
    url = reverse("cohorts:end-membership", args=[team_membership.pk])
    tomorrow = clock.today() + dt.timedelta(days=1)

    assert "Choose today or a day before." in client.post(url, {"on": tomorrow}).text
    assert "joined only on" in client.post(url, {"on": "2020-01-01"}).text
    team_membership.refresh_from_db()
    assert team_membership.ends_on is None


def test_a_foreign_place_is_neither_ended_nor_restored(outsider, team_membership, signed_in):
    client = signed_in(outsider)

    for name in ("end-membership", "restore-membership"):
        url = reverse(f"cohorts:{name}", args=[team_membership.pk])
        assert client.post(url, {"on": clock.today()}).status_code == 404


def test_my_team_leads_to_the_one_team_or_lists_several(team_member, team, other_team, signed_in):
    client = signed_in(team_member)
    url = reverse("cohorts:my-team")

    assert client.get(url).url == team.get_absolute_url()

    TeamMembershipFactory(team=other_team, person=team_member.person)
    assert [*client.get(url).context["teams"]] == [other_team, team]


def test_a_teams_home_says_which_milestones_come_next_and_how_many_are_reached(
    team_member, team, signed_in
):
    MilestoneFactory(cohort=team.cohort, name="Vision written", due_on=dt.date(2025, 9, 30))
    reached = MilestoneFactory(cohort=team.cohort, name="Team complete", due_on=clock.today())
    MilestoneMark.objects.create(milestone=reached, team=team)

    page = signed_in(team_member).get(team.get_absolute_url())

    states = {str(cell.column.milestone): cell.state for cell in page.context["milestones"]}
    assert states == {"Vision written": "late"}
    assert "1 of 2 reached" in page.text


def test_founders_are_counted_on_a_teams_home(team_member, team, signed_in):
    TeamMembershipFactory(team=team, ends_on=dt.date(2025, 11, 3))
    TeamMembershipFactory(team=team, starts_on=dt.date(2025, 11, 6))

    assert "1 of 2 founding members" in signed_in(team_member).get(team.get_absolute_url()).text
