import pytest
from django.urls import reverse

from library.models import Lesson, Module, ModuleCompletion
from library.services.progress import finish_lesson, tell_about
from network.models import Activity, Person
from tests.factories.library import LessonFactory, ModuleCompletionFactory, ModuleFactory
from tests.factories.network import PersonFactory, StateAgencyFactory
from tests.library.services.test_progress import finish_all

LIST = reverse("library:modules")
LEARNERS = reverse("library:learners")


def modules(count, lessons=2):
    for _ in range(count):
        LessonFactory.create_batch(lessons, module=ModuleFactory())


def test_two_of_three_modules_finished_are_67_percent(team_member, signed_in):
    modules(3)
    for module in Module.objects.all()[:2]:
        finish_all(module, team_member.person)

    shown = signed_in(team_member).get(LIST)

    assert "<b>2 of 3</b> modules finished = <b>67%</b>" in shown.text


@pytest.mark.parametrize("how_many", [2, 12])
def test_the_list_asks_the_same_number_of_queries_for_any_number_of_modules(
    how_many, team_member, signed_in, django_assert_num_queries
):
    modules(how_many)
    finish_all(Module.objects.first(), team_member.person)
    browser = signed_in(team_member)
    browser.get(LIST)

    # user, person, grants, two about teams; modules, lessons, what is done and what is finished
    with django_assert_num_queries(9):
        browser.get(LIST)


def test_the_list_says_what_to_do_when_there_is_no_module(client, db):
    assert "No module yet" in client.get(LIST).text


def test_what_was_begun_is_a_thing_to_do_until_it_is_finished(module, team_member, signed_in):
    browser = signed_in(team_member)
    finish_lesson(module.lessons.get(code="text"), by=team_member.person)

    begun = browser.get(f"{reverse('home')}?all").text
    assert "Go on with Why begin?" in begun
    assert "1 of 4 lessons done = 25%" in begun
    finish_all(module, team_member.person)

    assert "Go on with" not in browser.get(f"{reverse('home')}?all").text


def test_the_certificate_is_a_paper_of_ones_own(completion, team_member, team_lead, signed_in):
    url = reverse("library:certificate-pdf", args=["why"])

    paper = signed_in(team_member).get(url)

    assert paper.content.startswith(b"%PDF-")
    assert signed_in(team_lead).get(url).status_code == 404


def test_whoever_has_the_code_checks_the_certificate(client, completion):
    StateAgencyFactory()
    completion.module.title = "Another name"
    completion.module.save()

    shown = client.get(completion.get_absolute_url())

    assert "This certificate is valid" in shown.text
    assert str(completion.person) in shown.text
    assert "Why begin?" in shown.text
    assert shown["X-Robots-Tag"] == "noindex"
    assert client.get(reverse("library:certificate", args=["nothing"])).status_code == 404


def test_what_somebody_says_about_a_module_reaches_who_works_with_them(
    completion, team_member, school, specialist, signed_in
):
    Person.objects.filter(pk=team_member.person.pk).update(organization=school)
    said = {"reaction": "3", "idea": "Goal cards", "wants_contact": "on"}

    sent = signed_in(team_member).post(reverse("library:done", args=["why"]), said)

    assert sent.url == reverse("library:done", args=["why"])
    completion.refresh_from_db()
    assert (completion.reaction, completion.idea) == (3, "Goal cards")
    browser = signed_in(specialist)
    assert "One person wishes to be contacted" in browser.get(f"{reverse('home')}?all").text
    panel = browser.get(reverse("library:of-person", args=[team_member.person.pk]))
    assert "Will try: Goal cards" in panel.text


def test_the_check_may_stay_empty(completion, team_member, signed_in):
    sent = signed_in(team_member).post(reverse("library:done", args=["why"]), {"idea": ""})

    assert sent.status_code == 302
    assert ModuleCompletion.objects.get().reaction is None


def learners(how_many, organization, module):
    for person in PersonFactory.create_batch(how_many, organization=organization):
        finish_all(module, person)


@pytest.mark.parametrize("how_many", [2, 20])
def test_the_list_of_learners_asks_the_same_number_of_queries_for_any_number_of_people(
    how_many, module, school, state_admin, signed_in, django_assert_num_queries
):
    learners(how_many, school, module)
    browser = signed_in(state_admin)
    browser.get(LEARNERS)

    # user, person, grants; the modules of the filter, the count, people, modules, lessons, what is
    # done and what is finished
    with django_assert_num_queries(10):
        shown = browser.get(LEARNERS)
    assert shown.text.count("Finished ") >= how_many


