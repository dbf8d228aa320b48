"""What the lists of the network have in common; the directory stands for all of them."""

import datetime as dt

import pytest
from django.urls import reverse

from network.models import StatusEvent
from tests.factories.cohorts import CohortFactory, EnrollmentFactory, OfferingFactory
from tests.factories.network import (
    AlignmentFactory,
    DistrictFactory,
    PersonFactory,
    SavedViewFactory,
    SchoolFactory,
)
from tests.sheets import rows_of_xlsx

DIRECTORY = "network:directory"


def page_of(client, **query):
    return client.get(reverse(DIRECTORY), query)


def names(client, **query):
    return [row.name for row, _ in page_of(client, **query).context["lines"]]


def screen(client, **query):
    """The texts of all cells of all pages, the head first."""
    first = page_of(client, **query)
    rows = [[head.label for head in first.context["listing"].heads]]
    for number in first.context["page"].paginator.page_range:
        lines = page_of(client, **query, page=number).context["lines"]
        rows += [[cell.text for cell in cells] for _, cells in lines]
    return rows


def csv_rows(client, **query):
    answer = client.get(reverse(f"{DIRECTORY}-csv"), query)
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    return [line.split(",") for line in lines]


def xlsx_rows(client, **query):
    answer = client.get(reverse(f"{DIRECTORY}-xlsx"), query)
    return rows_of_xlsx(b"".join(answer.streaming_content))


@pytest.fixture
def state(signed_in, state_viewer):
    return signed_in(state_viewer)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"kind": "school"},
        {"sort": "-irn"},
        {"q": "kettel"},
        {"columns": ["irn", "county", "typology"], "sort": "typology", "kind": "district"},
    ],
    ids=str,
)
def test_files_hold_exactly_what_is_shown(state, district, school, other_school, query):
    for number in range(30):
        SchoolFactory(name=f"Row {number}", county="Adams", agency=district)

    shown = screen(state, **query)

    assert len(shown) > 1
    assert csv_rows(state, **query) == shown
    assert xlsx_rows(state, **query) == shown


def test_zeros_in_front_stay_on_the_page_and_in_files(state, school):
    assert ["000042"] in [row[1:] for row in csv_rows(state, columns="irn")]
    assert ["000042"] in [row[1:] for row in xlsx_rows(state, columns="irn")]
    assert "000042" in page_of(state).text


def test_a_name_that_is_a_formula_is_text_in_both_files(state):
    SchoolFactory(name="=1+1")

    assert csv_rows(state, kind="school", columns="name")[1] == ["'=1+1"]
    assert xlsx_rows(state, kind="school", columns="name")[1] == ["=1+1"]


@pytest.mark.parametrize("typed", ["Núñez", "nunez", "NUNEZ school"])
def test_accents_and_capitals_are_ignored(state, typed):
    SchoolFactory(name="Núñez School")

    assert names(state, q=typed) == ["Núñez School"]


@pytest.mark.parametrize("typed", ["000042", "OH-000042", "oh-000042"])
def test_an_identifier_is_found_with_its_zeros_and_with_the_state_before_it(
    state, school, other_school, typed
):
    assert names(state, q=typed) == ["Kettle School"]


@pytest.mark.parametrize("typed", ["Kettel School", "ketle", "kettl schol"])
def test_a_typing_error_finds_similar_names_and_says_so(state, school, other_school, typed):
    page = page_of(state, q=typed)

    assert "Kettle School" in [row.name for row, _ in page.context["lines"]]
    assert "No exact match." in page.text


def test_similar_names_stay_within_the_other_filters(state, school, other_school):
    assert names(state, q="ketle", kind="district") == []
    assert "Nothing fits this search" in page_of(state, q="zzzzzz").text


def test_a_former_name_finds_the_organization(state, school, other_school):
    StatusEvent.objects.create(
        organization=school, event="renamed", before="Brook Élementary", after=school.name
    )
    StatusEvent.objects.create(organization=other_school, event="closed", before="Brook open")

    assert names(state, q="brook elementary") == ["Kettle School"]
    # All words of one name, not some of the old and some of the new.
    assert page_of(state, q="brook kettle").context["filter"].is_similar


def test_each_filter_narrows_the_list(state, center, district, school, other_school):
    SchoolFactory(name="Shut", status="closed", agency=district, county="Adams")
    SchoolFactory(name="Gone", status="merged", agency=district)
    SchoolFactory(name="Fresh", status="new", agency=district)
    mine = ["Fallow Local", "Fresh", "Kettle School", "Maple ESC", "Shut"]

    found = {
        str(query): names(state, **query)
        for query in (
            {"center": center.pk},
            {"center": center.pk, "status": "operating"},
            {"status": "merged"},
            {"status": "closed"},
            {"typology": "5"},
            {"county": "Adams"},
            {"kind": "esc"},
        )
    }

    assert list(found.values()) == [
        mine,
        mine[:-1],
        ["Gone"],
        ["Shut"],
        ["Gull Local", "Gull School"],
        ["Shut"],
        ["Lakebend ESC", "Maple ESC"],
    ]


