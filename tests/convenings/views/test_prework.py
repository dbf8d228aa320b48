import datetime as dt

import pytest
from django.urls import reverse

from convenings.models import PreWork, PreWorkSubmission
from convenings.services.prework import start_prework
from core import clock
from messaging.models import Message
from tests.factories.cohorts import DesignTeamFactory, TeamMembershipFactory
from tests.factories.convenings import PreWorkPartFactory


@pytest.fixture
def address(prework_convening):
    return reverse("convenings:prework", args=[prework_convening.pk])


@pytest.fixture
def answer(prework_convening, team):
    return reverse("convenings:prework-answer", args=[prework_convening.pk, team.pk])


def finish(prework, team, *picks, person=None):
    """A team that is ready and chose these options of the list."""
    done = {"is_done": True, "done_at": clock.now()}
    submission = prework.submissions.create(team=team, person=person, **done)
    part = prework.parts.get()
    options = list(part.options.all())
    submission.answers.create(part=part, picks=[options[n].pk for n in picks])
    return submission


def body_of(part, *picks, how=(), **more):
    """What the browser sends: two lists of the same length, options by place."""
    options = list(part.options.all())
    words = {f"p{part.pk}_how{options[n].pk}": text for n, text in zip(picks, how, strict=False)}
    return {f"p{part.pk}_picks": [options[n].pk for n in picks], **words, **more}


def test_organizers_start_with_a_shipped_pre_work(signed_in, specialist, convening):
    client = signed_in(specialist)
    shown = client.get(reverse("convenings:prework", args=[convening.pk]))
    assert "Convening Seven: nine ways to spread it" in shown.text

    new = reverse("convenings:prework-new", args=[convening.pk])
    answer = client.post(new, {"shipped": "spread-and-scale"}, follow=True)

    assert "Ways to spread it" in answer.text
    assert "9 options" in answer.text


def test_members_are_told_when_it_opens_and_see_no_part_before(
    signed_in, team_member, prework, address, session
):
    session.starts_at, session.ends_at = (
        clock.on_day(clock.today() + dt.timedelta(days=30), hour) for hour in (9, 15)
    )
    session.save()

    shown = signed_in(team_member).get(address)

    assert "It opens " in shown.text
    assert "Ways to spread it" not in shown.text
    assert "Its parts appear here when it opens." in shown.text


def test_one_tick_of_nine_is_not_enough_and_nothing_typed_is_lost(
    signed_in, team_member, prework_part, answer
):
    body = body_of(prework_part, 4, how=["Four colleagues visit in May."], done="1")

    response = signed_in(team_member).post(answer, body)

    assert response.status_code == 422
    assert "Ways to spread it: Choose at least 2." in response.text
    assert "Four colleagues visit in May." in response.text
    assert " checked" in response.text
    assert not PreWorkSubmission.objects.get().is_done


def test_two_ticks_and_two_reflections_are_done(signed_in, team_member, prework_part, answer):
    body = body_of(prework_part, 4, 6, how=["In May.", "One chapter a month."], done="1")

    response = signed_in(team_member).post(answer, body, follow=True)

    assert "The pre-work is done." in response.text
    assert PreWorkSubmission.objects.get().is_done


def test_an_own_idea_counts_as_a_tenth(signed_in, team_member, prework_part, answer):
    own = {f"p{prework_part.pk}_own_title0": "A night of questions"}
    own[f"p{prework_part.pk}_own_how0"] = "Families ask, learners answer."
    body = body_of(prework_part, 4, how=["In May."], done="1", **own)

    signed_in(team_member).post(answer, body)

    assert PreWorkSubmission.objects.get().is_done


def test_all_nine_ways_and_eleven_links_are_on_the_form(signed_in, team_member, answer):
    shown = signed_in(team_member).get(answer).text

    assert shown.count('<div class="pl-pick">') == 9
    assert shown.count("(opens a new tab)") + shown.count(": link to come") == 11


def test_what_is_typed_is_kept_without_a_button(signed_in, team_member, prework_part, answer):
    body = body_of(prework_part, 4, how=["In May."])

    kept = signed_in(team_member).post(answer, body, headers={"HX-Request": "true"})

    assert kept.status_code == 200
    assert "Saved" in kept.text
    assert f'name="p{prework_part.pk}_mark"' in kept.text
    assert PreWorkSubmission.objects.get().answers.get().how


def test_somebody_who_writes_over_a_colleague_is_told_and_sees_both(
    signed_in, team_member, team_lead, prework_part, answer
):
    shown = signed_in(team_member).get(answer)
    mark = shown.context["form"][f"p{prework_part.pk}_mark"].value()
    signed_in(team_lead).post(answer, body_of(prework_part, 2, how=["By the lead."]))
    late = body_of(prework_part, 4, how=["By the member."], **{f"p{prework_part.pk}_mark": mark})
    client = signed_in(team_member)

    kept = client.post(answer, late, headers={"HX-Request": "true"})
    assert "was changed elsewhere while you typed" in kept.text
    assert "By the lead." in kept.text

    full = client.post(answer, late)
    assert full.status_code == 422
    assert "By the lead." in full.text
    assert "By the member." in full.text

    client.post(answer, {**late, "over": prework_part.pk})
    assert list(PreWorkSubmission.objects.get().answers.get().how.values()) == ["By the member."]


def test_words_that_are_too_long_are_not_saved_and_the_page_says_so(
    signed_in, team_member, prework_part, answer
):
    body = body_of(prework_part, 4, how=["x" * 2001])

    kept = signed_in(team_member).post(answer, body, headers={"HX-Request": "true"})

    assert "Not saved." in kept.text
    assert not PreWorkSubmission.objects.exists()


