import datetime as dt

import pytest
import time_machine

from core import clock
from network.models import Activity
from surveys.collection import drafts, links
from surveys.collection.models import Draft
from surveys.collection.refusals import (
    AlreadySent,
    NothingAnswered,
    UnknownAnswer,
    UnknownLink,
)
from surveys.collection.services import revoke
from tests.surveys.asking import invited


@pytest.fixture
def token(open_survey):
    return links.token_for(invited(open_survey, "Kettle School", 1)[0])


def test_answers_come_back_by_the_same_link(token):
    drafts.save(token, answers={"IMT11": 4, "IMC01": "2", "role": 1})

    assert drafts.read(token) == {"IMT11": 4, "IMC01": 2, "role": 1}


def test_the_last_word_on_a_question_wins_and_the_others_stay(token):
    first = drafts.save(token, answers={"IMT11": 4, "IMT12": 1})
    second = drafts.save(token, answers={"IMT11": 5})

    assert second.kept == {"IMT11": 5, "IMT12": 1}
    assert (first.revision, second.revision) == (1, 2)


def test_a_draft_holds_neither_the_link_nor_an_answer_in_clear(token):
    drafts.save(token, answers={"IMT11": 4})
    draft = Draft.objects.get()
    stored = bytes(draft.ciphertext)

    assert token not in draft.token_hash
    assert b"IMT11" not in stored
    assert drafts.read(token + "x") is None


def test_an_encrypted_text_carries_no_time(token):
    drafts.save(token, answers={"IMT11": 4})
    with time_machine.travel(clock.now() + dt.timedelta(days=1)):
        drafts.submit(token)

    # Fernet's text begins with version 0x80 and eight bytes of time, in base64.
    assert bytes(Draft.objects.get().ciphertext).startswith(b"gAAAAAAAAAAA")


def test_sending_marks_the_invitation_and_cuts_the_draft_from_the_link(token):
    drafts.save(token, answers={"IMT11": 4})
    drafts.submit(token, answers={"IMT12": 2})
    draft = Draft.objects.get()

    assert draft.is_sealed
    assert draft.token_hash != links.hash_of(token)
    assert draft.revision == 0
    assert links.invitation_for(token).is_completed
    assert drafts.read(token) is None


def test_nothing_is_sent_twice_or_changed_after(token):
    drafts.submit(token, answers={"IMT11": 4})

    with pytest.raises(AlreadySent, match=r"This survey is already sent\. Thank you\."):
        drafts.submit(token, answers={"IMT11": 5})
    with pytest.raises(AlreadySent):
        drafts.save(token, answers={"IMT11": 5})
    assert Draft.objects.count() == 1


def test_a_blank_form_is_not_sent_but_declined_questions_are_an_answer(token):
    with pytest.raises(NothingAnswered):
        drafts.submit(token, answers={"role": 1})

    drafts.submit(token, answers={"IMT11": 0})

    assert links.invitation_for(token).is_completed


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"IMT11": 6}, "Question 2: choose one of the answers on the page."),
        ({"IMT11": -1}, "Question 2: choose one of the answers on the page."),
        ({"IMT11": "often"}, "Question 2: choose one of the answers on the page."),
        ({"IMT11": None}, "Question 2: choose one of the answers on the page."),
        ({"IMT11": True}, "Question 2: choose one of the answers on the page."),
        (
            {"XYZ": 1},
            "This form has no question XYZ. Load the page again: it may have changed.",
        ),
        ({"role": 4}, "Choose one of the roles on the page."),
    ],
)
def test_an_unknown_answer_is_refused_in_words_and_nothing_is_lost(token, answers, words):
    drafts.save(token, answers={"IMT11": 4})

    with pytest.raises(UnknownAnswer) as refused:
        drafts.save(token, answers={"IMT12": 1} | answers)

    assert str(refused.value) == words
    assert drafts.read(token) == {"IMT11": 4}


def test_an_invented_or_withdrawn_link_leads_nowhere(token):
    with pytest.raises(UnknownLink):
        drafts.save("abc.def", answers={})
    revoke(links.invitation_for(token), by=None)

    with pytest.raises(UnknownLink):
        drafts.save(token, answers={"IMT11": 4})


def test_answering_leaves_no_line_in_the_log(token):
    before = Activity.objects.count()
    drafts.save(token, answers={"IMT11": 4})
    drafts.submit(token)

    assert Activity.objects.count() == before
