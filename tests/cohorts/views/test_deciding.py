from django.urls import reverse

from cohorts.models import Enrollment
from cohorts.place_links import token_for
from core.offers import todos_for
from tests.cohorts.deciding import applied, places, propose
from tests.factories.applications import ReviewFactory
from tests.factories.cohorts import CohortFactory

URL = reverse("cohorts:decide")


def address(*applications):
    return URL + "?" + "&".join(f"pk={one.pk}" for one in applications)


def test_the_first_press_shows_and_the_second_decides(specialist, cohort, signed_in):
    places(cohort, 2)  # Kettle School has one
    one, other = applied(cohort, "Bell School"), applied(cohort, "Kite School")
    propose(one, "head@bell.example")
    client = signed_in(specialist)
    typed = {"verdict": "accepted", "cohort": cohort.pk, "letter": "Welcome."}

    shown = client.post(address(one, other), typed)

    assert [(str(row.application.place), row.becomes) for row in shown.context["preview"]] == [
        ("Bell School", "Accepted"),
        ("Kite School", "Waitlist, rank 1"),
    ]
    assert shown.context["preview"][0].remarks == [
        "Nobody was named to lead the team: Lena Hart does, being first."
    ]
    assert b"Welcome." in shown.content
    assert not Enrollment.objects.filter(school=one.school).exists()

    done = client.post(address(one, other), typed | {"sure": "1"}, follow=True)

    assert [str(message) for message in done.context["messages"]] == [
        "Accepted: Bell School. The applicants get a mail.",
        "On the waitlist: Kite School (rank 1). The applicants get a mail.",
    ]
    assert Enrollment.objects.filter(school=one.school).exists()


def test_what_is_missing_is_said_and_nothing_is_lost(specialist, cohort, signed_in):
    one = applied(cohort)
    client = signed_in(specialist)

    no_letter = client.post(address(one), {"verdict": "declined", "sure": "1"})
    no_cohort = client.post(address(one), {"verdict": "accepted", "letter": "Hello", "sure": "1"})

    assert no_letter.status_code == no_cohort.status_code == 422
    assert set(no_letter.context["form"].errors) == {"letter"}
    assert set(no_cohort.context["form"].errors) == {"cohort"}
    assert b"Hello" in no_cohort.content
    one.refresh_from_db()
    assert one.state == "in_review"


def test_a_cohort_of_another_offering_takes_nobody(state_admin, cohort, center, signed_in):
    other = CohortFactory(home=center)
    one, foreign = applied(cohort), applied(other, "Foreign School")

    answer = signed_in(state_admin).post(
        address(one, foreign), {"verdict": "accepted", "cohort": cohort.pk}
    )

    assert answer.context["form"].errors == {
        "cohort": ["Foreign School applied for another offering. Decide on them by themselves."]
    }


def test_what_is_decided_meanwhile_stays_and_is_said(specialist, cohort, signed_in):
    one = applied(cohort, "Bell School", state="declined")

    client = signed_in(specialist)
    typed = {"verdict": "accepted", "cohort": cohort.pk}
    shown = client.post(address(one), typed)
    done = client.post(address(one), typed | {"sure": "1"}, follow=True)

    assert [row.becomes for row in shown.context["preview"]] == [
        "Stays declined: it is decided already"
    ]
    assert "Bell School is declined already" in done.content.decode()


def test_an_offered_place_is_taken_by_its_link_without_signing_in(client, offered_application):
    url = reverse("cohorts:offered-place", args=[token_for(offered_application)])

    client.get(url)
    offered_application.refresh_from_db()
    assert offered_application.state == "offered"

    client.post(url, {"action": "take"})
    again = client.post(url, {"action": "take"}, follow=True)

    offered_application.refresh_from_db()
    assert offered_application.state == "accepted"
    assert "Pinecrest Middle is in Riverside" in again.content.decode()


def test_a_writer_who_is_signed_in_comes_to_the_same_page(
    signed_in, team_lead, offered_application
):
    client = signed_in(team_lead)

    page = client.get(offered_application.get_absolute_url()).content.decode()
    address = reverse("cohorts:answer-offer", args=[offered_application.pk])
    assert address in page
    assert client.get(address).url == reverse(
        "cohorts:offered-place", args=[token_for(offered_application)]
    )


def test_an_offered_place_is_left_by_its_link(client, offered_application):
    url = reverse("cohorts:offered-place", args=[token_for(offered_application)])

    answer = client.post(url, {"action": "leave"}, follow=True)

    offered_application.refresh_from_db()
    assert offered_application.state == "withdrawn"
    assert "This place is no longer held" in answer.content.decode()
    assert client.get(reverse("cohorts:offered-place", args=["forged.token"])).status_code == 404


def test_everybody_has_to_do_what_waits_for_them(
    specialist, sent_application, offered_application, newcomer, team_lead
):
    ours = ("Review the", "Ask reviewers", "Decide on", "Take or leave")

    def todos(user):
        return [todo.title for todo in todos_for(user) if todo.title.startswith(ours)]

    assert todos(specialist) == ["Ask reviewers for the application of Larkfield High"]
    review = ReviewFactory(application=sent_application, reviewer=specialist.person)
    assert todos(specialist) == ["Review the application of Larkfield High"]
    review.done_at = sent_application.submitted_at
    review.save()
    assert todos(specialist) == ["Decide on the application of Larkfield High"]
    assert todos(team_lead) == ["Take or leave the place of Pinecrest Middle in Riverside"]
    assert todos(newcomer) == []


def test_without_a_cohort_the_way_to_open_one_is_shown(state_admin, cohort, signed_in):
    application = applied(cohort)
    cohort.delete()

    response = signed_in(state_admin).get(address(application))

    assert f"{reverse('cohorts:new')}?offering={application.offering_id}" in response.text
