import pytest
from django.db import connection

from surveys import jobs
from surveys.collection.models import Response
from surveys.results import services
from surveys.results.models import OpenAnswer
from tests.factories.network import PersonFactory
from tests.surveys.results.spoken import NO, YES, say, survey

pytestmark = pytest.mark.django_db
Verdict = OpenAnswer.Verdict


@pytest.fixture
def given():
    found = survey({"Maple ESC": {"Fallow Local": {"Kettle School": (45, 57), "Gull": (30, 40)}}})
    kettle = found.units_by_name["Kettle School"]
    say(kettle, " More time. ", "Less paper", consent=YES)
    say(kettle, "Trust", code="SAY2", role=2, consent=NO)
    say(kettle, " \n\t ", "\u00a0", consent=YES)
    return found


def rows(given):
    fields = ("item_code", "text", "words", "role", "may_be_quoted", "verdict", "unit__name")
    return sorted(given.open_answers.values_list(*fields))


def test_open_answers_become_rows_of_their_own_once_and_blanks_none(given):
    assert jobs.set_words_apart() == 3
    assert jobs.set_words_apart() == 0
    assert services.set_words_apart(given) == 0

    assert rows(given) == [
        ("SAY1", "Less paper", "", 1, True, "unread", "Kettle School"),
        ("SAY1", "More time.", "", 1, True, "unread", "Kettle School"),
        ("SAY2", "Trust", "", 2, False, "unread", "Kettle School"),
    ]


def test_forms_of_an_anonymous_survey_keep_no_words_that_would_join_them(given):
    services.set_words_apart(given)

    texts = Response.objects.filter(administration=given).values_list("texts", flat=True)
    assert [text for text in texts if text != {"OTHER": [1, 2]}] == []
    ids = set(Response.objects.values_list("pk", flat=True))
    assert not ids & set(OpenAnswer.objects.values_list("pk", flat=True))
    # Nor do places in the table follow those of the forms: the order of writing is random.
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM surveys_openanswer")
        assert cursor.fetchone() == (1,)


def test_forms_of_a_survey_by_name_keep_their_words(db):
    given = survey({"Maple ESC": {"Fallow Local": {"Gull": (30, 40)}}}, mode="identified")
    say(given.units_by_name["Gull"], "Trust", code="SAY2")

    services.set_words_apart(given)

    assert Response.objects.filter(administration=given, texts__SAY2="Trust").count() == 1


def test_words_wait_until_the_survey_is_settled(given):
    given.is_settled = False
    given.save()

    assert jobs.set_words_apart() == 0
    assert services.set_words_apart(given) == 0
    assert not given.open_answers.exists()


def test_a_form_without_a_question_for_consent_lets_nobody_be_quoted(given):
    given.version.sections.get(title="In your words").items.filter(is_consent=True).delete()

    services.set_words_apart(given)

    assert not given.open_answers.filter(may_be_quoted=True).exists()


def test_a_verdict_can_be_given_changed_and_taken_back(given):
    services.set_words_apart(given)
    reader, answer = PersonFactory(), given.open_answers.first()

    published = services.judge_words(answer, verdict=Verdict.PUBLISH, by=reader)
    assert (published.verdict, published.read_by) == ("publish", reader)
    assert services.judge_words(answer, verdict=Verdict.WITHHOLD, by=reader).verdict == "withhold"

    unread = services.judge_words(answer, verdict=Verdict.UNREAD, by=reader)
    assert (unread.verdict, unread.read_by, unread.read_at) == ("unread", None, None)


def test_names_are_taken_out_and_the_original_is_kept(given):
    services.set_words_apart(given)
    answer = given.open_answers.get(text="Trust")

    assert services.take_out_names(answer, words=" Tr[…] ", by=None).words == "Tr[…]"
    assert services.take_out_names(answer, words="Trust", by=None).words == ""
    answer.refresh_from_db()
    assert answer.text == "Trust"
