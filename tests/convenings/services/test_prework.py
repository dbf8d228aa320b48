import pytest

from convenings.models import PartOption, PreWork
from convenings.services.prework import (
    PartAnswered,
    change_prework,
    move_part,
    remove_part,
    shipped_prework,
    start_prework,
    write_part,
)
from network.models import Activity
from tests.factories.convenings import PreWorkPartFactory
from tests.surveys.collection.test_at_once import at_once

FACTS = {"kind": "choose", "title": "Ways", "least": 2}


def row(title, **more):
    return {"title": title, "words": "", "links": [], **more}


@pytest.fixture
def ways(prework_convening):
    """A part with two ways in an empty pre-work of another convening's kind."""
    prework = PreWork.objects.get(convening=prework_convening)
    prework.parts.all().delete()
    return write_part(prework, part=None, options=[row("One"), row("Two")], by=None, **FACTS)


def test_convening_seven_has_nine_ways_and_eleven_links(prework_part):
    options = list(prework_part.options.all())
    links = [link for option in options for link in option.links]

    assert (len(options), len(links)) == (9, 11)
    assert (prework_part.least, prework_part.asks_how, prework_part.takes_own) == (2, True, True)
    assert all(link["label"] for link in links)


def test_every_shipped_pre_work_can_be_added_and_says_its_minutes(convening):
    for code, shipped in shipped_prework().items():
        PreWork.objects.all().delete()
        prework = start_prework(convening, shipped=code, by=None)

        assert prework.parts.count() == len(shipped["parts"])
        minutes = sum(part["minutes"] for part in shipped["parts"])
        assert shipped["least_minutes"] <= minutes <= shipped["most_minutes"]


def test_pre_work_that_is_there_stays(prework, convening):
    assert start_prework(convening, shipped="usual", by=None) == prework
    assert prework.parts.count() == 1


def test_options_keep_who_they_are_when_they_are_written_anew(ways):
    one, two = ways.options.all()

    write_part(
        ways.prework,
        part=ways,
        options=[row("Second", pk=two.pk), row("New")],
        by=None,
        **FACTS,
    )

    assert [option.title for option in ways.options.all()] == ["Second", "New"]
    assert ways.options.first() == two
    assert not PartOption.objects.filter(pk=one.pk).exists()


def test_an_option_that_a_team_chose_stays(ways, team):
    one, two = ways.options.all()
    submission = ways.prework.submissions.create(team=team)
    submission.answers.create(part=ways, picks=[one.pk])

    with pytest.raises(PartAnswered, match="chosen “One”"):
        write_part(ways.prework, part=ways, options=[row("Two", pk=two.pk)], by=None, **FACTS)

    assert ways.options.count() == 2


def test_a_part_that_was_answered_stays(prework_part, prework_answers):
    prework_answers.answers.create(part=prework_part, text="We do.")

    with pytest.raises(PartAnswered, match="1 team has answered"):
        remove_part(prework_part, by=None)


def test_a_part_nobody_answered_goes_once(prework_part, prework):
    remove_part(prework_part, by=None)
    remove_part(prework_part, by=None)

    assert prework.parts.count() == 0
    assert Activity.objects.filter(summary__contains="was taken out").count() == 1


def test_parts_change_places_and_stop_at_the_ends(prework):
    prework.parts.all().delete()
    first, second = (PreWorkPartFactory(prework=prework, position=n, title=f"{n}") for n in (1, 2))

    move_part(second, up=True, by=None)
    move_part(second, up=True, by=None)

    assert list(prework.parts.all()) == [second, first]


def test_who_answers_is_fixed_once_somebody_has(prework, prework_answers):
    change_prework(prework, answered_by="team", title="Anew", by=None)

    with pytest.raises(PartAnswered, match="who answers stays"):
        change_prework(prework, answered_by="person", by=None)


@pytest.mark.django_db(transaction=True)
def test_two_who_add_pre_work_at_once_add_it_once(convening):
    made = at_once(lambda _: start_prework(convening, shipped="usual", by=None).pk, 3)

    assert len(set(made)) == 1
    assert PreWork.objects.get().parts.count() == 5
