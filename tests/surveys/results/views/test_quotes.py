import pytest
from django.urls import reverse

from surveys.results import services
from surveys.results.models import Quote
from surveys.results.words.attribution import Attribution

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def bank(client, query=""):
    return client.get(reverse("surveys:quotes") + query).content.decode()


def test_a_quote_is_chosen_with_the_attributions_that_are_safe(admin, spoken_survey, open_answer):
    url = reverse("surveys:quote-new", args=[spoken_survey.pk, open_answer.pk])

    offered = admin.get(url).content.decode()
    answer = admin.post(url, {"words": "More time", "attribution": "teacher"}, follow=True)

    assert 'value="teacher"' in offered
    assert 'value="a respondent"' in offered
    assert "The quote is in the quote bank." in answer.content.decode()
    assert Quote.objects.get().attribution == "teacher"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"words": "More money", "attribution": "teacher"}, "own words"),
        ({"words": "More time", "attribution": "leader, North"}, "Select a valid choice"),
        ({"words": "", "attribution": "teacher"}, "quote"),
    ],
)
def test_what_may_not_be_quoted_is_told_in_words(admin, spoken_survey, open_answer, typed, words):
    url = reverse("surveys:quote-new", args=[spoken_survey.pk, open_answer.pk])

    answer = admin.post(url, typed)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Quote.objects.exists()


def test_the_bank_is_searched_by_words_and_by_who_said_it(admin, quote):
    assert "“More time”" in bank(admin)
    assert "“More time”" in bank(admin, "?q=TIME+teacher")
    assert "No quote has these words" in bank(admin, "?q=money")


def test_the_file_holds_what_the_page_shows(admin, quote, spoken_survey):
    rows = admin.get(reverse("surveys:quotes-csv")).getvalue().decode().splitlines()

    assert rows[1].split(",")[:4] == ["More time", "teacher", "What helped?", "Spoken survey"]
    narrowed = admin.get(reverse("surveys:quotes-csv") + "?q=money").getvalue().decode()
    assert len(narrowed.splitlines()) == 1


def test_a_quote_that_looks_like_a_formula_stays_text_in_the_file(admin, quote):
    Quote.objects.update(words="=1+1")

    rows = admin.get(reverse("surveys:quotes-csv")).getvalue().decode().splitlines()

    assert rows[1].startswith("'=1+1,")


def test_a_quote_is_taken_back_and_the_message_undoes_it(admin, quote):
    page = admin.post(reverse("surveys:quote-take-back", args=[quote.pk]), follow=True)
    undo = reverse("surveys:quote-restore", args=[quote.pk])

    assert undo in page.content.decode()
    assert "No quote yet" in bank(admin)
    admin.post(undo)
    assert "“More time”" in bank(admin)


def test_others_who_write_briefs_read_and_do_not_take_back(signed_in, partner_facilitator, quote):
    html = bank(signed_in(partner_facilitator))

    assert ("“More time”" in html, "Take back" in html) == (True, False)
    for told in ("Kettle", "Fallow", "Maple"):
        assert told not in html


@pytest.mark.parametrize("how_many", [1, 10])
def test_the_bank_costs_the_same_however_many_quotes(
    how_many, admin, spoken_survey, django_assert_num_queries
):
    for answer in spoken_survey.open_answers.all()[:how_many]:
        services.choose_quote(answer, words="More time", attribution=Attribution(), by=None)
    bank(admin)  # the form is read once

    with django_assert_num_queries(5):
        bank(admin)
