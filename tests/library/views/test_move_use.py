import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from library.models import MoveUse
from tests.factories.cohorts import TeamMembershipFactory


def address(name, thing):
    return reverse(f"library:{name}", args=[thing.pk])


def given(**facts):
    return {"used_with": "learners", "used_on": str(clock.today()), "adaptation": ""} | facts


def test_a_team_says_how_it_used_a_move(move, team, team_member, signed_in):
    words = given(team=team.pk, adaptation="We sat down.")

    page = signed_in(team_member).post(address("use-new", move), words, follow=True).text

    assert "We sat down." in page
    assert "1 time: 0 with staff, 1 with learners" in page
    assert MoveUse.objects.get().team == team


def test_the_only_team_is_chosen_already_and_no_other_can_be(
    move, team, other_team, team_member, signed_in
):
    client = signed_in(team_member)
    assert client.get(address("use-new", move)).context["form"].initial["team"] == team

    refused = client.post(address("use-new", move), given(team=other_team.pk))

    assert refused.status_code == 422
    assert not MoveUse.objects.exists()


def test_somebody_in_two_teams_chooses(move, team, other_team, team_member, signed_in):
    TeamMembershipFactory(team=other_team, person=team_member.person)
    client = signed_in(team_member)
    assert client.get(address("use-new", move)).context["form"].initial["team"] is None

    client.post(address("use-new", move), given(team=other_team.pk))

    assert MoveUse.objects.get().team == other_team


@pytest.mark.parametrize("days", [-1, 20 * 366])
def test_a_day_that_cannot_be_is_refused_in_words(move, team_member, signed_in, days):
    day = clock.today() - dt.timedelta(days=days)

    answer = signed_in(team_member).post(address("use-new", move), given(used_on=str(day)))

    assert answer.status_code == 422
    assert "Choose a" in answer.text or "Choose today" in answer.text


def test_one_takes_back_ones_own_and_gets_it_back(move_use, team_member, signed_in):
    client = signed_in(team_member)

    page = client.post(address("use-remove", move_use), follow=True).text
    assert address("use-restore", move_use) in page
    assert "Nobody yet" in page

    page = client.post(address("use-restore", move_use), follow=True).text
    assert "1 time" in page


def test_a_suggestion_cannot_be_used_yet(suggestion, team_member, signed_in):
    assert signed_in(team_member).get(address("use-new", suggestion)).status_code == 404
