import csv

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.services.review import Score
from tests.cohorts.deciding import applied, places
from tests.factories.applications import ReviewFactory
from tests.factories.network import SupportAssignmentFactory

LIST = reverse("cohorts:applications")


@pytest.mark.parametrize("how_many", [2, 20])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(
    how_many, specialist, cohort, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        ReviewFactory(application=applied(cohort))
    client = signed_in(specialist)
    client.get(LIST)

    # user, person, grants; offerings of the filter; count and page
    with django_assert_num_queries(6):
        response = client.get(LIST)

    assert len(response.context["lines"]) == how_many


@pytest.mark.parametrize("how_many", [2, 20])
def test_the_file_takes_the_same_queries_for_any_number_of_rows(
    how_many, specialist, cohort, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        applied(cohort)
    client = signed_in(specialist)
    client.get(LIST)

    # user, person, grants; the line in the log; the rows
    with django_assert_num_queries(6, exact=False):
        rows = b"".join(client.get(reverse("cohorts:applications-csv"))).decode().splitlines()

    assert len(rows) == how_many + 1


def test_filters_live_in_the_address(specialist, cohort, signed_in):
    bell, kite = applied(cohort, "Bell School"), applied(cohort, "Kite School", state="submitted")
    services.decide(applied(cohort, "No School"), verdict="declined", letter="No.", by=None)
    done = ReviewFactory(application=bell)
    services.save_review(
        done, scores={"readiness": Score(3, "So.")}, summary="", is_done=True, by=None
    )
    client = signed_in(specialist)

    def names(query):
        return [str(line.application.place) for line in client.get(LIST + query).context["lines"]]

    assert names("") == ["Bell School", "Kite School"]
    assert names("?order=place&state=all") == ["Bell School", "Kite School", "No School"]
    assert names("?state=declined") == ["No School"]
    assert names("?q=kite") == ["Kite School"]
    assert names("?reviews=none") == ["Kite School"]
    assert names("?reviews=done&order=score") == ["Bell School"]
    assert names("?reviews=missing") == []
    assert names(f"?offering={kite.offering_id}&state=nonsense") == ["Bell School", "Kite School"]
    assert names("?offering=999999") == []


def test_the_file_holds_what_the_list_shows(state_admin, cohort, signed_in):
    bell = applied(cohort, "=Bell School", receipt="LAUNCH-7")

    response = signed_in(state_admin).get(reverse("cohorts:applications-csv"))
    text = b"".join(response).decode("utf-8-sig")

    [row] = csv.DictReader(text.splitlines())
    assert row["School or district"] == "'=Bell School"
    assert (row["Receipt"], row["State"], row["Offering"]) == (
        "LAUNCH-7",
        "In review",
        str(bell.offering),
    )


def test_several_are_given_to_several_with_what_to_know_of_each(
    state_admin, specialist, esc_director, cohort, signed_in
):
    one, other = applied(cohort, "Bell School"), applied(cohort, "Kite School")
    SupportAssignmentFactory(specialist=specialist.person, organization=one.school)
    url = reverse("cohorts:assign-reviewers") + f"?pk={one.pk}&pk={other.pk}"
    client = signed_in(state_admin)

    page = client.get(url).content.decode()
    answer = client.post(
        url, {"reviewers": [specialist.person.pk, esc_director.person.pk]}, follow=True
    )

    assert f"{specialist.person}, Personalized-learning specialist, supports Bell School" in page
    assert [one.reviews.count(), other.reviews.count()] == [2, 2]
    assert "4 reviews asked for." in answer.content.decode()


def test_nothing_ticked_leads_back_to_the_list(state_admin, signed_in):
    for name in ("cohorts:assign-reviewers", "cohorts:decide"):
        answer = signed_in(state_admin).get(reverse(name) + "?pk=nonsense", follow=True)

        assert "Tick applications in the list first." in answer.content.decode()


def test_who_decides_reads_everything_on_one_page(specialist, sent_application, signed_in):
    sent_application.answers.create(question="why-join", value="Because learners ask for it.")
    done = ReviewFactory(application=sent_application)
    services.save_review(
        done, scores={"readiness": Score(4, "It is all there.")}, summary="", is_done=True, by=None
    )

    page = signed_in(specialist).get(
        reverse("cohorts:application-review", args=[sent_application.pk])
    )

    words = page.content.decode()
    assert "Because learners ask for it." in words
    assert "It is all there." in words
    assert "4.0 of 4 in all" in words


def test_who_reviews_and_decides_sees_others_scores_only_when_done(
    specialist, sent_application, review, signed_in
):
    other = ReviewFactory(application=sent_application)
    services.save_review(
        other, scores={"readiness": Score(1, "Nothing yet.")}, summary="", is_done=True, by=None
    )
    client = signed_in(specialist)

    def page():
        return client.get(reverse("cohorts:application-review", args=[sent_application.pk]))

    assert page().context["scores"].is_hidden
    assert "Nothing yet." not in page().content.decode()
    services.save_review(
        review, scores={"readiness": Score(3, "A plan.")}, summary="", is_done=True, by=None
    )
    assert "Nothing yet." in page().content.decode()


def test_more_is_asked_with_parts_words_and_a_day(specialist, sent_application, signed_in):
    url = reverse("cohorts:ask-information", args=[sent_application.pk])
    client = signed_in(specialist)

    faulty = client.post(url, {"message": "Why now?", "due_on": "2020-01-01"})
    client.post(url, {"parts": ["why"], "message": "Why now?", "due_on": "2099-01-01"})

    assert faulty.status_code == 422
    assert set(faulty.context["form"].errors) == {"parts", "due_on"}
    assert b"Why now?" in faulty.content
    assert sent_application.requests.get().parts == ["why"]
    client.post(reverse("cohorts:close-request", args=[sent_application.pk]))
    sent_application.refresh_from_db()
    assert sent_application.state == "in_review"


def test_a_rank_is_changed_by_hand(specialist, cohort, signed_in):
    places(cohort, 1)
    first, second = applied(cohort), applied(cohort)
    for one in (first, second):
        services.decide(one, verdict="waitlisted", cohort=cohort, by=None)
    url = reverse("cohorts:move-on-waitlist", args=[second.pk])
    client = signed_in(specialist)

    client.post(url, {"rank": "nonsense"})
    client.post(url, {"rank": "1"})

    assert list(cohort.applications.waiting()) == [second, first]


def test_a_conflict_of_interest_closes_the_application_to_who_decides(
    state_admin, sent_application, signed_in
):
    torn = ReviewFactory(application=sent_application, reviewer=state_admin.person)
    client = signed_in(state_admin)
    pages = [
        reverse("cohorts:application-review", args=[sent_application.pk]),
        reverse("cohorts:review", args=[torn.pk]),
    ]
    assert [client.get(url).status_code for url in pages] == [200, 200]

    client.post(reverse("cohorts:review-conflict", args=[torn.pk]), {"words": "My own school."})

    assert [client.get(url).status_code for url in pages] == [404, 404]


def test_a_review_is_put_by_with_gaps_and_finished_without(specialist, review, signed_in):
    url = reverse("cohorts:review", args=[review.pk])
    client = signed_in(specialist)

    client.post(url, {"score_readiness": "3", "later": "1"})
    assert review.scores.get().score == 3
    faulty = client.post(url, {"score_readiness": "3", "done": "1"})
    assert faulty.status_code == 422
    assert faulty.context["form"].errors == {"reason_readiness": ["Say why in a sentence."]}
    client.post(url, {"score_readiness": "4", "reason_readiness": "A plan.", "done": "1"})

    review.refresh_from_db()
    assert review.done_at is not None
    assert (review.scores.get().score, review.scores.get().reason) == (4, "A plan.")


def test_open_reviews_stand_before_the_others(specialist, cohort, review, signed_in):
    decided = ReviewFactory(application=applied(cohort), reviewer=specialist.person)
    services.decide(decided.application, verdict="declined", letter="No.", by=None)

    page = signed_in(specialist).get(reverse("cohorts:my-reviews"))

    assert (page.context["open"], page.context["rest"]) == ([review], [decided])
