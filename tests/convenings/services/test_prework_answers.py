import datetime as dt

import pytest

from convenings.models import PreWork, PreWorkSubmission
from convenings.rules.prework import Given, OwnIdea
from convenings.services.prework_answers import (
    NotOpen,
    StillMissing,
    comment_on_prework,
    finish_prework,
    given_of,
    mark_of_given,
    save_answers,
    set_comment_removed,
)
from core import clock
from tests.factories.convenings import PreWorkPartFactory
from tests.surveys.collection.test_at_once import at_once


@pytest.fixture
def opened(prework):
    """As the views hold it."""
    prework.parts.all().delete()
    for title in ("Affirms", "Challenges"):
        PreWorkPartFactory(prework=prework, title=title)
    return with_dates(prework)


@pytest.fixture
def save(opened, team, team_member):
    def saving(answers, seen=None, over=frozenset(), by=team_member.person):
        return save_answers(opened, team=team, answers=answers, seen=seen or {}, over=over, by=by)

    return saving


def with_dates(prework):
    return PreWork.objects.with_dates().get(pk=prework.pk)


def texts(submission):
    submission = PreWorkSubmission.objects.get(pk=submission.pk)
    return {answer.part.title: answer.text for answer in submission.answers.order_by("part")}


def test_what_is_typed_is_kept_and_counted(opened, save):
    one, _ = opened.parts.all()

    saved = save({one.pk: Given(text="We do.")})

    assert given_of(saved.submission) == {one.pk: Given(text="We do.")}
    assert (saved.submission.revision, saved.clashes) == (1, [])


def test_the_same_words_twice_are_one_save(opened, save):
    one, _ = opened.parts.all()
    save({one.pk: Given(text="We do.")})

    again = save({one.pk: Given(text="We do.")})

    assert (again.submission.revision, again.clashes) == (1, [])


def test_two_who_write_in_different_parts_lose_nothing(opened, save):
    one, two = opened.parts.all()
    save({one.pk: Given(text="By Ana"), two.pk: Given()})

    # Ben's page was made before Ana wrote; he sends all parts, as the page does.
    saved = save({one.pk: Given(), two.pk: Given(text="By Ben")})

    assert saved.clashes == []
    assert texts(saved.submission) == {"Affirms": "By Ana", "Challenges": "By Ben"}


def test_two_who_write_in_one_part_are_told_and_lose_nothing(opened, save):
    one, _ = opened.parts.all()
    save({one.pk: Given(text="By Ana")})

    saved = save({one.pk: Given(text="By Ben")})

    assert [clash.text for clash in saved.clashes] == ["By Ana"]
    assert texts(saved.submission) == {"Affirms": "By Ana"}


def test_a_clash_is_settled_by_keeping_ones_own(opened, save):
    one, _ = opened.parts.all()
    save({one.pk: Given(text="By Ana")})

    saved = save({one.pk: Given(text="By Ben")}, over={one.pk})

    assert (saved.clashes, texts(saved.submission)) == ([], {"Affirms": "By Ben"})


def test_whoever_saw_the_words_may_change_them(opened, save):
    one, _ = opened.parts.all()
    save({one.pk: Given(text="By Ana")})

    saved = save(
        {one.pk: Given(text="By both")}, seen={one.pk: mark_of_given(Given(text="By Ana"))}
    )

    assert (saved.clashes, texts(saved.submission)) == ([], {"Affirms": "By both"})


def test_it_is_done_only_when_nothing_is_missing(opened, save, team_member):
    one, two = opened.parts.all()
    saved = save({one.pk: Given(text="We do.")})

    with pytest.raises(StillMissing) as refusal:
        finish_prework(saved.submission, by=team_member.person)
    assert list(refusal.value.lacks) == [two.pk]

    save({two.pk: Given(text="We would.")})
    first = finish_prework(saved.submission, by=team_member.person)
    again = finish_prework(saved.submission, by=team_member.person)
    assert first.is_done
    assert again.done_at == first.done_at


def test_what_becomes_incomplete_is_not_done_anymore(opened, save, team_member):
    one, two = opened.parts.all()
    saved = save({one.pk: Given(text="We do."), two.pk: Given(text="We would.")})
    finish_prework(saved.submission, by=team_member.person)

    mark = mark_of_given(Given(text="We do."))
    assert save({one.pk: Given(text="We do it.")}, seen={one.pk: mark}).submission.is_done
    mark = mark_of_given(Given(text="We do it."))
    assert not save({one.pk: Given()}, seen={one.pk: mark}).submission.is_done


def test_own_ideas_and_reflections_come_back_as_they_were_typed(opened, save):
    one, _ = opened.parts.all()
    given = Given(picks=(4, 9), how={4: "In May", 9: "«Später»"}, own=(OwnIdea("Night", "Soon"),))

    assert given_of(save({one.pk: given}).submission) == {one.pk: given}


def test_where_everybody_answers_each_has_an_answer_of_their_own(
    opened, save, team, team_member, team_lead
):
    PreWork.objects.update(answered_by="person")
    opened.refresh_from_db(fields=["answered_by"])
    one, _ = opened.parts.all()

    for user in (team_member, team_lead):
        save({one.pk: Given(text=f"By {user.person}")}, by=user.person)

    assert sorted(team.prework_submissions.values_list("person", flat=True)) == sorted(
        [team_member.person.pk, team_lead.person.pk]
    )


@pytest.mark.parametrize(("days", "words"), [(40, "not open yet"), (-1, "convening is over")])
def test_before_it_opens_and_after_the_day_nothing_is_taken(opened, session, save, days, words):
    session.starts_at = clock.now() + dt.timedelta(days=days)
    session.ends_at = session.starts_at + dt.timedelta(hours=1)
    session.save()

    with pytest.raises(NotOpen, match=words):
        save_answers(with_dates(opened), team=None, answers={}, seen={}, by=None)


def test_what_was_announced_stays_open_when_the_session_moves_away(opened, session):
    PreWork.objects.update(announced_at=clock.now())
    session.starts_at = clock.now() + dt.timedelta(days=90)
    session.ends_at = session.starts_at + dt.timedelta(hours=1)
    session.save()

    assert with_dates(opened).is_open
    assert opened in PreWork.objects.with_dates().open()


def test_a_comment_sent_twice_stands_once_and_can_be_taken_away(prework_answers, specialist):
    by = specialist.person

    for _ in range(2):
        comment = comment_on_prework(prework_answers, text="Which colleagues?", by=by)
    assert prework_answers.comments.count() == 1

    set_comment_removed(comment, removed=True)
    again = comment_on_prework(prework_answers, text="Which colleagues?", by=by)
    assert again != comment


@pytest.mark.django_db(transaction=True)
def test_a_team_that_begins_at_once_has_one_answer(opened, team, team_member):
    parts = list(opened.parts.all())

    def write(number):
        part = parts[number]
        given = {part.pk: Given(text=f"{number}")}
        return save_answers(
            opened, team=team, answers=given, seen={}, by=team_member.person
        ).submission.pk

    assert len(set(at_once(write, 2))) == 1
    assert texts(PreWorkSubmission.objects.get()) == {"Affirms": "0", "Challenges": "1"}
