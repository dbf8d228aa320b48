import csv
import io
from zipfile import ZipFile

import pytest
from django.urls import reverse

from surveys.collection.models import FrameUnit
from tests.surveys.results.administrations import (
    TIME,
    add_frame,
    administration,
    network_unit,
    released,
    tally,
)
from tests.surveys.results.administrations import instrument_version as version

pytestmark = pytest.mark.django_db


def address(given, unit=None, name="results-unit"):
    if unit is None:
        return reverse("surveys:results", args=[given.pk])
    return reverse(f"surveys:{name}", args=[given.pk, unit.pk])


@pytest.fixture
def survey(center, other_center, district, other_district, school, other_school):
    """Two centers: Maple with 45, 12 and 7 answers, Lakebend with 60."""
    given = administration()
    places = {
        "Maple ESC": center,
        "Fallow Local": district,
        "Kettle School": school,
        "Lakebend ESC": other_center,
        "Gull Local": other_district,
        "Gull School": other_school,
    }
    given.frame = add_frame(
        given,
        {
            "Maple ESC": {
                "Fallow Local": {"Kettle School": (45, 57)},
                "Kettle Run Local": {"Kettle Run High": (12, 16)},
                "Marlow Local": {"Marlow Elementary": (7, 11)},
            },
            "Lakebend ESC": {"Gull Local": {"Gull School": (60, 80)}},
        },
        places,
    )
    released(given)
    return given


def rows(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return {(row["name"], row["code"]): row for row in csv.DictReader(io.StringIO(text))}


def test_center_page_shows_one_school_and_hides_the_small_one_and_its_partner(
    survey, state_viewer, signed_in
):
    page = signed_in(state_viewer).get(address(survey, survey.frame["Maple ESC"])).context["page"]

    assert [(row.line.name, row.percent, row.under) for row in page.inside] == [
        ("Kettle School", "49%", "Fallow Local"),
        ("Kettle Run High", "", "Kettle Run Local"),
        ("Marlow Elementary", "", "Marlow Local"),
    ]
    assert page.answered == "64 of 84"


def test_page_explains_hidden_figures_once(survey, state_viewer, signed_in):
    text = signed_in(state_viewer).get(address(survey, survey.frame["Maple ESC"])).text
    assert text.count("Why some figures are hidden") == 1
    text = signed_in(state_viewer).get(address(survey, survey.frame["Gull School"])).text
    assert "Why some figures are hidden" not in text


def test_hidden_school_leads_to_where_its_answers_count(survey, state_viewer, signed_in):
    response = signed_in(state_viewer).get(address(survey, survey.frame["Marlow Elementary"]))
    assert "Why these figures are hidden" in response.text
    assert [unit.name for unit in response.context["page"].shown_above] == ["Network", "Maple ESC"]


def test_feedback_is_compared_by_session(state_viewer, signed_in):
    given = administration(version({"CVF01": ("A4", "Own team.")}), purpose="convening")
    for name, answers in {
        "North": (1, 2, 30, 40),
        "South": (0, 1, 20, 9),
        "West": (0, 0, 4, 3),
    }.items():
        unit = FrameUnit.objects.create(
            administration=given,
            kind="session",
            key=name,
            name=name,
            parent=network_unit(given),
            staff=sum(answers) + 10,
        )
        tally(unit, sum(answers), {"CVF01": answers})
    released(given)

    response = signed_in(state_viewer).get(address(given))
    page = response.context["page"]

    assert "by" not in response.context["choice"].fields
    assert [(row.line.name, row.percent) for row in page.inside] == [
        ("North", "96%"),
        ("South", ""),
        ("West", ""),
    ]
    assert (page.schools, page.inside_words) == (0, "session")


def test_download_holds_what_the_page_shows(survey, state_viewer, signed_in):
    given = rows(
        signed_in(state_viewer).get(address(survey, survey.frame["Maple ESC"], "results-csv"))
    )

    assert {
        name: (row["n"], row["percent"], row["option 1"]) for (name, _), row in given.items()
    } == {
        "Maple ESC": ("64", "48", "0"),
        "Network": ("124", "49", "0"),
        "Kettle School": ("45", "49", "-96"),
        "Kettle Run High": ("-96", "-96", "-96"),
        "Marlow Elementary": ("-96", "-96", "-96"),
    }
    assert given["Marlow Elementary", "IMC01"]["staff asked"] == "-96"
    assert given["Marlow Elementary", "IMC01"]["note"] == "hidden: fewer than 10 here or beside it"


def test_school_beside_a_small_remainder_shows_its_percent_without_bars(
    survey, state_viewer, signed_in
):
    response = signed_in(state_viewer).get(address(survey, survey.frame["Kettle School"]))

    [row] = response.context["page"].sections[0].rows
    assert (row.percent, row.interval, row.bar) == ("49%", "42–56", None)
    assert "bars from 20 answers" in response.text


def test_every_viewer_gets_the_same_cells(
    survey, state_viewer, state_admin, evaluator, specialist, esc_director, district_leader,
    school_leader, team_member, client, signed_in,
):  # fmt: skip
    url = address(survey, survey.frame["Kettle School"], "results-csv")
    tables = {
        b"".join(signed_in(who).get(url).streaming_content)
        for who in (
            state_viewer, state_admin, evaluator, specialist, esc_director, district_leader,
            school_leader, team_member,
        )
    }  # fmt: skip
    assert len(tables) == 1


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        (
            "state_viewer",
            {"Maple ESC", "Lakebend ESC", "Kettle School", "Marlow Elementary", "Gull School"},
        ),
        ("specialist", {"Maple ESC", "Kettle School", "Lakebend ESC"}),
        ("outsider", {"Maple ESC", "Lakebend ESC", "Gull School"}),
        ("school_leader", {"Maple ESC", "Lakebend ESC", "Kettle School"}),
        ("team_member", {"Maple ESC", "Lakebend ESC", "Kettle School"}),
        ("newcomer", set()),
    ],
)
def test_schools_open_for_those_who_see_them(who, opens, survey, request, signed_in):
    client = signed_in(request.getfixturevalue(who))
    asked = ["Maple ESC", "Lakebend ESC", "Kettle School", "Marlow Elementary", "Gull School"]
    answers = {name: client.get(address(survey, survey.frame[name])).status_code for name in asked}
    assert {name for name, status in answers.items() if status == 200} == opens
    assert set(answers.values()) <= {200, 404}


