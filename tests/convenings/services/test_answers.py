import datetime as dt

from convenings import jobs
from convenings.models import QuestionAnswer
from core import clock
from tests.factories.convenings import QuestionFactory, RegistrationFactory


def test_private_answers_are_deleted_so_many_days_after_the_last_session(north, south):
    food = QuestionFactory(convening=north.convening, keep_days=3)
    song = QuestionFactory(convening=north.convening, is_private=False)
    seat = RegistrationFactory(session=north)
    for question in (food, song):
        seat.answers.create(question=question, text="Nuts")

    def left_after(days):
        with clock.at(south.ends_at + dt.timedelta(days=days)):
            jobs.forget_answers()
        return set(QuestionAnswer.objects.values_list("question", flat=True))

    assert left_after(-10) == {food.pk, song.pk}
    assert left_after(3) == {food.pk, song.pk}
    assert left_after(4) == {song.pk}


def test_session_that_was_cancelled_does_not_keep_answers_longer(north, south):
    south.starts_at += dt.timedelta(days=50)
    south.ends_at += dt.timedelta(days=50)
    south.is_cancelled = True
    south.save()
    food = QuestionFactory(convening=north.convening, keep_days=3)
    RegistrationFactory(session=north).answers.create(question=food, text="Nuts")

    with clock.at(north.ends_at + dt.timedelta(days=4)):
        assert jobs.forget_answers() == 1
        assert jobs.forget_answers() == 0
