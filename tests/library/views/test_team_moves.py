"""The moves that a team used, on its home."""

import pytest
from django.urls import reverse

from library.services.move_use import take_back
from library.services.resource import remove
from library.views.team_moves import ROWS_SHOWN
from tests.factories.library import MoveUseFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(team):
    return reverse("library:of-team", args=[team.pk])


def test_a_teams_home_offers_the_moves_it_used(team, team_member, url, move_use, signed_in):
    browser = signed_in(team_member)

    assert url in browser.get(team.get_absolute_url()).text
    panel = browser.get(url, headers=HTMX).text
    assert "Moves we used" in panel
    assert move_use.move.get_absolute_url() in panel
    assert str(move_use.person) not in panel


def test_nothing_is_shown_on_the_home_of_a_team_that_used_none(team_member, url, signed_in):
    browser = signed_in(team_member)

    assert browser.get(url, headers=HTMX).text.strip() == ""
    assert "No move used yet" in browser.get(url).text


def test_what_was_taken_back_or_left_the_catalogue_is_gone(
    team, team_member, url, move_use, signed_in
):
    other = MoveUseFactory(team=team)
    take_back(move_use, by=move_use.person)
    remove(other.move, by=None)

    assert signed_in(team_member).get(url, headers=HTMX).text.strip() == ""


@pytest.mark.parametrize("how_many", [1, ROWS_SHOWN + 2])
def test_the_panel_costs_the_same_however_many_there_are(
    how_many, team, team_member, url, signed_in, django_assert_max_num_queries
):
    MoveUseFactory.create_batch(how_many, team=team)
    browser = signed_in(team_member)
    browser.get(url)

    with django_assert_max_num_queries(10):
        text = browser.get(url, headers=HTMX).text
    assert text.count("<li>") == min(how_many, ROWS_SHOWN)
    assert ("The newest 5 of 7" in text) == (how_many > ROWS_SHOWN)
