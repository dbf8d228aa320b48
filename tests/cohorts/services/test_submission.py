import datetime as dt
import re

import pytest

from cohorts.rules import states
from cohorts.services import submission as services
from cohorts.services.application import NotPossible, move
from cohorts.services.writing import NotWritten
from core import clock
from messaging.models import Message
from tests.factories.applications import ApplicationFactory, ApplicationFormFactory


@pytest.fixture
def writer(team_lead):
    return team_lead.person


def test_an_empty_draft_says_what_is_missing_part_by_part(draft_application):
    lacks = services.lacks_of(draft_application)

    assert {lack.part.code for lack in lacks} == {
        "why",
        "now",
        "readiness",
        "time",
        "survey",
        "team",
        "consent",
    }
    assert lacks[0].question == "why-join"


def test_what_is_not_complete_is_not_sent(draft_application, writer):
    with pytest.raises(services.StillMissing):
        services.submit(draft_application, by=writer)

    draft_application.refresh_from_db()
    assert draft_application.state == states.DRAFT


def test_sending_gives_a_number_and_every_writer_one_receipt(complete_application, writer):
    sent = services.submit(complete_application, by=writer)
    again = services.submit(complete_application, by=writer)

    assert (sent.state, again.receipt) == (states.SUBMITTED, sent.receipt)
    assert re.fullmatch(r"L\d\d-\d{5}", sent.receipt)
    assert [step.state for step in sent.steps.all()] == [states.DRAFT, states.SUBMITTED]
    [receipt] = Message.objects.filter(kind="cohorts/application-receipt")
    assert sent.receipt in receipt.subject


def test_a_consent_that_was_taken_back_is_missing(complete_application, consent, writer):
    consent.revoked_at = clock.now()
    consent.save()

    with pytest.raises(services.StillMissing) as refusal:
        services.submit(complete_application, by=writer)
    assert [lack.part.code for lack in refusal.value.lacks] == ["consent"]


def test_an_application_to_a_closed_offering_is_kept_and_not_sent(complete_application, writer):
    with (
        clock.at(clock.now() + dt.timedelta(days=60)),
        pytest.raises(NotWritten, match=r"closed on .* What you wrote is kept\."),
    ):
        services.submit(complete_application, by=writer)


def test_the_team_rule_warns_and_does_not_block(complete_application, writer):
    rule = complete_application.offering.team_rule
    rule.create(label="administrators", positions=["principal"], least=1)

    assert services.team_warnings(complete_application) == [
        "1 member; 4 to 8 is usual.",
        "Administrators: none now, at least 1 is usual.",
    ]
    assert services.submit(complete_application, by=writer).state == states.SUBMITTED


def test_a_withdrawal_is_undone_to_the_state_it_had(complete_application, writer):
    services.submit(complete_application, by=writer)

    gone = services.withdraw_application(complete_application, by=writer, note="Another year.")
    back = services.bring_back_application(complete_application, by=writer)

    assert (gone.state, back.state) == (states.WITHDRAWN, states.SUBMITTED)
    assert Message.objects.filter(kind="cohorts/application-withdrawn").count() == 1
    assert services.bring_back_application(complete_application, by=writer) == back


def test_a_withdrawn_draft_is_told_nobody(draft_application, writer):
    services.withdraw_application(draft_application, by=writer)

    assert not Message.objects.exists()


def test_a_place_that_has_begun_anew_is_not_brought_back(draft_application, writer):
    services.withdraw_application(draft_application, by=writer)
    ApplicationFactory(
        offering=draft_application.offering,
        form=draft_application.form,
        school=draft_application.school,
    )

    with pytest.raises(NotPossible, match="another application"):
        services.bring_back_application(draft_application, by=writer)


def test_leaving_the_waitlist_is_for_good(draft_application, cohort, writer):
    draft_application.state, draft_application.cohort = states.IN_REVIEW, cohort
    draft_application.save()
    move(draft_application, to=states.WAITLISTED, by=None, waitlist_rank=1)

    gone = services.withdraw_application(draft_application, by=writer)

    assert (gone.state, gone.waitlist_rank) == (states.WITHDRAWN, None)
    with pytest.raises(NotPossible, match="given up"):
        services.bring_back_application(draft_application, by=writer)


def test_what_was_asked_goes_back_to_review_when_it_is_there(writer, school):
    application = ApplicationFactory(
        form=ApplicationFormFactory(), school=school, state=states.INFORMATION
    )
    due = clock.today() + dt.timedelta(days=5)
    application.requests.create(parts=["why"], message="Say more.", due_on=due)

    with pytest.raises(services.StillMissing):
        services.send_what_was_asked(application, by=writer)
    application.answers.create(question="why-join", value="More.")
    back = services.send_what_was_asked(application, by=writer)

    assert back.state == states.IN_REVIEW
    assert application.requests.get().answered_at is not None
    assert services.send_what_was_asked(application, by=writer).state == states.IN_REVIEW


def test_after_its_day_nothing_is_sent_any_more(writer, school):
    application = ApplicationFactory(
        form=ApplicationFormFactory(), school=school, state=states.INFORMATION
    )
    yesterday = clock.today() - dt.timedelta(days=1)
    application.requests.create(parts=["why"], message="Say more.", due_on=yesterday)

    with pytest.raises(NotWritten, match="day to answer is over"):
        services.send_what_was_asked(application, by=writer)


def test_a_state_that_does_not_follow_is_refused_in_words(draft_application):
    with pytest.raises(NotPossible, match="“Draft” now, so it cannot become “Accepted”"):
        move(draft_application, to=states.ACCEPTED, by=None)
