import datetime as dt

import pytest

from core import clock
from surveys.collection.services import (
    close_administration,
    invite,
    open_administration,
    request_release,
)
from surveys.collection.todos import todos_for
from tests.surveys.asking import answer, unit_of

pytestmark = pytest.mark.django_db


def titles(user):
    return [todo.title for todo in todos_for(user)]


def test_somebody_who_was_asked_finds_it_among_the_things_to_do(open_survey, team_member):
    unit = unit_of(open_survey, "Kettle School")
    invite(open_survey, unit=unit, people=[team_member.person])
    todo = next(iter(todos_for(team_member)))

    assert (todo.title, todo.action) == ("Answer: Implementation survey, spring", "Answer")
    assert todo.url == f"/surveys/{open_survey.pk}/mine/"  # no token: pages are kept elsewhere
    answer(open_survey.invitations.get(), IMT11=4)
    assert titles(team_member) == []


def test_the_state_is_told_what_comes_next_at_every_stage(framed, state_admin):
    told = [titles(state_admin)]
    open_administration(framed, by=None)
    told.append(titles(state_admin))
    with clock.at(framed.closes_at - dt.timedelta(days=2)):
        told.append(titles(state_admin))
    close_administration(framed, by=None)
    told.append(titles(state_admin))
    request_release(framed, by=None)
    told.append(titles(state_admin))

    title = "Implementation survey, spring"
    assert told == [
        [f"Open {title}"],
        [],
        [f"{title} closes soon"],
        [f"Release {title}"],
        [],
    ]


def test_others_have_nothing_to_run(framed, specialist, state_viewer):
    assert titles(specialist) == titles(state_viewer) == []
