"""Closing while somebody answers: what was begun may still be sent, and is waited for."""

import datetime as dt

import pytest

from core import clock
from network.models import Activity
from surveys import jobs
from surveys.collection import drafts, links
from surveys.collection.fold import fold_sealed
from surveys.collection.models import Draft, Response
from surveys.collection.refusals import AlreadySent, NotClosed, NotOpen
from surveys.collection.services import (
    close_administration,
    close_past_window,
    end_grace,
    extend_administration,
    request_release,
)
from surveys.results.models import Release
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db


@pytest.fixture
def tokens(open_survey):
    """Of two who work at Kettle School; the first has begun."""
    begun, idle = (links.token_for(one) for one in invited(open_survey, "Kettle School", 2))
    drafts.save(begun, answers={"IMT11": 4})
    return begun, idle


def after_the_close(survey, **later):
    return clock.at(survey.closed_at + dt.timedelta(**later))


def test_whoever_has_begun_goes_on_and_sends_after_the_close(tokens, open_survey):
    close_administration(open_survey, by=None)

    with after_the_close(open_survey, hours=23):
        drafts.save(tokens[0], answers={"IMT12": 2})
        drafts.submit(tokens[0], answers={"IMC01": 1})
    with after_the_close(open_survey, hours=23), pytest.raises(AlreadySent):
        drafts.submit(tokens[0])

    assert jobs.fold_responses() == 1
    assert Response.objects.get().answers[:2] == [4, 2]


def test_nobody_begins_after_the_close(tokens, open_survey):
    close_administration(open_survey, by=None)

    words = "This survey has closed. Only answers that were begun before can be sent now."
    with pytest.raises(NotOpen, match=words):
        drafts.save(tokens[1], answers={"IMT11": 4})
    with pytest.raises(NotOpen, match=words):
        drafts.submit(tokens[1], answers={"IMT11": 4})
    assert Draft.objects.count() == 1


def test_when_the_grace_is_over_nothing_is_taken_and_what_was_begun_is_deleted(tokens, open_survey):
    close_administration(open_survey, by=None)

    with after_the_close(open_survey, hours=24):
        with pytest.raises(NotOpen, match="This survey has closed and takes no more answers"):
            drafts.submit(tokens[0])
        assert Draft.objects.count() == 1
        assert jobs.fold_responses() == 0

    open_survey.refresh_from_db()
    assert open_survey.is_settled
    assert not Draft.objects.exists()
    with pytest.raises(NotOpen, match="takes no more answers"):
        drafts.submit(tokens[0])


def test_the_end_of_the_window_counts_before_the_job_notices_it(tokens, open_survey):
    with clock.at(open_survey.closes_at + dt.timedelta(seconds=20)):
        drafts.save(tokens[0], answers={"IMT12": 1})
        with pytest.raises(NotOpen, match="begun before"):
            drafts.save(tokens[1], answers={"IMT11": 4})
        jobs.turn_windows()
        drafts.submit(tokens[0])

    assert Draft.objects.sealed().count() == 1


def test_settling_waits_for_those_who_have_begun_and_not_longer(tokens, open_survey):
    answer(invited(open_survey, "Gull School", 1)[0], IMT11=1)
    close_administration(open_survey, by=None)

    assert jobs.fold_responses() == 0
    drafts.submit(tokens[0])
    assert jobs.fold_responses() == 2

    open_survey.refresh_from_db()
    assert open_survey.is_settled


def test_a_release_that_is_asked_for_waits_until_nobody_is_waited_for(tokens, open_survey):
    close_administration(open_survey, by=None)
    request_release(open_survey, by=None)

    assert jobs.release_closed() == 0
    assert not Release.objects.exists()
    drafts.submit(tokens[0])
    assert jobs.release_closed() == 1


def test_the_grace_is_ended_early_once_and_then_it_is_over(
    tokens, open_survey, django_capture_on_commit_callbacks
):
    with pytest.raises(NotClosed):
        end_grace(open_survey, by=None)
    close_administration(open_survey, by=None)

    with django_capture_on_commit_callbacks() as first:
        end_grace(open_survey, by=None)
    with django_capture_on_commit_callbacks() as second:
        end_grace(open_survey, by=None)

    assert (len(first), len(second)) == (1, 0)
    assert Activity.objects.about(open_survey)[0].verb == "ended the grace of"
    with pytest.raises(NotOpen, match="takes no more answers"):
        drafts.submit(tokens[0])
    assert fold_sealed(open_survey, finish=True) == 0
    assert not Draft.objects.exists()


def test_a_survey_that_gives_no_grace_is_over_at_its_close(tokens, open_survey):
    open_survey.grace_hours = 0
    open_survey.save()
    close_administration(open_survey, by=None)

    with pytest.raises(NotOpen, match="takes no more answers"):
        drafts.submit(tokens[0])


def test_an_extension_lets_everybody_in_again_while_the_close_is_still_to_come(tokens, open_survey):
    over = open_survey.closes_at + dt.timedelta(seconds=20)
    with clock.at(over):
        extend_administration(open_survey, closes_at=over + dt.timedelta(days=2), by=None)
        drafts.submit(tokens[0])
        drafts.submit(tokens[1], answers={"IMT11": 2})

    assert Draft.objects.sealed().count() == 2


def test_a_survey_extended_under_the_hands_of_the_job_stays_open(open_survey):
    with clock.at(open_survey.closes_at):
        seen = type(open_survey).objects.past_window().get()
        later = open_survey.closes_at + dt.timedelta(days=1)
        extend_administration(open_survey, closes_at=later, by=None)

        assert close_past_window(seen).is_open


def test_before_the_opening_the_words_are_others(framed):
    token = links.token_for(invited(framed, "Kettle School", 1)[0])

    with pytest.raises(NotOpen, match="This survey has not opened yet"):
        drafts.save(token, answers={"IMT11": 4})


def test_the_surveys_page_says_that_it_waits_and_lets_it_count_now(
    signed_in, state_admin, tokens, open_survey
):
    close_administration(open_survey, by=None)
    client = signed_in(state_admin)
    url = open_survey.get_absolute_url()
    assert "Waiting for those who have begun" in client.get(url).content.decode()

    page = client.post(f"{url}count-now/", follow=True).content.decode()

    assert "waits for nobody any more" in page
    assert "Waiting for those who have begun" not in page
