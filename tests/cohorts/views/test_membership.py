"""The places in a team: changed, given to somebody else, begun late."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.services import account_for
from cohorts import links, services
from cohorts.models import TeamInvitation
from cohorts.rules.onboarding import steps
from core import clock
from core.offers import todos_for
from tests.factories.cohorts import TeamInvitationFactory, TeamMembershipFactory
from tests.factories.convenings import AttendanceFactory

LENA = {
    "first_name": "Lena",
    "last_name": "Hart",
    "email": "lena@kettle.example",
    "job": "Principal",
    "position": "principal",
    "role": "member",
}


def test_a_place_gets_its_position_and_job(specialist, team_membership, signed_in):
    url = reverse("cohorts:change-membership", args=[team_membership.pk])
    data = {"job": "Principal", "position": "principal", "role": "lead", "starts_on": "2025-09-01"}

    signed_in(specialist).post(url, data)

    team_membership.refresh_from_db()
    assert (team_membership.position, team_membership.role) == ("principal", "lead")
    assert team_membership.starts_on == dt.date(2025, 9, 1)


def test_a_team_lead_says_what_a_member_counts_as_and_no_more(
    team_lead, team_membership, signed_in
):
    url = reverse("cohorts:change-membership", args=[team_membership.pk])
    people = reverse("cohorts:team-people", args=[team_membership.team_id])
    before = (team_membership.role, team_membership.starts_on)
    client = signed_in(team_lead)
    page = client.get(people).text
    assert url in page
    assert reverse("cohorts:end-membership", args=[team_membership.pk]) not in page

    asked = {"job": "Coach", "position": "coach", "role": "lead", "starts_on": "2025-09-01"}
    answer = client.post(url, asked)

    assert answer.url == people
    team_membership.refresh_from_db()
    assert (team_membership.job, team_membership.position) == ("Coach", "coach")
    assert (team_membership.role, team_membership.starts_on) == before


def test_a_first_day_after_the_cohort_is_refused_in_words(specialist, team_membership, signed_in):
    url = reverse("cohorts:change-membership", args=[team_membership.pk])
    data = {"job": "", "position": "", "role": "member", "starts_on": "2035-07-01"}

    answer = signed_in(specialist).post(url, data)

    assert answer.status_code == 422
    assert "Riverside ends on June 30, 2035. Choose a day before." in answer.text


def test_a_replacement_ends_one_place_and_invites_for_it(
    specialist, team, team_membership, signed_in
):
    mark = AttendanceFactory(person=team_membership.person, team=team)
    url = reverse("cohorts:replace-member", args=[team_membership.pk])

    answer = signed_in(specialist).post(url, LENA | {"on": clock.today()}, follow=True)

    assert "Lena Hart is invited." in answer.text
    team_membership.refresh_from_db()
    assert team_membership.ends_on == clock.today()
    invitation = TeamInvitation.objects.get()
    assert (invitation.replaces, invitation.position) == (team_membership, "principal")
    mark.refresh_from_db()
    assert (mark.person, mark.team) == (team_membership.person, team)

    from_then_on = services.accept_invitation(invitation, user=account_for(invitation.email))
    assert from_then_on.replaces == team_membership
    assert from_then_on.position == "principal"


def test_nothing_happens_when_one_half_of_a_replacement_is_refused(
    specialist, team, team_membership, signed_in
):
    there = TeamMembershipFactory(team=team, person__email="lena@kettle.example")
    there.person.first_name = "Helena"
    there.person.save()
    url = reverse("cohorts:replace-member", args=[team_membership.pk])

    answer = signed_in(specialist).post(url, LENA | {"on": clock.today()})

    assert "already in the team" in answer.text
    team_membership.refresh_from_db()
    assert team_membership.ends_on is None
    assert not TeamInvitation.objects.exists()


def test_the_same_name_under_another_address_is_asked_about(specialist, team, signed_in):
    TeamInvitationFactory(
        team=team, first_name="Lena", last_name="Hart", email="l.hart@home.example"
    )
    client = signed_in(specialist)
    url = reverse("cohorts:invite", args=[team.pk])

    asked = client.post(url, LENA)
    assert asked.status_code == 422
    assert "Lena Hart is in the team or invited already, as l.hart@home.example." in asked.text
    assert TeamInvitation.objects.count() == 1

    client.post(url, LENA | {"is_somebody_else": "on"})
    assert TeamInvitation.objects.count() == 2


def test_one_person_invited_under_two_addresses_has_one_place(team_member, team, signed_in):
    EmailAddress.objects.create(user=team_member, email="second@kettle.example", verified=True)
    invitation = TeamInvitationFactory(team=team, email="second@kettle.example")
    url = reverse("cohorts:join", args=[links.token_for(invitation)])
    client = signed_in(team_member)

    for _ in range(2):
        assert client.post(url).url == team.get_absolute_url()

    assert team.memberships.filter(person=team_member.person).count() == 1
    invitation.refresh_from_db()
    assert invitation.state == "Accepted"


def test_who_is_in_two_teams_is_said_and_keeps_both(
    state_admin, team, other_team, team_membership, signed_in
):
    email = team_membership.person.email
    client = signed_in(state_admin)
    url = reverse("cohorts:invite", args=[other_team.pk])
    data = LENA | {"email": email, "first_name": "Priya", "last_name": "Vance"}

    answer = client.post(url, data, follow=True)

    assert "Priya is also in the Kettle team of Riverside; that place stays." in answer.text
    TeamMembershipFactory(team=other_team, person=team_membership.person)
    people = client.get(reverse("cohorts:team-people", args=[team.pk])).text
    assert "also in the" in people
    assert "Gull team" in people


def test_a_reader_of_one_team_does_not_learn_of_the_other(
    specialist, team, other_team, team_membership, signed_in
):
    TeamMembershipFactory(team=other_team, person=team_membership.person)

    text = signed_in(specialist).get(reverse("cohorts:team-people", args=[team.pk])).text

    assert "Gull team" not in text


def test_who_came_late_ticks_their_first_steps(team_member, late_place, signed_in):
    client = signed_in(team_member)
    url = reverse("cohorts:first-steps", args=[late_place.pk])
    tick = reverse("cohorts:tick-step", args=[late_place.pk, "talk"])
    assert "0 of 6 done" in client.get(url).text

    for _ in range(2):
        client.post(tick)
    assert "1 of 6 done" in client.get(url).text

    client.post(tick, {"undo": "1"})
    assert "0 of 6 done" in client.get(url).text
    unknown = reverse("cohorts:tick-step", args=[late_place.pk, "dance"])
    assert client.post(unknown).status_code == 404


def test_first_steps_leave_the_teams_home_when_all_are_done(team_member, late_place, signed_in):
    client = signed_in(team_member)
    home = late_place.team.get_absolute_url()
    assert "Your first steps here" in client.get(home).text

    for step in steps():
        client.post(reverse("cohorts:tick-step", args=[late_place.pk, step.code]))

    assert "Your first steps here" not in client.get(home).text


@pytest.mark.parametrize(("days", "is_asked"), [(59, True), (61, False)])
def test_first_steps_stand_on_ones_day_for_two_months(team_member, late_place, days, is_asked):
    with clock.at(clock.on_day(late_place.starts_on + dt.timedelta(days=days))):
        titles = [todo.title for todo in todos_for(team_member)]

    assert ("Go through your first steps in the Kettle team" in titles) is is_asked


def test_who_began_the_team_has_no_first_steps(team_member, team, signed_in):
    place = team_member.person.team_memberships.get()

    client = signed_in(team_member)

    assert client.get(reverse("cohorts:first-steps", args=[place.pk])).status_code == 404
    assert "Your first steps here" not in client.get(team.get_absolute_url()).text
