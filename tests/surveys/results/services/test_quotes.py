import pytest

from surveys.results import services
from surveys.results.models import OpenAnswer
from surveys.results.services import CannotQuote
from surveys.results.words.attribution import Attribution
from surveys.results.words.quoting import is_part_of
from tests.surveys.results.administrations import tally
from tests.surveys.results.spoken import NO, read_all, say, survey

pytestmark = pytest.mark.django_db
FRAME = {"Maple ESC": {"Fallow Local": {"Kettle School": (20, 57), "Gull": (20, 40)}}}
TEACHER, SOMEBODY = Attribution(role_words="teacher"), Attribution()


@pytest.fixture
def given():
    """Twelve teachers in each of two schools, three leaders in one."""
    found = survey(FRAME)
    kettle, gull = found.units_by_name["Kettle School"], found.units_by_name["Gull"]
    say(kettle, "We need more time, and trust.")
    say(kettle, "Nobody asked us.", consent=NO)
    say(kettle, "I run the place.", role=2)
    for unit in (kettle, gull):
        tally(unit, 12, {}, role=1)
    tally(kettle, 3, {}, role=2)
    read_all(found)
    return found


def quote(given, text, words, attribution=TEACHER):
    answer = given.open_answers.get(text__startswith=text)
    return services.choose_quote(answer, words=words, attribution=attribution, by=None)


def test_a_part_of_an_answer_is_quoted_with_what_enough_respondents_share(given):
    found = quote(given, "We", "more time … trust")

    assert (found.words, found.attribution) == ("more time … trust", "teacher")


def test_an_answer_is_in_the_bank_once(given):
    first = quote(given, "We", "more time")
    services.take_back_quote(first, by=None)

    again = quote(given, "We", "trust", SOMEBODY)

    assert (again.pk, again.words, again.removed_at) == (first.pk, "trust", None)
    assert again.attribution == "a respondent"


def test_who_did_not_agree_is_not_quoted(given):
    with pytest.raises(CannotQuote, match="did not agree"):
        quote(given, "Nobody", "Nobody asked us.")


@pytest.mark.parametrize("verdict", ["unread", "withhold"])
def test_only_what_is_to_be_published_is_quoted(given, verdict):
    given.open_answers.update(verdict=verdict)

    with pytest.raises(CannotQuote, match="to be published"):
        quote(given, "We", "more time")


def test_words_of_others_are_refused(given):
    with pytest.raises(CannotQuote, match="own words"):
        quote(given, "We", "We need more money")


def test_a_name_that_was_taken_out_cannot_be_quoted(given):
    answer = given.open_answers.get(text__startswith="We")
    services.take_out_names(answer, words="We need […].", by=None)

    with pytest.raises(CannotQuote, match="own words"):
        quote(given, "We", "more time")


def test_an_attribution_that_few_share_is_refused(given):
    with pytest.raises(CannotQuote, match="Too few respondents"):
        quote(given, "I run", "I run the place.", Attribution(role_words="leader"))
    assert quote(given, "I run", "I run the place.", SOMEBODY).role_words == ""


def test_an_attribution_to_somebody_else_is_refused(given):
    with pytest.raises(CannotQuote, match="Too few respondents"):
        quote(given, "I run", "I run the place.", TEACHER)


def test_a_quote_is_taken_back_and_brought_back(given):
    found = services.take_back_quote(quote(given, "We", "more time"), by=None)
    moment = found.removed_at

    assert services.take_back_quote(found, by=None).removed_at == moment
    assert services.restore_quote(found, by=None).removed_at is None


def test_a_quote_leaves_the_bank_with_its_answer(given):
    found = quote(given, "We", "more time")

    services.judge_words(found.answer, verdict=OpenAnswer.Verdict.WITHHOLD, by=None)

    found.refresh_from_db()
    assert found.removed_at is not None


def test_a_quote_leaves_the_bank_when_its_words_are_taken_out(given):
    kept, gone = quote(given, "We", "need"), quote(given, "I run", "the place", SOMEBODY)

    services.take_out_names(kept.answer, words="We need […].", by=None)
    services.take_out_names(gone.answer, words="I run […].", by=None)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.removed_at is None, gone.removed_at is None) == (True, False)


def test_a_quote_is_not_brought_back_when_its_answer_is_held_back_meanwhile(given):
    found = services.take_back_quote(quote(given, "We", "more time"), by=None)
    given.open_answers.update(verdict="withhold")

    with pytest.raises(CannotQuote):
        services.restore_quote(found, by=None)


@pytest.mark.parametrize(
    ("words", "is_part"),
    [
        ("more time", True),
        ("We  need\nmore time", True),
        ("We […] trust.", True),
        ("trust … time", False),
        ("more Time", False),
        ("…", False),
        ("  ", False),
    ],
)
def test_parts_stand_in_order_and_dots_for_what_is_left_out(words, is_part):
    assert is_part_of(words, "We need more time, and trust.") == is_part
