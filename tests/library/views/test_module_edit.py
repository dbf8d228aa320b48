"""Lessons that are added, moved, put away and brought back."""

import pytest
from django.urls import reverse

from library.models import Lesson
from library.services.progress import finish_lesson
from network.models import Activity
from tests.library.services.test_progress import finish_all


def page(name, *args):
    return reverse(f"library:{name}", args=["why", *args])


def titles(module):
    return [lesson.title for lesson in module.lessons.taught()]


def typed(**values):
    return {"title": "A walk through school", "minutes": "8", "body": "Look around."} | values


def test_a_lesson_is_added_once_and_stands_last(module, state_admin, signed_in):
    browser = signed_in(state_admin)
    assert browser.get(page("lesson-new", "text")).context["form"]["minutes"].value() == 5

    for _ in range(2):  # a double click
        browser.post(page("lesson-new", "text"), typed())

    assert titles(module)[-1] == "A walk through school"
    assert module.lessons.count() == 5
    assert browser.get(page("lesson", "a-walk-through-school")).status_code == 200


def test_another_lesson_of_the_same_title_is_refused_and_nothing_typed_is_lost(
    module, state_admin, signed_in
):
    answer = signed_in(state_admin).post(
        page("lesson-new", "text"), typed(title="to read", body="Mine") | {"title": "To text"}
    )

    assert answer.status_code == 422
    assert "Choose another title" in answer.text
    assert "Mine" in answer.text


@pytest.mark.parametrize("title", ["Done", "Change", "Lessons", "！"])
def test_a_title_never_takes_an_address_that_means_something_else(
    title, module, state_admin, signed_in
):
    signed_in(state_admin).post(page("lesson-new", "text"), typed(title=title))

    lesson = module.lessons.get(title=title)
    assert signed_in(state_admin).get(lesson.get_absolute_url()).context["lesson"] == lesson


def test_a_quick_check_that_nobody_could_answer_is_refused(module, state_admin, signed_in):
    answer = signed_in(state_admin).post(
        page("lesson-new", "check"),
        typed(wording="Which?", options="One\nTwo", right="3", because=""),
    )

    assert answer.status_code == 422
    assert "Say which of the answers is right" in answer.text
    assert signed_in(state_admin).get(page("lesson-new", "poem")).status_code == 404


def test_a_lesson_changes_places_with_its_neighbor(module, state_admin, signed_in):
    browser = signed_in(state_admin)
    first, second, *others = titles(module)

    browser.post(page("lesson-move", "text"), {"to": "up"})  # at the end already
    assert titles(module) == [first, second, *others]

    browser.post(page("lesson-move", "text"), {"to": "down"})
    assert titles(module) == [second, first, *others]


def test_a_lesson_that_is_put_away_counts_no_more_and_comes_back_where_it_stood(
    module, state_admin, team_member, signed_in
):
    person, before = team_member.person, titles(module)
    finish_lesson(module.lessons.get(code="video"), by=person)
    browser = signed_in(state_admin)

    for _ in range(2):
        answer = browser.post(page("lesson-put-away", "video"), follow=True)
    assert page("lesson-bring-back", "video") in answer.text
    assert browser.get(page("lesson", "video")).status_code == 404
    shown = signed_in(team_member).get(module.get_absolute_url())
    assert "<b>0 of 3</b> done" in shown.text

    for _ in range(2):
        signed_in(state_admin).post(page("lesson-bring-back", "video"))
    assert titles(module) == before
    assert "<b>1 of 4</b>" in signed_in(team_member).get(module.get_absolute_url()).text
    assert Activity.objects.about(module).count() == 2


def test_a_module_is_finished_without_the_lesson_that_was_put_away(
    module, state_admin, team_member, signed_in
):
    signed_in(state_admin).post(page("lesson-put-away", "video"))

    for lesson in module.lessons.taught().exclude(kind=Lesson.Kind.CHECK):
        finish_lesson(lesson, by=team_member.person)
    signed_in(state_admin).post(page("lesson-put-away", "check"))
    completion = finish_lesson(module.lessons.get(code="text"), by=team_member.person)

    assert completion is not None


def test_the_last_lesson_stays(module, state_admin, signed_in):
    browser = signed_in(state_admin)
    for code in ("text", "video", "reflection"):
        browser.post(page("lesson-put-away", code))

    answer = browser.post(page("lesson-put-away", "check"), follow=True)

    assert "It is the last lesson of Why begin?" in answer.text
    assert module.lessons.taught().count() == 1


def test_who_has_finished_keeps_the_certificate_when_a_lesson_is_added(
    module, state_admin, team_member, signed_in
):
    finish_all(module, team_member.person)

    signed_in(state_admin).post(page("lesson-new", "text"), typed())

    assert "Certificate" in signed_in(team_member).get(module.get_absolute_url()).text
