import pytest

from library.models import LessonProgress, ModuleCompletion
from library.rules.progress import BadQuestion
from library.services import progress as services
from network.models import Activity
from tests.factories.network import PersonFactory
from tests.surveys.collection.test_at_once import at_once

FRESH = services.mark_of("")


def finish_all(module, person, but=()):
    for lesson in module.lessons.exclude(code__in=but):
        if lesson.kind == lesson.Kind.CHECK:
            services.answer_check(lesson, answer=2, by=person)
        services.finish_lesson(lesson, by=person)


def test_the_last_lesson_completes_the_module_once(module):
    person = PersonFactory()
    finish_all(module, person, but=["video"])
    assert not ModuleCompletion.objects.exists()

    first = services.finish_lesson(module.lessons.get(code="video"), by=person)
    again = services.finish_lesson(module.lessons.get(code="video"), by=person)

    assert first == again == ModuleCompletion.objects.get()
    assert (first.title, first.contact_minutes) == ("Why begin?", 30)


def test_a_certificate_keeps_the_title_and_the_hours_of_its_day(module):
    person = PersonFactory()
    finish_all(module, person)
    module.title, module.contact_minutes = "Another name", 5
    module.save()

    finish_all(module, person)

    kept = ModuleCompletion.objects.get()
    assert (kept.title, kept.hours) == ("Why begin?", "0.5")


def test_a_check_wants_an_answer_before_it_is_done(module):
    person, lesson = PersonFactory(), module.lessons.get(code="check")

    with pytest.raises(services.NotAnswered):
        services.finish_lesson(lesson, by=person)
    with pytest.raises(BadQuestion):
        services.answer_check(lesson, answer=4, by=person)
    services.answer_check(lesson, answer=1, by=person)  # wrong is an answer too
    services.finish_lesson(lesson, by=person)

    assert LessonProgress.objects.get().state == "done"


def test_a_reflection_is_kept_and_a_second_window_does_not_write_over_it(module):
    person, lesson = PersonFactory(), module.lessons.get(code="reflection")
    services.keep_reflection(lesson, text="First", seen=FRESH, by=person)
    services.keep_reflection(lesson, text="First", seen=FRESH, by=person)

    with pytest.raises(services.ChangedElsewhere) as clash:
        services.keep_reflection(lesson, text="Second", seen=FRESH, by=person)

    assert clash.value.progress.reflection == "First"
    services.keep_reflection(lesson, text="Both", seen=services.mark_of("First"), by=person)
    assert LessonProgress.objects.get().reflection == "Both"


def test_nothing_about_lessons_is_in_the_log(module):
    person = PersonFactory()
    before = Activity.objects.count()
    reflection = module.lessons.get(code="reflection")
    services.keep_reflection(reflection, text="For me alone", seen=FRESH, by=person)
    finish_all(module, person)

    assert Activity.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_the_last_two_lessons_finished_at_once_complete_the_module_once(module):
    person = PersonFactory()
    finish_all(module, person, but=["text", "video"])
    last = list(module.lessons.filter(code__in=["text", "video"]))

    at_once(lambda number: services.finish_lesson(last[number % 2], by=person), 4)

    assert ModuleCompletion.objects.count() == 1
