from django.core.management import call_command

from library.models import Lesson, Module
from library.rules.progress import question_of
from library.services.loading import load_modules


def test_three_modules_are_shipped_and_loading_again_adds_nothing(db):
    load_modules()
    load_modules()

    assert [module.code for module in Module.objects.all()] == ["what", "why", "beginning"]
    assert [module.lessons.count() for module in Module.objects.all()] == [6, 5, 6]


def test_each_module_has_something_to_read_to_write_and_to_check(db):
    load_modules()

    for module in Module.objects.all():
        assert {lesson.kind for lesson in module.lessons.all()} == set(Lesson.Kind.values)
        assert sum(lesson.minutes for lesson in module.lessons.all()) == module.minutes
        assert "ours" in module.source
    for lesson in Lesson.objects.filter(kind=Lesson.Kind.CHECK):
        assert question_of(lesson.question).because
    assert not Lesson.objects.filter(kind=Lesson.Kind.VIDEO, transcript="").exists()


def test_what_an_operator_changed_stays(db):
    load_modules()
    Module.objects.filter(code="why").update(title="Why we do it")

    load_modules()

    assert Module.objects.get(code="why").title == "Why we do it"


def test_the_command_says_what_is_there(db, capsys):
    call_command("load_modules")

    assert "Why personalized learning?: 5 lessons" in capsys.readouterr().out
