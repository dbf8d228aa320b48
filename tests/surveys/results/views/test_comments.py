import pytest
from django.urls import reverse

from surveys.results.models import ReleasedComment
from tests.surveys.results.spoken import read_all, released, say, survey

pytestmark = pytest.mark.django_db
FRAME = {"Maple ESC": {"Fallow Local": {"Kettle School": (45, 57), "Gull": (30, 40)}}}


@pytest.fixture
def given():
    found = survey(FRAME)
    say(found.units_by_name["Gull"], *[f"Words {n}" for n in range(12)])
    return found


def publish(client, given):
    url = reverse("surveys:comments-publish", args=[given.pk])
    return client.post(url, follow=True).content.decode()


def results(client, given, unit):
    return client.get(reverse("surveys:results-unit", args=[given.pk, unit.pk])).content.decode()


def test_comments_are_published_in_a_step_of_their_own(signed_in, state_admin, given):
    client = signed_in(state_admin)
    read_all(given)
    released(given)
    gull = given.units_by_name["Gull"]
    before = results(client, given, gull)

    said = publish(client, given)

    assert "12 comments are shown with the figures." in said
    after = results(client, given, gull)
    assert ("Words 3" in before, "In people’s own words" in before) == (False, False)
    assert after.count("<blockquote") == 5
    assert "All comments" in after


def test_why_they_cannot_be_published_is_told(signed_in, state_admin, given):
    read_all(given)

    assert "Release the figures first" in publish(signed_in(state_admin), given)
    assert not ReleasedComment.objects.exists()


def test_partners_and_viewers_read_released_comments_and_nothing_that_was_held_back(
    signed_in, partner_facilitator, state_viewer, spoken_survey, spoken_unit
):
    spoken_survey.open_answers.create(
        unit=spoken_unit, item_code="SAY1", text="Private 7919", verdict="withhold"
    )
    address = reverse("surveys:comments", args=[spoken_survey.pk, spoken_unit.pk])
    for user in (partner_facilitator, state_viewer):
        html = signed_in(user).get(address).content.decode()
        assert html.count("<blockquote") == 12
        assert "7919" not in html
        assert "Take down" not in html


def test_a_school_where_none_stand_says_where_comments_stand(signed_in, state_admin, spoken_survey):
    unit = spoken_survey.units_by_name["Else"]
    html = signed_in(state_admin).get(reverse("surveys:comments", args=[spoken_survey.pk, unit.pk]))

    assert "No comments stand at this level" in html.content.decode()


def test_a_comment_is_taken_down_where_it_stands(
    signed_in, state_admin, spoken_survey, spoken_unit, released_comment
):
    client = signed_in(state_admin)
    url = reverse("surveys:comment-take-down", args=[spoken_survey.pk, released_comment.pk])

    html = client.post(url, follow=True).content.decode()

    assert html.count("<blockquote") == 11
    assert client.post(url).status_code == 404


def test_a_comment_is_escaped(signed_in, state_admin, given):
    say(given.units_by_name["Gull"], "<script>alert(1)</script>")
    read_all(given)
    released(given)
    client = signed_in(state_admin)
    publish(client, given)

    address = reverse("surveys:comments", args=[given.pk, given.units_by_name["Gull"].pk])
    html = client.get(address).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