def test_facets_of_cohorts_narrow_the_directory(state, cohort, other_cohort):
    other_cohort.offering = OfferingFactory(pathway__code="explore", pathway__name="EXPLORE")
    other_cohort.save()

    assert names(state, cohort=cohort.pk) == ["Kettle School"]
    assert names(state, pathway="explore") == ["Gull School"]
    assert names(state, pathway="explore", cohort=cohort.pk) == []


@pytest.mark.parametrize("name", ["center", "cohort", "county", "typology", "kind", "status"])
def test_a_choice_that_is_not_offered_fits_nothing(
    signed_in, specialist, school, other_center, other_cohort, name
):
    foreign = {"center": other_center.pk, "cohort": other_cohort.pk}.get(name, "7")
    client = signed_in(specialist)

    assert names(client, **{name: foreign}) == []
    assert len(csv_rows(client, **{name: foreign})) == 1


@pytest.mark.parametrize("sort", ["name", "-name", "parent", "-typology", "county", "status"])
@pytest.mark.parametrize("typed", ["", "gull", "Gull Shool", "990513"])
def test_nothing_of_another_branch_is_found_in_any_way(
    signed_in, specialist, district, school, other_school, sort, typed
):
    client = signed_in(specialist)

    found = [
        *screen(client, q=typed, sort=sort),
        *csv_rows(client, q=typed, sort=sort),
        *xlsx_rows(client, q=typed, sort=sort),
    ]

    assert not [row for row in found if "Gull" in "".join(row)]


def test_pills_say_what_is_set_and_lead_to_the_list_without_it(state, center, school):
    page = page_of(state, q="kettle", kind="school", center=center.pk, sort="-irn", page=1)

    pills = [tuple(pill) for pill in page.context["filter"].pills]

    assert pills == [
        (
            "Words",
            "kettle",
            f"kind=school&center={center.pk}&sort=-irn",
        ),
        ("Kind", "School", f"q=kettle&center={center.pk}&sort=-irn"),
        ("Service center", "Maple ESC", "q=kettle&kind=school&sort=-irn"),
    ]


def test_every_column_can_be_sorted_by_and_says_so(state, school, other_school):
    for column in page_of(state).context["listing"].all:
        up = page_of(state, sort=column.name, columns=column.name)
        down = page_of(state, sort=f"-{column.name}", columns=column.name)
        assert up.text.count('aria-sort="ascending"') == 1
        assert down.text.count('aria-sort="descending"') == 1
        assert list(up.context["page"]) == list(down.context["page"])[::-1]


def test_htmx_learns_the_short_address(state, school):
    answer = state.get(
        reverse(DIRECTORY), {"q": "kettle", "kind": "", "page": 2}, headers={"HX-Request": "true"}
    )

    assert answer["HX-Replace-Url"] == "/directory/?q=kettle"
    assert "<html" not in answer.text


@pytest.mark.parametrize("typed", ["\0", "%", "_", "\\", "'", "x" * 5000, "OH-"])
def test_no_words_break_the_search(state, school, typed):
    assert page_of(state, q=typed).status_code == 200


@pytest.mark.parametrize("count", [2, 12])
@pytest.mark.parametrize("query", [{}, {"q": "school", "sort": "-parent"}, {"q": "shool"}], ids=str)
def test_a_specialist_costs_as_many_queries_for_many_schools(
    signed_in, specialist, center, count, query, django_assert_num_queries
):
    for number in range(count):
        district = DistrictFactory(typology=f"{number % 8}", county=f"County {number}")
        AlignmentFactory(district=district, service_center=center)
        EnrollmentFactory(school=SchoolFactory(agency=district), cohort=CohortFactory(home=center))
        SavedViewFactory(owner=PersonFactory(), is_shared=True)
    client = signed_in(specialist)
    page_of(client, **query)

    # as for the state; a search asks for former names, whether anything fits, and for similar
    # names if nothing does
    extra = {"{}": 0, "{'q': 'school', 'sort': '-parent'}": 2, "{'q': 'shool'}": 3}[str(query)]
    with django_assert_num_queries(12 + extra):
        page_of(client, **query)


def test_what_was_aligned_until_yesterday_is_not_in_the_branch(signed_in, specialist, center):
    gone = DistrictFactory(name="Gone Local")
    AlignmentFactory(district=gone, service_center=center, ends_on=dt.date(2022, 6, 30))
    SchoolFactory(name="Gone School", agency=gone)

    assert names(signed_in(specialist)) == ["Maple ESC"]
