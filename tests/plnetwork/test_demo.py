"""The demo shows the numbers that network.json promises, out of responses that were really sent.

Units are named by their keys in the book; `hidden` there means no figure of this cell anywhere.
"""

import datetime as dt
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils.html import strip_tags

from accounts.models import User
from convenings.figures import reach_of
from convenings.models import PreWork
from convenings.pages.prework import board_of, rolls_of
from messaging.models import Message
from network.models import ExportJob, Person, StateAgency
from plnetwork.demo import build, cast
from plnetwork.demo.book import book
from surveys.instruments.models import InstrumentVersion
from surveys.models import Administration, Draft, ReleasedUnit, Response, Tally
from surveys.results.pages.readers import figures_of

EXPECTED = book()["expected"]
KINDS = {"schools": "school", "districts": "district", "escs": "esc"}


def wave(name):
    return Administration.objects.get(title=book()["surveys"][name]["title"])


# A community school is its own district: two organizations of one name, told apart by kind.
KEYS = (
    {("esc", row["name"]): row["key"] for row in book()["service_centers"]}
    | {("district", row["name"]): row["key"] for row in book()["districts"]}
    | {("school", row["name"]): row["key"] for row in book()["schools"]}
)


def released(administration):
    """Key (or "network") to the released unit, its cells by name."""
    rows = ReleasedUnit.objects.filter(release__administration=administration)
    found = {_key(row.unit): row for row in rows.select_related("unit")}
    for row in found.values():
        row.items = figures_of(row).named()["items"]
    return found


def _key(unit):
    return "network" if unit.kind == "network" else KEYS.get((unit.kind, unit.name), unit.name)


def shown(cell):
    """The figures of a cell under the names of the book."""
    names = {"n": "n", "agree": "agree", "percent": "percent", "percent_1": "percent_1"}
    return {book_name: cell[name] for name, book_name in names.items()} | {
        "interval": [cell["low"], cell["high"]],
        "interval_1": [cell["low_1"], cell["high_1"]],
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [("spring_2023", "hidden_patterns_2023"), ("spring_2024", "hidden_patterns_2024")],
)
def test_hidden_patterns_of_every_layer_are_those_of_the_book(demo_db, name, expected):
    units = released(wave(name)).items()
    layers = {
        "base": lambda row: row.base is None,
        "agree": lambda row: any(c is None or c["percent"] is None for c in row.items.values()),
        "histogram": lambda row: any(c is None or c["counts"] is None for c in row.items.values()),
    }
    for layer, is_hidden in layers.items():
        for plural, kind in KINDS.items():
            hidden = sorted(k for k, row in units if row.unit.kind == kind and is_hidden(row))
            assert hidden == sorted(EXPECTED[expected][layer][plural]), (layer, plural)


def test_a_hidden_unit_holds_no_value_at_all(demo_db):
    row = released(wave("spring_2024"))["marlow_elementary"]

    assert row.base is None
    assert set(row.items.values()) == {None}


def test_time_to_collaborate_in_the_network(demo_db):
    unit, promised = released(wave("spring_2024"))["network"], EXPECTED["imc01_2024"]
    cell = unit.items["IMC01"]

    assert (unit.base["staff"], unit.base["submitted"]) == (700, 482)
    assert unit.base["rate_1"] == promised["response_rate_1"]
    assert (cell["n"], cell["agree"], cell["percent"]) == (482, 214, 44)
    assert [cell["low_1"], cell["high_1"]] == promised["interval_1"]
    assert cell["counts"] == promised["counts"]
    assert cell["labels"] == [12, 21, 23, 30, 14]


@pytest.mark.parametrize("level", ["esc", "district", "school"])
def test_time_to_collaborate_below_the_network(demo_db, level):
    units = released(wave("spring_2024"))

    for key, promised in EXPECTED[f"imc01_2024_by_{level}"].items():
        cell = units[key].items["IMC01"]
        if promised == "hidden":
            assert cell is None
        else:
            figures = shown(cell)
            assert {name: promised[name] for name in figures} == figures, key
            if promised.get("labels", "hidden") != "hidden":
                assert cell["labels"] == promised["labels"], key


def test_every_item_of_every_unit_is_as_promised(demo_db):
    units = released(wave("spring_2024"))

    for code, by_unit in EXPECTED["items_2024"]["figures"].items():
        found = {
            key: [c["n"], c["agree"], c["percent"], c["low"], c["high"]]
            for key, row in units.items()
            if key in by_unit and (c := row.items[code])
        }
        assert found == by_unit, code


