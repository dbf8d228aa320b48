"""What stays somebody's own while a state administrator views the network as them."""

import pytest
from django.urls import reverse

from tests.viewing import view_as


@pytest.fixture
def as_the_lead(state_admin, team_lead):
    return view_as(state_admin, team_lead.person)


def address(name, thing):
    return reverse(f"cohorts:{name}", args=[thing.pk])


def test_a_draft_is_its_writers_alone(as_the_lead, draft_application):
    for name in ("application", "application-check", "application-writers"):
        assert as_the_lead.get(address(name, draft_application)).status_code == 404
    for page in (reverse("home") + "?all", reverse("cohorts:my-applications")):
        assert draft_application.get_absolute_url() not in as_the_lead.get(page).text


def test_what_was_sent_is_read_as_its_writer_reads_it(as_the_lead, draft_application):
    draft_application.state = "submitted"
    draft_application.save()

    assert as_the_lead.get(address("application", draft_application)).status_code == 200


def test_a_review_that_is_not_done_is_its_reviewers_alone(state_admin, specialist, review):
    client = view_as(state_admin, specialist.person)

    assert client.get(address("review", review)).status_code == 403
    for page in (reverse("home") + "?all", reverse("cohorts:my-reviews")):
        assert address("review", review) not in client.get(page).text


def test_nobody_takes_a_place_by_a_link_seen_through_other_eyes(as_the_lead, offered_application):
    answer = address("answer-offer", offered_application)

    day = as_the_lead.get(reverse("home") + "?all").text
    assert answer in day
    assert "offered-place" not in day
    assert as_the_lead.get(answer).status_code == 403
