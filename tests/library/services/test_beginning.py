import pytest

from accounts.services import account_for
from cohorts.services import accept_invitation
from library.models import LessonProgress, ModuleCompletion
from library.services import progress
from network.models import Person
from network.services import rights
from network.services.merging import merge_people
from network.services.people import person_behind
from tests.factories.library import ModuleCompletionFactory
from tests.factories.network import PersonFactory
from tests.library.services.test_progress import FRESH, finish_all

ADDRESS = "ana.ortiz@kettle.example"


def test_a_person_without_an_organization_is_made_once(db):
    user = account_for(ADDRESS)

    first = person_behind(user, first_name="Ana", last_name="Ortiz")
    again = person_behind(account_for(ADDRESS), first_name="Anna", last_name="O")

    assert first == again == Person.objects.get(email=ADDRESS)
    assert (str(first), first.organization, first.user) == ("Ana Ortiz", None, user)


def test_somebody_whom_the_directory_knows_keeps_their_name_and_place(school):
    known = PersonFactory(email=ADDRESS, first_name="Ana", last_name="Ortiz", user=None)
    Person.objects.filter(pk=known.pk).update(organization=school)

    person = person_behind(account_for(ADDRESS), first_name="X", last_name="Y")

    assert (person.pk, str(person), person.organization_id) == (known.pk, "Ana Ortiz", school.pk)


def test_an_address_of_somebody_with_another_account_is_refused(db):
    PersonFactory(email=ADDRESS, user=account_for("other@kettle.example"))

    with pytest.raises(rights.AddressBelongsToSomebody):
        person_behind(account_for(ADDRESS), first_name="Ana", last_name="Ortiz")


def test_whoever_began_alone_brings_everything_along_into_a_team(team_invitation, module):
    user = account_for(team_invitation.email)
    person = person_behind(user, first_name="Ana", last_name="Ortiz")
    finish_all(module, person)

    membership = accept_invitation(team_invitation, user=user)

    assert membership.person == person
    assert ModuleCompletion.objects.get().person == membership.person
    # Those who work with the school now see who has finished what.
    assert membership.person.organization_id == membership.team.place.pk


def test_a_merge_brings_progress_together_and_keeps_what_is_done(module, state_admin):
    kept, goes = PersonFactory(), PersonFactory()
    text, reflection = module.lessons.get(code="text"), module.lessons.get(code="reflection")
    progress.keep_reflection(reflection, text="Mine", seen=FRESH, by=kept)
    progress.finish_lesson(reflection, by=goes)
    progress.finish_lesson(text, by=goes)

    merge_people(kept, goes, values={}, by=state_admin.person)

    done = LessonProgress.objects.done().filter(person=kept)
    assert {one.lesson.code for one in done} == {"text", "reflection"}


def test_a_merge_of_two_who_finished_leaves_one_completion(module, state_admin):
    kept, goes = PersonFactory(), PersonFactory()
    first = ModuleCompletionFactory(module=module, person=kept)
    ModuleCompletionFactory(module=module, person=goes)

    merge_people(kept, goes, values={}, by=state_admin.person)

    assert ModuleCompletion.objects.get() == first
