import datetime as dt

import pytest

from core import clock
from network.models import Activity
from surveys import jobs
from surveys.collection import drafts, links
from surveys.collection.models import Draft, Response, Tally
from surveys.collection.services import close_administration, request_release
from surveys.results.engine.audit import Finding
from surveys.results.models import Release
from surveys.results.services import AuditStoppedRelease, refuse_release
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db


def test_a_survey_closes_by_itself_when_its_time_is_over(open_survey):
    assert jobs.turn_windows() == 0
    with clock.at(open_survey.closes_at):
        assert (jobs.turn_windows(), jobs.turn_windows()) == (1, 0)

    open_survey.refresh_from_db()
    assert open_survey.state == "closed"


def test_answers_are_folded_while_open_and_the_rest_after_the_close(open_survey):
    for invitation in invited(open_survey, "Kettle School", 6)[:5]:
        answer(invitation, IMT11=4)
    answer(invited(open_survey, "Gull School", 1)[0], IMT11=4)

    assert (jobs.fold_responses(), jobs.fold_responses()) == (5, 0)
    close_administration(open_survey, by=None)
    assert (jobs.fold_responses(), jobs.fold_responses()) == (1, 0)

    open_survey.refresh_from_db()
    assert open_survey.is_settled
    assert Tally.objects.count() == 2


def test_figures_are_released_when_asked_for_and_only_once(open_survey):
    for invitation in invited(open_survey, "Kettle School", 12):
        answer(invitation, IMT11=4)
    close_administration(open_survey, by=None)
    assert jobs.release_closed() == 0
    request_release(open_survey, by=None)

    assert (jobs.release_closed(), jobs.release_closed()) == (1, 0)

    open_survey.refresh_from_db()
    assert open_survey.state == "released"
    assert Release.objects.get().administration == open_survey
    assert Response.objects.count() == 12


def test_convening_feedback_is_released_without_being_asked_for(session_survey):
    survey, invitation = session_survey
    answer(invitation, CVF01=4)
    close_administration(survey, by=None)

    assert jobs.release_closed() == 1


def test_what_was_never_sent_is_forgotten_a_day_after_the_close(open_survey):
    one, other = invited(open_survey, "Kettle School", 2)
    drafts.save(links.token_for(one), answers={"IMT11": 4})
    answer(other, IMT11=4)
    close_administration(open_survey, by=None)
    with clock.at(clock.now() + dt.timedelta(hours=23)):
        assert jobs.fold_responses() == 0
    assert Draft.objects.count() == 2

    with clock.at(clock.now() + dt.timedelta(hours=25)):
        assert jobs.fold_responses() == 1

    assert not Draft.objects.exists()


def test_the_reminder_job_looks_at_every_open_survey(open_survey, session_survey):
    invited(open_survey, "Kettle School", 2)
    with clock.at(clock.on_day(clock.today() + dt.timedelta(days=3), 8, 5)):
        assert (jobs.remind(), jobs.remind()) == (3, 0)


def test_a_release_that_the_audit_stops_says_so_and_waits_until_somebody_asks_again(open_survey):
    for invitation in invited(open_survey, "Kettle School", 12):
        answer(invitation, IMT11=4)
    close_administration(open_survey, by=None)
    jobs.release_closed()
    request_release(open_survey, by=None)
    stopped = AuditStoppedRelease([Finding("Kettle School", "the recount differs")])

    refuse_release(open_survey, because=stopped)

    assert jobs.release_closed() == 0
    assert "the recount differs" in open_survey.release_refusal
    assert "Kettle" not in Activity.objects.about(open_survey)[0].summary
    request_release(open_survey, by=None)
    assert jobs.release_closed() == 1
