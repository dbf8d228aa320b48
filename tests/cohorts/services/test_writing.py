import datetime as dt

import pytest

from cohorts.models import ApplicationAnswer
from cohorts.services import writing as services
from core import clock
from tests.factories.network import PersonFactory

EMPTY = services.mark_of(None)


@pytest.fixture
def ada(db):
    return PersonFactory(first_name="Ada")


@pytest.fixture
def bo(db):
    return PersonFactory(first_name="Bo")


def save(application, by, answers, seen=None):
    return services.save_answers(application, part="why", answers=answers, seen=seen or {}, by=by)


def test_an_answer_is_kept_with_who_wrote_it(draft_application, ada):
    save(draft_application, ada, {"why-join": "Because."})

    answer = ApplicationAnswer.objects.get()
    assert (answer.value, answer.written_by, answer.revision) == ("Because.", ada, 1)


def test_saving_the_same_again_changes_nothing(draft_application, ada, bo):
    save(draft_application, ada, {"why-join": "Because."})
    save(draft_application, bo, {"why-join": "Because."})

    answer = ApplicationAnswer.objects.get()
    assert (answer.written_by, answer.revision) == (ada, 1)


def test_two_who_answer_different_questions_are_merged(draft_application, ada, bo):
    save(draft_application, ada, {"why-join": "Because.", "learners": ""})
    saved = save(draft_application, bo, {"why-join": "", "learners": "More say."})

    assert saved.clashes == []
    assert {one.question: one.value for one in ApplicationAnswer.objects.all()} == {
        "why-join": "Because.",
        "learners": "More say.",
    }


def test_the_second_to_change_the_same_answer_is_told_and_nothing_is_overwritten(
    draft_application, ada, bo
):
    save(draft_application, ada, {"why-join": "Ada’s words."})
    saved = save(draft_application, bo, {"why-join": "Bo’s words."}, {"why-join": EMPTY})

    assert [clash.value for clash in saved.clashes] == ["Ada’s words."]
    assert ApplicationAnswer.objects.get().value == "Ada’s words."


def test_whoever_read_the_other_side_may_overwrite_it(draft_application, ada, bo):
    save(draft_application, ada, {"why-join": "Ada’s words."})
    read = services.mark_of("Ada’s words.")
    saved = save(draft_application, bo, {"why-join": "Bo’s words."}, {"why-join": read})

    assert saved.clashes == []
    answer = ApplicationAnswer.objects.get()
    assert (answer.value, answer.written_by, answer.revision) == ("Bo’s words.", bo, 2)


def test_an_answer_can_be_emptied(draft_application, ada):
    save(draft_application, ada, {"why-join": "Because."})
    save(draft_application, ada, {"why-join": ""}, {"why-join": services.mark_of("Because.")})

    assert ApplicationAnswer.objects.get().value is None


def test_a_sent_application_is_not_written(draft_application, ada):
    draft_application.state = "submitted"
    draft_application.save()

    with pytest.raises(services.NotWritten, match="is sent"):
        save(draft_application, ada, {"why-join": "Late."})


def test_a_draft_of_a_closed_offering_is_kept_and_not_written(draft_application, ada):
    save(draft_application, ada, {"why-join": "Because."})
    with (
        clock.at(clock.now() + dt.timedelta(days=60)),
        pytest.raises(services.NotWritten, match="What you wrote is kept"),
    ):
        save(draft_application, ada, {"why-join": "Late."})

    assert ApplicationAnswer.objects.get().value == "Because."


def test_while_more_is_asked_only_the_named_parts_are_open_until_their_day(draft_application, ada):
    draft_application.state = "information"
    draft_application.save()
    due = clock.today() + dt.timedelta(days=5)
    draft_application.requests.create(parts=["why"], message="Say more.", due_on=due)

    assert services.open_parts(draft_application) == {"why"}
    save(draft_application, ada, {"why-join": "More."})
    with pytest.raises(services.NotWritten, match="Only the parts"):
        services.save_answers(
            draft_application, part="now", answers={"teachers": 4}, seen={}, by=ada
        )
    with clock.at(clock.now() + dt.timedelta(days=7)):
        assert services.open_parts(draft_application) == frozenset()
