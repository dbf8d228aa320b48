import pytest

from network.models import DuplicatePair, Person
from network.services.duplicates import (
    PAIRS_PER_PERSON,
    ask_again,
    compare_next,
    find_duplicates_of,
    refuse_pair,
)
from network.services.merging import merge_people, undo_merge
from tests.factories.network import PersonFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def person(name, email="", organization=None):
    first, _, last = name.partition(" ")
    return PersonFactory(first_name=first, last_name=last, email=email, organization=organization)


def found():
    return {(str(pair.first), str(pair.second), pair.why) for pair in DuplicatePair.objects.open()}


def test_similar_names_at_one_organization_are_a_pair(school):
    person("Jon Smith", "jon@kettle.example", school)
    person("John Smith", "j.smith@kettle.example", school)
    person("Priya Rao", "priya@kettle.example", school)

    assert compare_next() == 3

    assert found() == {("Jon Smith", "John Smith", "Similar names at one organization")}


def test_one_start_of_the_address_is_a_reason_and_accents_are_none(school, other_school):
    person("Zoë Alder", "zalder@kettle.example", school)
    person("Zoe Alder-Birch", "ZALDER@gull.example", other_school)

    compare_next()

    assert {why for *_, why in found()} == {"Similar names, same start of the e-mail"}


def test_the_same_name_in_one_district_is_a_pair_and_elsewhere_it_is_a_namesake(school, district):
    person("Mary Jones", "mj@a.example", school)
    person("Mary Jones", "jones@b.example", SchoolFactory(agency=district))
    person("Mary Jones", "mary@c.example", SchoolFactory())

    compare_next()

    assert {why for *_, why in found()} == {"Same name in one district"}
    assert DuplicatePair.objects.count() == 1


def test_the_same_name_without_an_organization_is_a_pair(school):
    person("Odell Rowe", "odell@a.example", school)
    person("odell rowe", "")

    compare_next()

    assert {why for *_, why in found()} == {"Same name, and one has no organization"}


def test_an_office_address_alone_is_no_reason(school, other_school):
    person("Ada Low", "principal@kettle.example", school)
    person("Ruben Ortiz", "principal@gull.example", other_school)

    compare_next()

    assert found() == set()


def test_a_start_of_the_address_that_many_have_is_an_office():
    for number in range(4):
        person("Head of School", f"head@school{number}.example", SchoolFactory())

    compare_next()

    assert found() == set()


def test_a_family_at_one_school_is_several_people(school):
    person("Quill Quillfeather", "quill@kettle.example", school)
    person("Orrin Quillfeather", "orrin@kettle.example", school)

    compare_next()

    assert found() == set()


def test_names_with_numbers_stand_for_nobody_known(school):
    person("Teacher 1", "t1@kettle.example", school)
    person("Teacher 2", "t2@kettle.example", school)
    person("Teacher 1", "t1@gull.example", school)

    compare_next()

    assert found() == set()


def test_only_who_is_new_or_changed_is_compared(school):
    one = person("Jon Smith", "a@kettle.example", school)
    person("Ada Low", "b@kettle.example", school)

    assert [compare_next(), compare_next()] == [2, 0]
    one.last_name = "Smythe"
    one.save()
    person("Jon Smyth", "c@kettle.example", school)
    assert [compare_next(), compare_next()] == [2, 0]
    assert found() == {("Jon Smythe", "Jon Smyth", "Similar names at one organization")}


def test_a_pair_that_is_alike_no_more_disappears(school):
    one = person("Jon Smith", "a@kettle.example", school)
    person("John Smith", "b@kettle.example", school)
    compare_next()

    Person.objects.filter(pk=one.pk).update(first_name="Wilhelmina", last_name="Okafor")
    compare_next()

    assert found() == set()


def test_not_a_duplicate_is_remembered_and_can_be_taken_back(school, state_admin):
    one = person("Jon Smith", "a@kettle.example", school)
    person("John Smith", "b@kettle.example", school)
    compare_next(at_most=50)
    pair = DuplicatePair.objects.get()

    refuse_pair(pair, by=state_admin.person)
    find_duplicates_of([one.pk])
    assert found() == set()
    assert DuplicatePair.objects.get().refused_by == state_admin.person

    ask_again(pair, by=state_admin.person)
    assert len(found()) == 1


def test_what_was_said_of_a_record_holds_for_the_one_it_was_merged_into(school):
    one = person("Jon Smith", "a@kettle.example", school)
    two = person("John Smith", "b@kettle.example", school)
    three = person("John Smith", "c@kettle.example", school)
    compare_next()
    refuse_pair(DuplicatePair.objects.get(first=one, second=two), by=None)

    merge_people(three, two, values={}, by=None)
    find_duplicates_of([one.pk, three.pk])

    assert found() == set()


def test_pairs_of_an_alias_vanish_and_come_back_with_the_undone_merge(school):
    one = person("Jon Smith", "a@kettle.example", school)
    two = person("John Smith", "b@kettle.example", school)
    compare_next()

    done = merge_people(one, two, values={}, by=None)
    compare_next()
    assert found() == set()

    undo_merge(done, by=None)
    assert len(found()) == 1


def test_a_crowd_of_namesakes_makes_few_pairs_for_each(school):
    for number in range(12):
        person("Mary Jones", f"m{number}@kettle.example", school)

    compare_next()

    assert DuplicatePair.objects.count() <= 12 * PAIRS_PER_PERSON


@pytest.mark.parametrize("how_many", [3, 30])
def test_a_batch_takes_the_same_queries_for_any_number_of_people(
    how_many, school, django_assert_num_queries
):
    for number in range(how_many):
        person("Jon Smith", f"p{number}@kettle.example", school)

    with django_assert_num_queries(11):
        assert compare_next() == how_many
