import pytest

from surveys.results import services
from surveys.results.models import OpenAnswer, ReleasedComment, ReleasedUnit
from surveys.results.services import CannotPublish
from surveys.results.words.comments import SHOWN_AT_ONCE, comments_of
from tests.surveys.results.spoken import read_all, released, say, survey

pytestmark = pytest.mark.django_db
FRAME = {
    "Maple ESC": {
        "Fallow Local": {"Kettle": (45, 57), "Gull": (30, 40)},
        "Oak Local": {"Hen": (40, 44), "Small": (7, 9), "Tiny": (8, 12)},
    }
}


@pytest.fixture
def given():
    found = survey(FRAME)
    say(found.units_by_name["Kettle"], *[f"Kettle {n}" for n in range(12)])
    say(found.units_by_name["Gull"], *[f"Gull {n}" for n in range(4)])
    say(found.units_by_name["Small"], *[f"Small {n}" for n in range(5)])
    say(found.units_by_name["Tiny"], *[f"Tiny {n}" for n in range(5)])
    say(found.units_by_name["Kettle"], "One word", code="SAY2")
    return found


def published(given):
    found = {}
    for comment in ReleasedComment.objects.filter(release__administration=given):
        found.setdefault((comment.unit.name, comment.item_code), []).append(comment.text)
    return found


def of(given, name):
    rows = ReleasedUnit.objects.current().with_place()
    return comments_of(rows.get(release__administration=given, unit__name=name))


def test_each_comment_is_shown_at_exactly_one_level(given):
    read_all(given)
    released(given)

    assert services.publish_comments(given, by=None) == 22

    found = published(given)
    assert sorted(found) == [("Kettle", "SAY1"), ("Oak Local", "SAY1")]
    assert sorted(found["Kettle", "SAY1"]) == sorted(f"Kettle {n}" for n in range(12))
    assert {text.split()[0] for text in found["Oak Local", "SAY1"]} == {"Small", "Tiny"}


def test_publishing_again_changes_nothing(given):
    read_all(given)
    released(given)
    services.publish_comments(given, by=None)
    before = published(given)
    OpenAnswer.objects.filter(text__startswith="Kettle").update(verdict="withhold")

    assert services.publish_comments(given, by=None) == 0
    assert published(given) == before


def test_what_is_held_back_is_not_shown_and_what_was_cleaned_is_shown_clean(given):
    read_all(given)
    released(given)
    held, named = given.open_answers.filter(text__in=["Kettle 0", "Kettle 1"]).order_by("text")
    services.judge_words(held, verdict=OpenAnswer.Verdict.WITHHOLD, by=None)
    services.take_out_names(named, words="[name] 1", by=None)

    services.publish_comments(given, by=None)

    texts = published(given)["Kettle", "SAY1"]
    assert (len(texts), "[name] 1" in texts) == (11, True)
    assert {"Kettle 0", "Kettle 1"} & set(texts) == set()


def test_comments_come_in_no_order_that_tells_anything(given):
    read_all(given)
    released(given)
    services.publish_comments(given, by=None)

    found = ReleasedComment.objects.filter(unit__name="Oak Local").order_by("place")
    assert [comment.place for comment in found] == list(range(1, 11))
    fields = {field.name for field in ReleasedComment._meta.get_fields()}
    assert fields == {"id", "release", "unit", "item_code", "text", "place"}


def test_nothing_is_published_before_all_is_read(given):
    services.set_words_apart(given)
    released(given)

    with pytest.raises(CannotPublish, match="27 answers are not read yet"):
        services.publish_comments(given, by=None)
    assert of(given, "Kettle") is None
    assert published(given) == {}


def test_nothing_is_published_before_the_figures(given):
    read_all(given)

    with pytest.raises(CannotPublish, match="Release the figures first"):
        services.publish_comments(given, by=None)


def test_nothing_is_published_before_the_words_are_set_apart(given):
    released(given)

    with pytest.raises(CannotPublish, match="being set apart"):
        services.publish_comments(given, by=None)


def test_a_page_gets_the_first_few_comments_of_each_question(given, django_assert_num_queries):
    read_all(given)
    released(given)
    services.publish_comments(given, by=None)
    of(given, "Kettle")  # the form is read once per process
    rows = ReleasedUnit.objects.current().with_place()
    row = rows.get(release__administration=given, unit__name="Kettle")

    with django_assert_num_queries(1):  # the comments
        found = comments_of(row)

    (question,) = found.questions
    assert (question.code, question.wording) == ("SAY1", "What helped?")
    assert (len(question.texts), question.has_more) == (SHOWN_AT_ONCE, True)
    assert set(question.texts) <= {f"Kettle {n}" for n in range(12)}


def test_a_hidden_unit_and_one_whose_comments_stand_elsewhere_show_none(given):
    read_all(given)
    released(given)
    services.publish_comments(given, by=None)

    for name in ("Small", "Gull", "Maple ESC", "Network"):
        assert of(given, name).questions == (), name


def test_a_comment_is_taken_down_alone(given):
    read_all(given)
    released(given)
    services.publish_comments(given, by=None)
    comment = ReleasedComment.objects.filter(unit__name="Kettle").first()

    services.take_down_comment(comment, by=None)

    assert len(published(given)["Kettle", "SAY1"]) == 11
    assert len(published(given)["Oak Local", "SAY1"]) == 10


def test_after_a_correction_each_comment_stands_once_and_can_be_taken_down(given):
    read_all(given)
    released(given)
    services.publish_comments(given, by=None)
    before = of(given, "Kettle")
    tally = given.units_by_name["Hen"].tallies.get()
    tally.submitted -= 20
    tally.counts[4] -= 20
    tally.save()
    services.request_correction(given, reason="Doubled answers.", by=None)
    assert services.correct_release(given, by=None).number == 2

    assert of(given, "Kettle") == before
    for comment in ReleasedComment.objects.filter(unit__name="Kettle"):
        services.take_down_comment(comment, by=None)
    assert of(given, "Kettle").questions == ()
