import pytest

from cohorts import services
from cohorts.services.review import Score
from messaging.models import Message
from network.models import Activity
from tests.cohorts.deciding import applied
from tests.factories.applications import ApplicationEditorFactory, ReviewFactory
from tests.factories.network import PersonFactory

GOOD = {"readiness": Score(3, "A plan with days.")}


def save(review, scores=GOOD, *, is_done=True):
    return services.save_review(review, scores=scores, summary="Fine.", is_done=is_done, by=None)


def test_whoever_is_asked_gets_one_mail_and_the_application_is_in_review(cohort, state_admin):
    application = applied(cohort, "Bell School", state="submitted")
    reviewer = PersonFactory(first_name="Ada", email="ada@example.org")

    for _ in range(2):
        services.assign_reviewers([application], reviewers=[reviewer], by=state_admin.person)

    application.refresh_from_db()
    assert (application.state, application.reviews.count()) == ("in_review", 1)
    [message] = Message.objects.all()
    assert message.to == "ada@example.org"
    assert message.subject == "[Action needed] Review the application of Bell School"


def test_nobody_reviews_what_they_write_or_have_a_conflict_with(cohort):
    application = applied(cohort, "Bell School")
    writer = ApplicationEditorFactory(application=application, person__first_name="Wanda").person
    torn = ReviewFactory(application=application, has_conflict=True).reviewer

    made, left_out = services.assign_reviewers([application], reviewers=[writer, torn], by=None)

    assert made == []
    assert left_out == [
        f"{writer} writes the application of Bell School.",
        f"{torn} has a conflict of interest with Bell School.",
    ]


def test_a_decided_application_is_given_to_nobody(cohort):
    application = applied(cohort, "Bell School", state="declined")

    made, left_out = services.assign_reviewers([application], reviewers=[PersonFactory()], by=None)

    assert (made, left_out) == ([], ["The application of Bell School is decided."])


def test_a_review_is_put_by_finished_and_opened_again(review):
    save(review, {"readiness": Score(2, "")}, is_done=False)
    assert (review.scores.get().score, review.application.reviews.done().count()) == (2, 0)

    save(review)
    save(review)
    assert (review.scores.get().score, review.application.reviews.done().count()) == (3, 1)
    assert Activity.objects.filter(verb="reviewed").count() == 1

    save(review, {"readiness": Score(None, "")}, is_done=False)
    assert (review.scores.count(), review.application.reviews.done().count()) == (0, 0)


def test_a_conflict_of_interest_deletes_the_scores_and_closes_the_review(review):
    save(review)

    for _ in range(2):
        services.declare_conflict(review, words="I coach this school.", by=None)

    review.refresh_from_db()
    assert (review.has_conflict, review.done_at, review.scores.count()) == (True, None, 0)
    with pytest.raises(services.ReviewClosed, match="conflict of interest"):
        save(review)


def test_a_decision_closes_the_reviews(review):
    services.decide(review.application, verdict="declined", letter="No.", by=None)

    with pytest.raises(services.ReviewClosed, match="is declined; its reviews are closed"):
        save(review)


def test_only_a_review_that_has_not_begun_is_taken_back(review, sent_application):
    begun = ReviewFactory(application=sent_application)
    save(begun, is_done=False)

    services.take_back_review(review, by=None)
    services.take_back_review(review, by=None)
    with pytest.raises(services.ReviewBegun, match="has begun: the review stays"):
        services.take_back_review(begun, by=None)

    assert list(sent_application.reviews.all()) == [begun]
