import pytest

from surveys.results.models import OpenAnswer
from surveys.results.words.attribution import Attribution, Place, Respondents, respondents_of
from tests.surveys.results.administrations import tally
from tests.surveys.results.spoken import survey

HIGH, MIDDLE = "high school", "middle school"


def people(submitted, places=None, threshold=10):
    places = places or {
        1: Place(True, HIGH, "North"),
        2: Place(True, HIGH, "North"),
        3: Place(True, MIDDLE, "North"),
    }
    return Respondents(threshold, ("teacher", "leader"), places, submitted)


def told(respondents, unit, role):
    answer = OpenAnswer(unit_id=unit, role=role)
    return [str(one) for one in respondents.safe_attributions(answer)]


def test_everything_is_told_where_enough_people_of_two_schools_share_it():
    assert told(people({(1, 1): 6, (2, 1): 5}), 1, 1)[0] == "teacher, high school, North"


def test_nine_respondents_are_too_few_and_ten_are_enough():
    nine, ten = people({(1, 1): 5, (2, 1): 4}), people({(1, 1): 5, (2, 1): 5})

    assert told(nine, 1, 1) == ["a respondent"]
    assert told(ten, 1, 1)[0] == "teacher, high school, North"


def test_a_school_type_that_only_one_school_has_would_name_the_school():
    found = told(people({(1, 1): 20, (2, 1): 20, (3, 1): 40}), 3, 1)

    assert found == ["teacher, North", "teacher", "a respondent, North", "a respondent"]


def test_a_rare_role_is_left_out():
    found = told(people({(1, 1): 20, (2, 1): 20, (1, 2): 2, (2, 2): 3}), 1, 2)

    assert found[0] == "a respondent, high school, North"
    assert not [words for words in found if "leader" in words]


def test_who_did_not_tell_a_role_gets_none():
    assert told(people({(1, 0): 20, (2, 0): 20}), 1, 0)[0] == "a respondent, high school, North"


def test_a_session_is_a_place_by_itself():
    sessions = {1: Place(False, "", "North"), 2: Place(False, "", "Southeast")}
    respondents = people({(1, 0): 74, (2, 0): 9}, sessions)

    assert told(respondents, 1, 0) == ["a respondent, North", "a respondent"]
    assert told(respondents, 2, 0) == ["a respondent"]


def test_an_attribution_of_somebody_else_is_not_offered():
    respondents = people({(1, 1): 20, (2, 1): 20, (3, 1): 20})
    of_another = Attribution("teacher", MIDDLE, "North")

    assert of_another not in respondents.safe_attributions(OpenAnswer(unit_id=1, role=1))


@pytest.mark.parametrize(
    ("schools", "expected"),
    [
        ({HIGH: 10, MIDDLE: 3}, "high school, North"),
        ({HIGH: 9, MIDDLE: 3}, "North"),
        ({HIGH: 5, MIDDLE: 3}, ""),
    ],
)
def test_a_reader_is_told_of_places_only_what_ten_schools_share(schools, expected):
    kinds = [kind for kind, number in schools.items() for _ in range(number)]
    places = {unit: Place(True, kind, "North") for unit, kind in enumerate(kinds)}

    assert people({}, places).place_for_readers(OpenAnswer(unit_id=0)) == expected


def test_the_frame_says_type_and_region_and_the_tallies_how_many(
    db, center, district, school, django_assert_num_queries
):
    center.region = "North"
    center.save()
    branch = {"Maple ESC": {"Fallow Local": {"Kettle School": (45, 57), "Gull": (30, 40)}}}
    given = survey(branch, {"Maple ESC": center})
    kettle = given.units_by_name["Kettle School"]
    given.units.filter(kind="school").update(level="high")
    tally(kettle, 12, {}, role=1)

    with django_assert_num_queries(3):  # frame, centers, tallies
        found = respondents_of(given)

    assert found.places[kettle.pk] == Place(True, HIGH, "North")
    assert found.submitted[kettle.pk, 1] == 12
    answer = OpenAnswer(unit_id=kettle.pk, role=1)
    assert str(found.safe_attributions(answer)[0]) == "a respondent, high school, North"
