import pytest

from core.offers import todos_for
from surveys.results import services
from surveys.results.models import OpenAnswer
from tests.surveys.results.spoken import read_all, released, say, survey

pytestmark = pytest.mark.django_db
FRAME = {"Maple ESC": {"Fallow Local": {"Kettle School": (45, 57), "Gull": (30, 40)}}}


@pytest.fixture
def given():
    found = survey(FRAME, title="Spoken")
    say(found.units_by_name["Gull"], "One", "Two")
    services.set_words_apart(found)
    return found


def about_words(user):
    return [(todo.title, todo.why) for todo in todos_for(user) if "wrote" in todo.title]


def test_reading_is_a_thing_to_do_for_those_who_run_the_survey(
    given, state_admin, state_viewer, specialist
):
    waits = "2 answers wait, nobody else sees them before"

    assert about_words(state_admin) == [("Read what people wrote: Spoken", waits)]
    assert about_words(state_viewer) == about_words(specialist) == []


def test_what_is_read_is_no_longer_to_do(given, state_admin):
    read_all(given, OpenAnswer.Verdict.WITHHOLD)

    assert about_words(state_admin) == []


def test_one_answer_is_told_as_one(given, state_admin):
    services.judge_words(
        given.open_answers.get(text="One"), verdict=OpenAnswer.Verdict.PUBLISH, by=None
    )

    assert about_words(state_admin)[0][1].startswith("1 answer waits")


def test_after_publishing_nothing_is_to_do(given, state_admin):
    read_all(given)
    released(given)
    services.publish_comments(given, by=None)

    assert about_words(state_admin) == []
