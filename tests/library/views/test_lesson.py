import pytest
from django.urls import reverse

from library.models import LessonProgress, ModuleCompletion
from library.services import progress as services
from network.models import Activity
from tests.library.services.test_progress import FRESH, finish_all
from tests.viewing import view_as

SECRET = "What I never told anybody about third period"


def page(code):
    return reverse("library:lesson", args=["why", code])


@pytest.fixture
def learner(team_member, signed_in):
    """The browser of a team member, who has begun nothing."""
    return signed_in(team_member)


def mine(user, code):
    return LessonProgress.objects.filter(person=user.person, lesson__code=code).first()


def test_a_stranger_reads_every_lesson_and_nothing_is_kept(client, module):
    for lesson in module.lessons.all():
        shown = client.get(lesson.get_absolute_url())
        assert "Words" in shown.text
        assert "Begin with your e-mail" in shown.text
        assert "is_done" not in shown.text  # the frame's words are the frame's

    assert not LessonProgress.objects.exists()


def test_a_stranger_gets_feedback_on_a_check_and_nothing_is_kept(client, module):
    right = client.post(page("check"), {"answer": "2", "check": "1"})
    wrong = client.post(page("check"), {"answer": "1", "check": "1"})

    assert "That is right" in right.text
    assert "Not quite" in wrong.text
    assert "What learners can say and do" in wrong.text
    assert not LessonProgress.objects.exists()


def test_a_stranger_who_wants_to_keep_something_is_asked_to_begin(client, module):
    sent = client.post(page("text"), {"done": "1"})

    assert sent.url == f"{reverse('library:begin')}?next=%2Fexplore%2Fwhy%2Ftext%2F"


def test_done_goes_on_to_the_next_lesson_and_the_page_says_how_far(learner, team_member, module):
    answer = learner.post(page("text"), {"done": "1"})

    assert answer.url == page("video")
    assert mine(team_member, "text").done_at is not None
    shown = learner.get(module.get_absolute_url())
    assert "<b>1 of 4</b> done = <b>25%</b>" in shown.text
    assert "Go on here" in shown.text


def test_looking_at_a_lesson_changes_nothing(learner, module):
    learner.get(page("text"))

    assert not LessonProgress.objects.exists()


def test_a_reflection_is_kept_while_somebody_types(learner, team_member, module):
    typed = {"reflection": SECRET, "seen": FRESH}

    saved = learner.post(page("reflection"), typed, headers={"HX-Request": "true"})

    assert "Kept, for you alone" in saved.text
    assert services.mark_of(SECRET) in saved.text
    assert mine(team_member, "reflection").reflection == SECRET
    assert SECRET in learner.get(page("reflection")).text


def test_a_second_window_shows_both_texts_and_loses_neither(learner, team_member, module):
    lesson = module.lessons.get(code="reflection")
    services.keep_reflection(lesson, text="From the phone", seen=FRESH, by=team_member.person)
    typed = {"reflection": "From the desk", "seen": FRESH}

    by_itself = learner.post(page("reflection"), typed, headers={"HX-Request": "true"})
    sent = learner.post(page("reflection"), typed | {"done": "1"})

    assert "Not kept" in by_itself.text
    assert sent.status_code == 422
    assert "From the phone" in sent.text
    assert "From the desk" in sent.text
    assert mine(team_member, "reflection").reflection == "From the phone"
    again = {"reflection": "Both", "seen": services.mark_of("From the phone"), "done": "1"}
    assert learner.post(page("reflection"), again).url == page("check")
    assert mine(team_member, "reflection").reflection == "Both"


def test_a_check_is_answered_told_and_answered_again(learner, team_member, module):
    learner.post(page("check"), {"answer": "1", "check": "1"})
    assert "Not quite" in learner.get(page("check")).text

    learner.post(page("check"), {"answer": "2", "check": "1"})

    assert "That is right" in learner.get(page("check")).text
    assert mine(team_member, "check").answer == 2


def test_a_check_without_an_answer_is_asked_for_in_words(learner, module):
    sent = learner.post(page("check"), {"done": "1"})

    assert sent.status_code == 422
    assert "Choose an answer first" in sent.text


def test_an_answer_that_is_none_is_refused(learner, module):
    assert learner.post(page("check"), {"answer": "9", "done": "1"}).status_code == 422
    assert not LessonProgress.objects.exists()


def test_the_last_lesson_leads_to_the_certificate_and_a_double_click_to_the_same(
    learner, team_member, module
):
    finish_all(module, team_member.person, but=["check"])

    urls = [learner.post(page("check"), {"answer": "2", "done": "1"}).url for _ in range(2)]

    assert urls == [reverse("library:done", args=["why"])] * 2
    assert ModuleCompletion.objects.count() == 1


def test_the_last_lesson_with_others_open_says_so(learner, module):
    sent = learner.post(page("check"), {"answer": "2", "done": "1"}, follow=True)

    assert "Some before it are still open" in sent.text


def test_an_unpublished_module_is_only_there_for_who_changes_it(
    client, module, state_admin, signed_in
):
    module.is_published = False
    module.save()

    assert client.get(page("text")).status_code == 404
    assert client.get(module.get_absolute_url()).status_code == 404
    assert signed_in(state_admin).get(page("text")).status_code == 200


def test_nobody_else_ever_reads_a_reflection(
    module, team_member, specialist, state_admin, signed_in
):
    lesson = module.lessons.get(code="reflection")
    services.keep_reflection(lesson, text=SECRET, seen=FRESH, by=team_member.person)
    finish_all(module, team_member.person)
    person = team_member.person
    pages = [
        reverse("home"),
        page("reflection"),
        module.get_absolute_url(),
        reverse("library:learners"),
        reverse("library:learners-csv"),
        reverse("library:of-person", args=[person.pk]),
        reverse("library:modules"),
        f"{reverse('search')}?q=third+period",
        ModuleCompletion.objects.get().get_absolute_url(),
    ]
    for user in (specialist, state_admin):
        browser = signed_in(user)
        for url in pages:
            answer = browser.get(url)
            body = b"".join(answer) if answer.streaming else answer.content
            assert SECRET not in body.decode(), url

    viewer = view_as(state_admin, person)
    assert viewer.get(page("reflection")).status_code == 200
    assert SECRET not in viewer.get(page("reflection")).text
    assert viewer.get(reverse("library:done", args=["why"])).status_code == 403
    assert not Activity.objects.filter(summary__contains="third period").exists()
