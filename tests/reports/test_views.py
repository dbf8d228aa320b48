import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from tests.reports.demo_network import EXPECTED, DemoNetwork
from tests.surveys.results.administrations import add_frame, administration, released

pytestmark = pytest.mark.django_db

DASHBOARD = "reports:dashboard"


@pytest.fixture
def network(state_agency):
    demo = DemoNetwork()
    demo.spring_2023 = demo.wave("spring_2023", "2022-23", dt.date(2023, 5, 5))
    demo.spring_2024 = demo.wave("spring_2024", "2023-24", dt.date(2024, 5, 3), cohort=demo.cohort)
    demo.convenings()
    return demo


@pytest.fixture
def shown(network, state_viewer, signed_in):
    return signed_in(state_viewer).get(reverse(DASHBOARD)).context["shown"]


def table(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_tiles_hold_the_printed_numbers(shown):
    assert [(tile.label, tile.value, tile.n, tile.compare) for tile in shown.tiles] == [
        ("Who is in", "17", "5 centers, 16 districts", "3 more surveyed than in 2023"),
        ("Who came", "165", "365 attendances", "80 came all three times"),
        ("Who answered", "68.9%", "482 of 700, frame of Apr 8", "Goal 70%: 8 answers short"),
        ("What was held", "3", "in 3 sessions", "150, 115 and 100 came"),
        ("What changed", "+8", "time to collaborate, n 482", "95% interval +2 to +15"),
    ]


def test_finding_is_said_in_words_that_the_interval_bears_out(shown):
    finding = shown.finding
    assert finding.title == (
        "Less than half of those who answered have time during the school day to collaborate"
    )
    assert (finding.percent, finding.base, finding.interval) == ("44%", "482 of 700", "41.9–46.9")
    assert finding.change_words == "Up 8 points since spring 2023"
    assert (finding.cell_before.percent, finding.cell_before.n) == (36, 401)


def test_bars_of_both_waves_are_labelled_so_that_they_add_up_to_100(shown):
    labels = [
        [segment.label for segment in wave.bar.segments] + [wave.bar.neutral]
        for wave in shown.finding.bars
    ]
    assert labels == [["12", "21", "30", "14", 23], ["17", "25", "26", "10", 22]]
    assert [wave.name for wave in shown.finding.bars] == ["2024", "2023"]
    assert shown.finding.options == list(
        zip(
            shown.finding.item.labels,
            [58, 101, 109, 146, 68],
            [12, 21, 23, 30, 14],
            strict=True,
        )
    )


def test_three_convenings_make_a_range(shown):
    assert [(row.drawn.text, row.drawn.sentence, row.caption) for row in shown.ranges] == [
        ("97%–98%", "97%, 98%, 98%", "pooled 97% of 300"),
        ("85%–95%", "85%, 92%, 95%", "pooled 90% of 300"),
    ]
    assert shown.ranges[0].found.range.occasions == 3
    assert shown.convening_answers == "120, 100 and 80"


def test_service_centers_answer_as_written(network, shown):
    expected = EXPECTED["imc01_2024_by_esc"]
    names = {key: center.name for key, center in network.centers.items()}
    assert {one.name: one.rate.text for one in shown.responded} == {
        names[key]: f"{own['response_rate_1']}%" for key, own in expected.items()
    }
    assert {
        place.row.line.name: (place.schools, place.row.answered, place.row.percent,
                              place.row.interval_words)
        for place in shown.centers
    } == {
        names[key]: (
            own["schools"],
            f"{own['answered']} of {own['frame']}",
            f"{own['percent']}%",
            "{}–{}".format(*own["interval"]),
        )
        for key, own in expected.items()
    }  # fmt: skip


def test_13_of_17_schools_are_shown_and_two_partners_are_hidden_with_the_small_ones(network, shown):
    hidden = {place.row.line.name for place in shown.schools if place.row.is_hidden}
    assert hidden == {
        network.schools[key].name for key in EXPECTED["hidden_patterns_2024"]["agree"]["schools"]
    }
    assert (shown.schools_shown, shown.schools_hidden) == (13, 4)


def test_typology_is_added_up_from_shown_units(shown):
    assert [(row.name, row.schools) for row in shown.typology] == [
        ("Rural", 7), ("Small town", 5), ("Suburban", 3), ("Urban", 1), ("Not classified", 1),
    ]  # fmt: skip
    assert [(row.found.covers, row.found.percent) for row in shown.typology[:2]] == [
        ("covers 4 of 7 schools", 45),
        ("covers 4 of 5 schools", 45),
    ]


def test_change_of_comparable_items_is_told_with_its_interval(shown):
    expected = EXPECTED["wave_change"]["network"]
    found = {
        row.found.item.code: (row.found.change.points, row.drawn.interval) for row in shown.changed
    }
    words = {-7: "−7", -1: "−1", 2: "+2", 5: "+5", 12: "+12", 14: "+14", 15: "+15"}
    assert found == {
        code: (own["points"], "({} to {})".format(*(words[end] for end in own["interval"])))
        for code, own in expected.items()
    }
    assert [row.drawn.text for row in shown.changed] == ["+8", "+8", "+5", "−1"]


def test_page_names_what_is_hidden_and_holds_none_of_it(network, state_viewer, signed_in):
    text = signed_in(state_viewer).get(reverse(DASHBOARD)).text

    assert "13 of 17 shown, 4 hidden to protect small groups" in text
    for absent in ("12 of 16", "7 of 11", "7 of 13", "42 of 52"):
        assert absent not in text


def test_tables_hold_what_the_page_shows(network, state_viewer, signed_in):
    client = signed_in(state_viewer)
    centers = table(client.get(reverse("reports:centers-csv")))
    schools = table(client.get(reverse("reports:schools-csv")))

    assert [row["percent"] for row in centers] == ["45", "44", "44", "45", "44", "44"]
    assert centers[-1]["service center"] == "Network"
    hidden = [row for row in schools if row["n"] == "-96"]
    assert (len(schools), len(hidden)) == (17, 4)
    for row in hidden:
        assert {row[name] for name in list(row)[3:-1]} == {"-96"}
        assert row["note"] == "hidden: fewer than 10 here or beside it"


def test_small_schools_of_one_center_are_hidden_in_page_and_table(network, state_viewer, signed_in):
    client = signed_in(state_viewer)
    asked = {"center": network.centers["maple_fork"].pk}

    shown = client.get(reverse(DASHBOARD), asked).context["shown"]
    rows = table(client.get(reverse("reports:schools-csv"), asked))

    found = {place.row.line.name: place.row.percent for place in shown.schools}
    assert found == {
        "Fallow Creek Middle School": "44%",
        "Kettle Run High School": "",
        "Marlow Elementary School": "",
    }
    assert shown.whole.row.answered == "64 of 84"
    assert {row["school"]: row["n"] for row in rows} == {
        "Fallow Creek Middle School": "45",
        "Kettle Run High School": "-96",
        "Marlow Elementary School": "-96",
    }


def test_center_page_counts_its_own_schools_and_people(network, state_viewer, signed_in):
    center = network.centers["maple_fork"]
    tiles = (
        signed_in(state_viewer).get(reverse("reports:esc", args=[center.pk])).context["shown"].tiles
    )
    assert (tiles[0].value, tiles[0].n) == ("3", "3 districts")
    assert tiles[1].compare == "of 165 in the network"
    assert tiles[2].value == "76.2%"


def test_earlier_wave_is_shown_by_its_own_frame(network, state_viewer, signed_in):
    wave = network.spring_2023.released_now.pk
    shown = signed_in(state_viewer).get(reverse(DASHBOARD), {"wave": wave}).context["shown"]
    assert shown.finding.percent == "36%"
    assert (shown.schools_shown, len(shown.schools)) == (12, 14)
    assert shown.changed == []
    assert shown.tiles[4].value == "none yet"


def test_unknown_filters_fall_back_to_the_latest_wave_of_the_network(
    network, state_viewer, signed_in
):
    asked = {"wave": "x", "center": "999999", "typology": "Rural"}
    shown = signed_in(state_viewer).get(reverse(DASHBOARD), asked).context["shown"]
    assert shown.finding.percent == "44%"
    assert shown.now.unit.kind == "network"


def test_overview_before_any_release_says_what_to_do_next(state_viewer, cohort, signed_in):
    response = signed_in(state_viewer).get(reverse(DASHBOARD))
    assert "No implementation survey is released yet" in response.text
    assert [tile.label for tile in response.context["tiles"]] == [
        "Who is in", "Who came", "What was held",
    ]  # fmt: skip


def test_overview_leads_the_state_to_the_network_and_a_center_to_itself(
    state_viewer, specialist, center, signed_in
):
    where = reverse("reports:overview")
    assert signed_in(state_viewer).get(where).url == reverse(DASHBOARD)
    assert signed_in(specialist).get(where).url == reverse("reports:esc", args=[center.pk])


def test_center_opens_for_its_own_staff_only(center, other_center, specialist, signed_in):
    client = signed_in(specialist)
    assert client.get(reverse("reports:esc", args=[center.pk])).status_code == 200
    assert client.get(reverse("reports:esc", args=[other_center.pk])).status_code == 404
    assert client.get(reverse(DASHBOARD)).status_code == 404
    assert client.get(reverse("reports:schools-csv")).status_code == 404


def test_center_without_surveyed_schools_is_told_so(
    center, specialist, school, other_school, other_center, signed_in
):
    given = administration()
    places = {"Maple ESC": center, "Kettle School": school}
    add_frame(given, {"Maple ESC": {"Fallow Local": {"Kettle School": (50, 60)}}}, places)
    released(given)
    client = signed_in(specialist)
    assert client.get(reverse("reports:esc", args=[center.pk])).context["shown"] is not None


@pytest.mark.parametrize("how_many", [1, 6])
def test_dashboard_takes_the_same_queries_for_any_number_of_places(
    how_many, state_viewer, signed_in, django_assert_num_queries
):
    given = administration()
    add_frame(
        given,
        {
            f"E{e}": {f"D{e}{d}": {f"s{e}{d}": (40, 57)} for d in range(how_many)}
            for e in range(how_many)
        },
    )
    released(given)
    client = signed_in(state_viewer)
    client.get(reverse(DASHBOARD))  # fills the cache of the network's words

    # user, person and grants; waves and centers; the network and all places; four counts of
    # enrolled schools and centers; people who came, three times; ranges of convenings
    with django_assert_num_queries(14):
        response = client.get(reverse(DASHBOARD))

    assert len(response.context["shown"].schools) == how_many**2


def test_hidden_center_shows_the_mark_and_no_number(state_viewer, center, signed_in):
    given = administration()
    add_frame(
        given,
        {
            "Maple ESC": {"D": {"s": (7, 7919)}},
            "Other ESC": {"E": {"t": (30, 8111), "u": (40, 8200)}},
        },
        {"Maple ESC": center},
    )
    released(given)
    response = signed_in(state_viewer).get(reverse(DASHBOARD), {"center": center.pk})
    assert response.context["shown"].finding.percent == ""
    assert "7919" not in response.text
    assert [tile.is_hidden for tile in response.context["shown"].tiles][2] is True