@pytest.mark.parametrize("code", ["CVF01", "CVF02"])
def test_convenings_met_their_aims(demo_db, code):
    promised = EXPECTED["convenings"][code]
    cells = [
        released(feedback)["network"].items[code]
        for feedback in Administration.objects.filter(purpose="convening").order_by("opens_at")
    ]

    assert [cell["percent"] for cell in cells] == promised["percents"]
    agree, n = sum(cell["agree"] for cell in cells), sum(cell["n"] for cell in cells)
    assert [agree, n] == promised["pooled"][:2]


def test_reach_of_the_cohort(demo_db):
    reach = reach_of(type(demo_db.cohort).objects.filter(pk=demo_db.cohort.pk))

    assert (reach.convenings, reach.attendances, reach.educators) == (3, 365, 165)


def test_figures_rest_on_responses_and_no_sealed_answer_is_left(demo_db):
    administration = wave("spring_2024")

    assert Response.objects.filter(administration=administration).count() == 482
    assert (
        sum(Tally.objects.filter(administration=administration).values_list("submitted", flat=True))
        == 482
    )
    assert not Draft.objects.filter(is_sealed=True).exists()


def test_recounting_finds_no_difference(demo_db, capsys):
    call_command("recount", "--json")

    assert '"differences": {}' in capsys.readouterr().out


def test_everybody_on_the_sign_in_list_exists(demo_db):
    with_account = Person.objects.filter(user__isnull=False).values_list("user__email", flat=True)

    assert set(cast.addresses()) <= set(with_account)


def test_the_respondents_link_is_one_of_an_open_survey(demo_db, client):
    link = cast.respondent_link()

    assert client.get(link[link.index("/answer/") :]).status_code == 200


def test_mail_of_the_past_counts_as_sent_and_todays_waits(demo_db):
    states = set(Message.objects.filter(kind="surveys/invitation").values_list("state", flat=True))

    assert states == {"sent", "queued"}


def test_the_outbox_shows_what_can_become_of_a_message(demo_db):
    states = set(Message.objects.values_list("state", flat=True))

    assert {"sent", "queued", "failed", "cancelled"} <= states


def test_the_demo_is_not_built_over_a_network(demo_db):
    with pytest.raises(build.NotEmpty):
        build.build()


def test_the_command_says_so_or_does_nothing(demo_db, capsys):
    with pytest.raises(CommandError, match="There is a network"):
        call_command("demo")
    call_command("demo", "--if-empty")

    assert StateAgency.objects.count() == 1


def test_the_command_refuses_a_real_network(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="Set DEMO=1"):
        call_command("demo")


def page_text(response):
    """What a reader gets of a page, spaces folded."""
    return " ".join(strip_tags(response.text).split())


def test_the_dashboard_prints_what_the_book_promises(demo_db, signed_in):
    viewer = User.objects.get(email="silas.wrenfield@state.example")

    text = page_text(signed_in(viewer).get("/overview/network/"))

    for words in [
        "97%–98%",
        "85%–95%",
        "pooled 97% of 300",
        "pooled 90% of 300",
        "Less than half of those who answered have time during the school day to collaborate",
        "41.9–46.9",
        "482 of 700",
        "365 attendances",
        "165 educators",
        "Up 8 points since spring 2023",
        "By school: 13 of 17 shown, 4 hidden to protect small groups.",
    ]:
        assert words in text


def test_the_service_center_shows_45_and_hides_12_and_7(demo_db, signed_in):
    director = User.objects.get(email="augusta.pell@maple-fork.example")
    center = demo_db.centers["maple_fork"]

    page = signed_in(director).get(f"/overview/center/{center.pk}/")
    table = signed_in(director).get(f"/overview/center/{center.pk}/schools.csv")

    assert "45 of 57" in page_text(page)
    assert not {"12 of 16", "7 of 11"} & set(re.findall(r"\d+ of \d+", page_text(page)))
    lines = b"".join(table).decode().splitlines()[1:]
    assert [line.count("hidden") > 0 for line in sorted(lines)] == [False, True, True]


def test_the_pre_work_of_convening_4_is_as_promised(demo_db):
    promised = EXPECTED["prework_convening_4"]
    prework = PreWork.objects.get(convening__cohort=demo_db.launch_cohort)
    board, [roll] = board_of(prework), rolls_of(prework)

    assert (board.ready, len(board.rows), roll.teams) == (12, 17, 12)
    assert {row.title.lower(): row.count for row in roll.rows} == promised["choices"]
    assert prework.announced_at.date() == dt.date(2024, 1, 16)


def test_a_form_came_from_elsewhere_and_rows_were_asked_for(demo_db):
    draft = InstrumentVersion.objects.get(instrument__code__iexact="FamilyNight")
    asked = ExportJob.objects.get()

    assert (draft.is_frozen, draft.sections.get().items.count()) == (False, 4)
    assert str(asked.asked_by) == "Noor Castellan"
    assert asked.title.endswith(", SPSS, wide")