def test_team_member_finds_the_own_school_on_the_networks_page(survey, team_member, signed_in):
    page = signed_in(team_member).get(address(survey)).context["page"]

    assert [row.line.name for row in page.inside] == ["Lakebend ESC", "Maple ESC"]
    assert [row.line.name for row in page.mine] == ["Kettle School"]


def test_breadcrumbs_lead_through_places_that_open(survey, school_leader, signed_in):
    page = signed_in(school_leader).get(address(survey, survey.frame["Kettle School"]))
    assert [unit.name for unit, _ in page.context["page"].trail] == ["Network", "Maple ESC"]


def test_results_that_are_not_released_say_when_they_come(school, specialist, signed_in):
    given = administration()
    add_frame(given, {"E": {"D": {"Kettle School": (45, 57)}}}, {"Kettle School": school})

    response = signed_in(specialist).get(address(given))

    assert "Results come after the survey closes" in response.text


def test_chosen_item_is_kept_in_the_address(state_viewer, signed_in):
    given = administration(
        version(
            {"IMT11": ("F5", "Learners set goals."), **TIME, "IMC02": ("A5", "I have colleagues.")}
        )
    )
    add_frame(given, {"E": {"D": {"s": (45, 57)}}})
    released(given)
    client = signed_in(state_viewer)

    assert client.get(address(given)).context["page"].item.code == "IMT11"
    page = client.get(address(given), {"item": "IMC02"}).context["page"]
    assert [row.item.code for row in page.sections[0].rows] == ["IMC01", "IMC02"]
    assert [title for title, _ in page.titles] == ["Practice", "Conditions"]
    assert client.get(address(given), {"item": "NOPE", "order": "x"}).status_code == 200


def test_items_can_be_ordered_by_agreement(state_viewer, signed_in):
    given = administration(version({**TIME, "IMC02": ("A5", "I have colleagues.")}))
    add_frame(given, {"E": {"D": {"s": (45, 57)}}})
    row = given.tallies.get()
    row.counts[7:14] = [0, 0, 0, 5, 20, 20, 0]
    row.save()
    released(given)
    client = signed_in(state_viewer)

    def codes(order):
        page = client.get(address(given), {"order": order}).context["page"]
        return [row.item.code for row in page.sections[0].rows]

    assert [codes("asked"), codes("high"), codes("low")] == [
        ["IMC01", "IMC02"],
        ["IMC02", "IMC01"],
        ["IMC01", "IMC02"],
    ]


@pytest.mark.parametrize("how_many", [2, 9])
def test_center_page_takes_the_same_queries_for_any_number_of_schools(
    how_many, center, specialist, signed_in, django_assert_num_queries
):
    given = administration()
    schools = {f"D{n}": {f"s{n}": (40, 57)} for n in range(how_many)}
    frame = add_frame(given, {"Maple ESC": schools}, {"Maple ESC": center})
    released(given)
    client = signed_in(specialist)
    client.get(address(given, frame["Maple ESC"]))  # fills the cache of the network's words

    # user, person, grants; the unit, those above, the wave before, those inside, their schools
    with django_assert_num_queries(8):
        response = client.get(address(given, frame["Maple ESC"]))

    assert response.status_code == 200


def test_no_page_and_no_table_holds_a_planted_hidden_count(state_viewer, signed_in):
    given = administration(threshold=8000)
    frame = add_frame(
        given, {"A": {"D": {"s": (20_000, 30_000), "t": (7919, 8200), "u": (9_001, 9_500)}}}
    )
    released(given)
    client = signed_in(state_viewer)

    seen = [client.get(address(given)).content]
    for unit in [given.releases.get().units.get(unit__parent=None).unit, *frame.values()]:
        for by in ("places", "role", "typology", "level"):
            seen.append(client.get(address(given, unit), {"by": by}).content)
            seen.append(client.get(address(given, unit, "results-json"), {"by": by}).content)
            table = client.get(address(given, unit, "results-csv"), {"by": by})
            seen.append(b"".join(table.streaming_content))
        book = client.get(address(given, unit, "results-xlsx"))
        with ZipFile(io.BytesIO(b"".join(book.streaming_content))) as parts:
            seen += [parts.read(name) for name in parts.namelist() if "worksheets" in name]

    assert any(b"20000" in page for page in seen)
    for planted in (b"7919", b"9001", b"8200", b"9500"):
        assert not any(planted in page for page in seen)