def test_a_specialist_sees_who_works_with_them_and_nobody_else(
    module, school, other_school, specialist, outsider, signed_in
):
    learners(1, school, module)
    [person] = Person.objects.filter(organization=school, lessons__isnull=False).distinct()
    learners(1, None, module)
    under_way = PersonFactory(organization=school)
    for code in ("text", "video", "reflection"):
        finish_lesson(module.lessons.get(code=code), by=under_way)

    seen = signed_in(specialist).get(LEARNERS).text
    assert str(person) in seen
    assert "3 of 4 lessons" in seen
    assert "Nobody has begun a module yet" in signed_in(outsider).get(LEARNERS).text


def test_learners_are_narrowed_in_the_address(module, school, state_admin, signed_in):
    learners(2, school, module)
    first, second = ModuleCompletion.objects.select_related("person")
    tell_about(first, reaction=None, idea="", wants_contact=True)
    browser = signed_in(state_admin)

    for narrowed in (f"q={first.person.last_name}", "contact=on"):
        text = browser.get(f"{LEARNERS}?{narrowed}").text
        assert str(first.person) in text
        assert str(second.person) not in text
    assert str(second.person) in browser.get(f"{LEARNERS}?finished=why").text
    assert "Nobody fits" in browser.get(f"{LEARNERS}?q=zzzz").text
    assert str(second.person) in browser.get(f"{LEARNERS}?finished=nonsense").text


def test_the_file_says_what_the_page_says_and_the_log_keeps_who_took_it(
    completion, module, state_admin, signed_in
):
    finish_all(module, completion.person)
    completion.person.first_name = "=1+1"
    completion.person.save()
    tell_about(completion, reaction=4, idea="Goal cards", wants_contact=True)

    answer = signed_in(state_admin).get(reverse("library:learners-csv"))
    lines = b"".join(answer).decode("utf-8-sig").splitlines()

    assert lines[0] == (
        "Name,E-mail,Works at,Why begin?,Modules finished,Percent,Contact hours,"
        "Wishes contact,Will try"
    )
    assert lines[1].startswith("'=1+1")
    assert lines[1].endswith(",1 of 1,100,0.5,yes,Goal cards")
    assert Activity.objects.filter(kind=Activity.Kind.EXPORT).count() == 1


def test_a_module_is_changed_and_the_log_says_what(module, state_admin, signed_in):
    url = reverse("library:module-change", args=["why"])
    values = {"title": "Why now?", "summary": "New", "minutes": 20, "contact_minutes": 25}

    sent = signed_in(state_admin).post(url, values | {"is_published": "on"})

    assert sent.url == module.get_absolute_url()
    module.refresh_from_db()
    assert (module.title, module.contact_minutes, module.is_published) == ("Why now?", 25, True)
    assert Activity.objects.about(module).get().verb == "changed"


def test_a_checks_question_is_changed_in_parts(module, state_admin, signed_in):
    url = reverse("library:lesson-change", args=["why", "check"])
    values = {"title": "Check", "minutes": 3, "body": "New", "wording": "Which?"}
    parts = {"options": "a\nb\n\nc", "right": "3", "because": ""}

    sent = signed_in(state_admin).post(url, values | parts)

    assert sent.status_code == 302
    assert Lesson.objects.get(code="check").question == {
        "wording": "Which?",
        "options": ["a", "b", "c"],
        "right": 3,
        "because": "",
    }
    refused = signed_in(state_admin).post(url, values | parts | {"right": "4"})
    assert refused.status_code == 422
    assert "Say which of the answers is right" in refused.text


def test_a_lesson_to_read_has_no_question_to_change(module, state_admin, signed_in):
    url = reverse("library:lesson-change", args=["why", "text"])

    shown = signed_in(state_admin).get(url)
    sent = signed_in(state_admin).post(url, {"title": "T", "minutes": 4, "body": "A\n\nB"})

    assert "right answer" not in shown.text
    assert sent.status_code == 302
    assert Lesson.objects.get(code="text").body == "A\n\nB"


def test_a_leader_sees_what_is_finished_and_not_how_far_somebody_is(
    module, team_member, school, school_leader, signed_in
):
    person = team_member.person
    Person.objects.filter(pk=person.pk).update(organization=school)
    finish_lesson(module.lessons.get(code="text"), by=person)
    url = reverse("library:of-person", args=[person.pk])
    browser = signed_in(school_leader)

    assert "1 of 4 lessons" not in browser.get(url).text
    ModuleCompletionFactory(module=module, person=person)
    assert "Finished " in browser.get(url).text
