"""Wishes for contact after a module, and saying that they are met."""

import pytest
from django.urls import reverse

from core import clock
from core.offers import todos_for
from library.services.progress import tell_about
from network.models import Person
from tests.factories.library import ModuleCompletionFactory

LEARNERS = reverse("library:learners")


@pytest.fixture
def wish(wish_for_contact, module):
    """Of a person whom the specialist sees, who has done a lesson."""
    module.lessons.first().progress.create(person=wish_for_contact, done_at=clock.now())
    return wish_for_contact.modules_done.get()


def asked(user):
    return [todo.title for todo in todos_for(user) if "to be contacted" in todo.title]


def test_a_wish_that_is_met_leaves_the_day_of_everybody(wish, specialist, esc_director, signed_in):
    assert (
        asked(specialist)
        == asked(esc_director)
        == ["One person wishes to be contacted about EXPLORE"]
    )
    browser = signed_in(specialist)
    door = reverse("library:contacted", args=[wish.person_id])
    assert door in browser.get(LEARNERS).text

    for _ in range(2):
        answer = browser.post(door, follow=True)

    assert f"by {specialist.person}" in answer.text
    assert asked(specialist) == asked(esc_director) == []
    assert str(wish.person) not in browser.get(LEARNERS, {"contact": "on"}).text


def test_who_said_so_takes_it_back_and_nobody_else_does(wish, specialist, esc_director, signed_in):
    signed_in(specialist).post(reverse("library:contacted", args=[wish.person_id]))
    undo = reverse("library:contacted-undo", args=[wish.person_id])

    signed_in(esc_director).post(undo)
    assert not asked(specialist)

    signed_in(specialist).post(undo)
    assert asked(specialist)


def test_a_new_wish_is_a_wish_again(wish, specialist, signed_in):
    signed_in(specialist).post(reverse("library:contacted", args=[wish.person_id]))
    wish.refresh_from_db()

    tell_about(wish, reaction=None, idea="", wants_contact=True)  # saved once more
    assert not asked(specialist)

    tell_about(wish, reaction=None, idea="", wants_contact=False)
    tell_about(wish, reaction=None, idea="", wants_contact=True)
    assert asked(specialist)


def test_who_only_reads_is_not_asked_to_get_in_touch(wish, state_viewer, signed_in):
    assert asked(state_viewer) == []
    text = signed_in(state_viewer).get(LEARNERS).text
    assert "Wishes contact" in text
    assert reverse("library:contacted", args=[wish.person_id]) not in text


def test_a_person_without_a_wish_cannot_be_marked(team_member, specialist, school, signed_in):
    Person.objects.filter(pk=team_member.person.pk).update(organization=school)
    ModuleCompletionFactory(person=team_member.person)

    answer = signed_in(specialist).post(reverse("library:contacted", args=[team_member.person.pk]))

    assert answer.status_code == 404
