"""What happens when two do the same thing at the same moment, on real connections."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from surveys.collection import drafts, links
from surveys.collection import recount as recounting
from surveys.collection.fold import fold_sealed
from surveys.collection.models import Draft, Response, Tally
from surveys.collection.recount import recount
from surveys.collection.refusals import AlreadySent, NotOpen
from surveys.collection.services import close_administration
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work, times):
    """Run the same work in several threads, each with a connection of its own."""

    def alone(number):
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


def test_two_folds_at_once_count_everything_once(open_survey):
    for name, people in (("Kettle School", 20), ("Gull School", 8)):
        for invitation in invited(open_survey, name, people):
            answer(invitation, IMT11=4)

    folded = at_once(lambda _: fold_sealed(open_survey), 3)

    assert sum(folded) == 28
    assert Response.objects.count() == 28
    assert sorted(Tally.objects.values_list("submitted", flat=True)) == [8, 20]
    assert recount(open_survey) == []


def test_a_fold_that_ends_while_we_recount_is_no_difference(open_survey, monkeypatch):
    for invitation in invited(open_survey, "Kettle School", 10):
        answer(invitation, IMT11=4)
    read = recounting._rows

    def fold_before_reading(*given):
        yield from read(*given)
        assert at_once(lambda _: fold_sealed(open_survey), 1) == [10]

    monkeypatch.setattr(recounting, "_rows", fold_before_reading)

    assert recount(open_survey) == []


def test_two_finishers_at_once_rewrite_without_doubling(open_survey):
    for invitation in invited(open_survey, "Kettle School", 7):
        answer(invitation, IMT11=4)
    fold_sealed(open_survey)
    answer(invited(open_survey, "Gull School", 1)[0], IMT11=2)
    close_administration(open_survey, by=None)

    folded = at_once(lambda _: fold_sealed(open_survey, finish=True), 3)

    assert sum(folded) == 1
    assert Response.objects.count() == 8
    assert recount(open_survey) == []


def test_a_double_click_on_send_sends_once(open_survey):
    token = links.token_for(invited(open_survey, "Kettle School", 1)[0])

    def send(number):
        try:
            drafts.submit(token, answers={"IMT11": number + 1})
        except AlreadySent:
            return "refused"
        return "sent"

    assert sorted(at_once(send, 3)) == ["refused", "refused", "sent"]
    assert Draft.objects.sealed().count() == Draft.objects.count() == 1


def test_an_answer_arrives_before_the_close_or_is_told_so_but_is_never_lost(open_survey):
    tokens = [links.token_for(one) for one in invited(open_survey, "Kettle School", 8)]

    def work(number):
        if number == 4:
            close_administration(open_survey, by=None)
            fold_sealed(open_survey, finish=True)
            return "closed"
        try:
            drafts.submit(tokens[number], answers={"IMT11": 1})
        except NotOpen:
            return "NotOpen"
        return "sent"

    told = at_once(work, 8)

    assert set(told) <= {"sent", "NotOpen", "closed"}
    assert Response.objects.count() == told.count("sent")
    assert not Draft.objects.sealed().exists()


def test_first_words_from_two_devices_at_once_are_both_kept(open_survey):
    token = links.token_for(invited(open_survey, "Kettle School", 1)[0])
    codes = ["IMT11", "IMT12", "IMT13"]

    at_once(lambda number: drafts.save(token, answers={codes[number]: number + 1}), 3)

    assert drafts.read(token) == {"IMT11": 1, "IMT12": 2, "IMT13": 3}