def test_after_the_day_the_form_leads_to_the_page(signed_in, team_member, session, answer, prework):
    session.starts_at = clock.now() - dt.timedelta(days=2)
    session.ends_at = clock.now() - dt.timedelta(days=1)
    session.save()

    response = signed_in(team_member).post(answer, {"done": "1"}, follow=True)

    assert "The convening is over, so the pre-work is closed." in response.text


def test_board_and_choices_count_teams_that_are_ready(
    signed_in, specialist, prework, team, cohort, address
):
    other = DesignTeamFactory(cohort=cohort, name="Tollgate team")
    finish(prework, team, 2, 4)
    finish(prework, other, 4)
    DesignTeamFactory(cohort=cohort, name="Late team")

    shown = signed_in(specialist).get(address)

    assert (shown.context["board"].ready, shown.context["board"].missing) == (2, 1)
    [roll] = shown.context["rolls"]
    assert [(row.title, row.count) for row in roll.rows[:2]] == [
        ("Visit a school", 2),
        ("Pass on moves to steal", 1),
    ]


@pytest.mark.parametrize("how_many", [1, 6])
def test_the_page_takes_the_same_queries_for_any_number_of_teams(
    how_many, signed_in, specialist, prework, team, cohort, address, django_assert_num_queries
):
    finish(prework, team, 1)
    for _ in range(how_many):
        one = DesignTeamFactory(cohort=cohort)
        TeamMembershipFactory(team=one)
        finish(prework, one, 2, 4)
    client = signed_in(specialist)
    client.get(address)

    with django_assert_num_queries(29):
        client.get(address)


def test_reminders_go_to_those_missing_once_a_day(
    signed_in, specialist, prework, team, team_member, team_lead, cohort, address
):
    ready = DesignTeamFactory(cohort=cohort, name="Ready team")
    TeamMembershipFactory(team=ready)
    finish(prework, ready, 1)
    remind = reverse("convenings:prework-remind", args=[prework.convening_id])
    client = signed_in(specialist)

    first = client.post(remind, follow=True)
    again = client.post(remind, follow=True)

    assert "2 people are reminded" in first.text
    assert "Nobody was reminded" in again.text
    told = Message.objects.filter(kind="convenings/prework-reminder")
    assert {message.person_id for message in told} == {team_member.person.pk, team_lead.person.pk}


def test_a_faulty_change_loses_nothing(signed_in, specialist, prework, prework_convening):
    change = reverse("convenings:prework-change", args=[prework_convening.pk])
    body = {"title": "Before", "intro": "Typed", "answered_by": "team"}
    minutes = {"least_minutes": 30, "most_minutes": 10}
    times = {"opens_at": "2026-05-02T08:00", "due_at": "2026-05-01T08:00"}

    response = signed_in(specialist).post(change, {**body, **minutes, **times})

    assert response.status_code == 422
    assert "Enter 30 or more." in response.text
    assert "Choose a moment after it opens." in response.text
    assert "Typed" in response.text


def test_a_part_is_written_with_options_and_links(signed_in, specialist, prework_convening):
    new = reverse("convenings:prework-part-new", args=[prework_convening.pk])
    body = {
        "kind": "read",
        "title": "Read one",
        "minutes": 5,
        "least": 1,
        "options-TOTAL_FORMS": 2,
        "options-INITIAL_FORMS": 0,
        "options-0-title": "An essay",
        "options-0-links": "The essay https://essay.example/a\nNotes",
    }

    signed_in(specialist).post(new, body)

    part = PreWork.objects.get().parts.last()
    assert [option.links for option in part.options.all()] == [
        [{"label": "The essay", "url": "https://essay.example/a"}, {"label": "Notes", "url": ""}]
    ]
    wrong = signed_in(specialist).post(new, {**body, "options-0-links": "x http://nowhere"})
    assert wrong.status_code == 422
    assert "Enter a valid URL." in wrong.text


def test_a_part_that_was_answered_is_not_taken_out(
    signed_in, specialist, prework, prework_part, team
):
    finish(prework, team, 1)
    remove = reverse("convenings:prework-part-remove", args=[prework_part.pk])

    response = signed_in(specialist).post(remove, follow=True)

    assert "1 team has answered “Ways to spread it”." in response.text


def test_each_of_a_team_answers_alone_where_everybody_is_asked(
    signed_in, team_member, team_lead, convening, session, team, address
):
    PreWork.objects.all().delete()
    prework = start_prework(convening, by=None)
    PreWork.objects.update(answered_by="person")
    part = PreWorkPartFactory(prework=prework)
    answer = reverse("convenings:prework-answer", args=[convening.pk, team.pk])

    signed_in(team_member).post(answer, {f"p{part.pk}_text": "We do.", "done": "1"})
    shown = signed_in(team_lead).get(answer)

    assert "We do." not in shown.text
    assert "1 of 2 done" in signed_in(team_lead).get(address).text


def test_a_specialist_comments_and_takes_it_back(signed_in, specialist, prework_answers):
    client = signed_in(specialist)
    comment = reverse("convenings:prework-comment", args=[prework_answers.pk])

    shown = client.post(comment, {"text": "Which colleagues?"}, follow=True)
    assert "Which colleagues?" in shown.text
    faulty = client.post(comment, {"text": ""})
    assert faulty.status_code == 422

    remove = reverse("convenings:prework-comment-remove", args=[prework_answers.comments.get().pk])
    assert "Which colleagues?" not in client.post(remove, follow=True).text
    assert "Which colleagues?" in client.post(f"{remove}?restore=1", follow=True).text


def test_plan_shows_how_many_are_ready(signed_in, team_member, prework, team, prework_convening):
    finish(prework, team, 1)

    panel = reverse("convenings:prework-panel", args=[prework_convening.pk])

    assert "<b>1</b> of 1" in signed_in(team_member).get(panel).text
