from network.models import Activity, Person
from network.services import people
from tests.factories.network import PersonFactory


def test_one_address_is_one_person_whatever_its_case(db):
    known = PersonFactory(email="June.Marsh@example.org", first_name="June")

    found = people.find_or_add_person(
        email=" june.marsh@EXAMPLE.org", first_name="J.", last_name="M.", by=None
    )

    assert (found.pk, found.first_name, Person.objects.count()) == (known.pk, "June", 1)


def test_new_person_is_added_with_a_line_in_the_log(db, school):
    june = people.find_or_add_person(
        email="June@Example.org",
        first_name="June",
        last_name="Marsh",
        organization=school,
        by=None,
    )

    assert (june.email, june.organization_id) == ("june@example.org", school.pk)
    assert Activity.objects.about(june).get().summary == "June Marsh was added to the network."


def test_empty_organization_is_filled_and_a_known_one_is_kept(db, school, other_school):
    june = PersonFactory(email="june@example.org", organization=None)

    for place in (school, other_school):
        people.find_or_add_person(
            email=june.email, first_name="", last_name="", organization=place, by=None
        )

    june.refresh_from_db()
    assert june.organization_id == school.pk


def test_two_people_without_an_address_are_two_people(db):
    for _ in range(2):
        people.find_or_add_person(email="", first_name="Ana", last_name="Reyes", by=None)

    assert Person.objects.filter(last_name="Reyes").count() == 2
