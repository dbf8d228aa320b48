import pytest

from tests.factories.cohorts import CohortFactory, DesignTeamFactory
from tests.factories.convenings import ConveningFactory
from tests.factories.network import AlignmentFactory, PersonFactory, SchoolFactory
from tests.factories.surveys import AdministrationFactory
from tests.test_every_door import PEOPLE


def found(client, typed):
    page = client.get("/search/", {"q": typed})
    return {group.title: [hit.title for hit in group.hits] for group in page.context["found"]}


def hits(client, typed):
    page = client.get("/search/", {"q": typed})
    return [hit for group in page.context["found"] for hit in group.hits]


@pytest.fixture
def network(team, other_team, convening, released_survey, school, other_school):
    """One of each kind in both branches."""
    PersonFactory(first_name="Kim", last_name="Kettleson", organization=school)
    PersonFactory(first_name="Gil", last_name="Gullman", organization=other_school)
    ConveningFactory(cohort=other_team.cohort, number=2, topic="Gull topic")


def test_every_kind_is_found_in_its_own_group(signed_in, state_admin, network):
    client = signed_in(state_admin)

    assert found(client, "kettle") == {
        "Organizations": ["Kettle School"],
        "People": ["Kim Kettleson"],
        "Teams": ["Kettle team"],
    }
    assert list(found(client, "riverside")) == ["Cohorts", "Convenings"]
    assert found(client, "convening 4")["Convenings"][0].startswith("Convening 4")
    assert found(client, "released") == {"Surveys": ["Released survey"]}


@pytest.mark.parametrize("typed", ["gull", "hillside", "lakebend", "990208", "gil gullman"])
def test_a_specialist_finds_nothing_of_another_branch(signed_in, specialist, network, typed):
    assert found(signed_in(specialist), typed) == {}


@pytest.mark.parametrize("who", PEOPLE[1:])
def test_whoever_finds_something_may_open_it(request, signed_in, who, network, survey):
    client = signed_in(request.getfixturevalue(who))

    for typed in ("kettle", "gull", "riverside", "survey", "school", "convening", "esc"):
        for hit in hits(client, typed):
            assert client.get(hit.url).status_code == 200, hit


def test_an_exact_identifier_comes_first_with_and_without_the_state(signed_in, state_admin):
    for name in ("A 000777 school", "B", "C 000777 school"):
        SchoolFactory(name=name, irn="000777" if name == "B" else "")
    client = signed_in(state_admin)

    for typed in ("000777", "OH-000777"):
        assert found(client, typed)["Organizations"][0] == "B"


def test_a_whole_address_comes_first(signed_in, state_admin):
    PersonFactory(last_name="Alder", email="x.ash@example.org")
    PersonFactory(last_name="Zell", email="ash@example.org")

    people = found(signed_in(state_admin), "ASH@example.org")["People"]

    assert [name.split()[-1] for name in people] == ["Zell", "Alder"]


def test_accents_are_ignored_in_every_kind(signed_in, state_admin, school):
    cohort = CohortFactory(name="Éclair")
    DesignTeamFactory(cohort=cohort, school=school, name="Équipe eclair")
    ConveningFactory(cohort=cohort, topic="Œuvre")
    AdministrationFactory(cohort=cohort, title="ECLAIR survey")
    PersonFactory(first_name="José", last_name="Eclairé")
    SchoolFactory(name="École Éclair")
    client = signed_in(state_admin)

    assert list(found(client, "éclair")) == list(found(client, "eclair"))
    assert list(found(client, "eclair")) == [
        "Organizations",
        "People",
        "Cohorts",
        "Teams",
        "Convenings",
        "Surveys",
    ]


def test_a_survey_in_preparation_is_found_only_by_those_who_prepare_it(
    signed_in, state_admin, state_viewer, specialist, cohort
):
    AdministrationFactory(cohort=cohort, title="Quiet draft")

    assert found(signed_in(state_admin), "quiet") == {"Surveys": ["Quiet draft"]}
    assert found(signed_in(state_viewer), "quiet") == {}
    assert found(signed_in(specialist), "quiet") == {}


def test_more_than_eight_lead_to_the_whole_list(signed_in, state_admin):
    for number in range(9):
        SchoolFactory(name=f"Harbor {number}")

    page = signed_in(state_admin).get("/search/", {"q": "harbor"})

    assert len(page.context["found"][0].hits) == 8
    assert 'href="/directory/?q=harbor"' in page.text


def test_a_single_letter_finds_nothing_and_says_what_to_do(signed_in, state_admin, school):
    page = signed_in(state_admin).get("/search/", {"q": "k"})

    assert "Type at least two letters" in page.text


def test_what_is_in_nothing_leads_to_similar_names(signed_in, state_admin, school):
    page = signed_in(state_admin).get("/search/", {"q": "ketle"})

    assert 'href="/directory/?q=ketle"' in page.text


def test_htmx_gets_the_results_alone(signed_in, state_admin, school):
    answer = signed_in(state_admin).get("/search/", {"q": "kettle"}, headers={"HX-Request": "true"})

    assert "Kettle School" in answer.text
    assert "<html" not in answer.text
    assert answer["HX-Replace-Url"] == "/search/?q=kettle"


@pytest.mark.parametrize("typed", ["\0\0", "%%", "__", "'; --", "x" * 5000, "\r\nX: 1"])
def test_no_words_break_the_search(signed_in, state_admin, school, typed):
    assert signed_in(state_admin).get("/search/", {"q": typed}).status_code == 200


@pytest.mark.parametrize("count", [2, 7])
@pytest.mark.parametrize("who", ["state_admin", "specialist"])
def test_a_search_costs_as_many_queries_for_many_hits(
    request, signed_in, who, count, center, django_assert_num_queries
):
    for number in range(count):
        school = SchoolFactory(name=f"Harbor {number}")
        AlignmentFactory(district=school.agency, service_center=center)
        PersonFactory(last_name="Harbor", organization=school)
        cohort = CohortFactory(name=f"Harbor {number}", home=center)
        DesignTeamFactory(name="Harbor", cohort=cohort, school=school)
        ConveningFactory(cohort=cohort, topic="Harbor", number=number + 1)
        AdministrationFactory(cohort=cohort, title="Harbor", state="open")
    client = signed_in(request.getfixturevalue(who))
    client.get("/search/", {"q": "harbor"})

    # user, person, grants; one for each of seven kinds, former names, rows of two by their ids,
    # roles of people
    with django_assert_num_queries(16):
        client.get("/search/", {"q": "harbor"})
