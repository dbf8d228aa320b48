"""Files opened again by the programs they are for: labels, codes of what is missing, formulas."""

import datetime as dt
import json
import tempfile
import zoneinfo

import pyreadstat
import pytest

from surveys.collection.models import Response
from surveys.instruments.models import Item
from surveys.results.exports import sheet_file
from surveys.results.exports.package import MOST_COLUMNS, MOST_LINES
from surveys.results.models import Extract
from tests.surveys.results.taking import asked, fetched, read_csv, sheet, unpacked

FACTS = ["role", "school", "district", "service_center", "typology", "level"]
ANSWERS = ["Q1", *(f"Q2_{n}" for n in range(1, 7)), "Q3", "Q5", "Q6", "Q7", "Q8", "Q9"]


@pytest.fixture
def package(evaluator, agreement, answered):
    """What lies in the file of this form and shape."""

    def made(form, shape="wide"):
        return unpacked(fetched(evaluator, agreement, answered, form, shape))

    return made


@pytest.fixture
def spss(package, tmp_path):
    """The table of an SPSS file and what it says about its variables."""

    def opened(shape="wide", *, as_missing=False):
        file = tmp_path / "rows.sav"
        file.write_bytes(package("sav", shape)["rows.sav"])
        return pyreadstat.read_sav(file, user_missing=not as_missing)

    return opened


def test_each_package_holds_rows_codebook_and_readme(package, agreement):
    for form in ("csv", "xlsx", "sav"):
        found = package(form)
        assert sorted(found) == ["README.txt", "codebook.csv", f"rows.{form}"]
        told = found["README.txt"].decode()
        for words in (
            f"rows.{form}: 13 responses, wide",
            "de-identified rows, release 1",
            f"under the agreement “{agreement}”",
            "-99  skipped",
            "-97  not asked",
            "-96  hidden",
            "Mode: ",
            "from 5 answers on",
        ):
            assert words in told, words
    assert list(Extract.objects.order_by("pk").values_list("form", "shape")) == [
        ("csv", "wide"),
        ("xlsx", "wide"),
        ("sav", "wide"),
    ]


def test_the_codebook_of_a_package_names_its_columns(package):
    for shape in ("wide", "long"):
        found = package("csv", shape)
        columns = list(read_csv(found["rows.csv"])[0])
        lines = [line["variable"] for line in read_csv(found["codebook.csv"])]
        assert lines[: len(columns)] == columns
        assert set(ANSWERS) <= set(lines)


def test_an_spss_file_has_labels_and_declares_what_is_missing(spss):
    table, about = spss()

    assert list(table.columns) == ["row", *FACTS, *ANSWERS]
    assert len(table) == 13
    assert about.column_names_to_labels["Q5"] == "I share goals."
    assert about.variable_value_labels["Q5"][1] == "Strongly disagree"
    assert about.variable_value_labels["Q5"][-99] == "skipped, or not told"
    assert about.variable_value_labels["role"][2] == "school leader"
    assert about.missing_ranges["Q5"] == [{"lo": -99, "hi": -96}]
    assert set(about.missing_ranges["school"][0].values()) == {"-99"}
    assert "row" not in about.missing_ranges
    assert set(table["Q6"]) == {-99}
    assert set(table["Q9"]) >= {-97}
    assert set(table["service_center"]) == {"000442", "-96"}


def test_to_spss_itself_they_are_missing(spss):
    table, _ = spss(as_missing=True)

    assert table["Q6"].isna().all()
    assert table["Q9"].isna().sum() > 0
    assert table["Q1"].notna().all()


def test_a_sheet_has_numbers_as_numbers_and_identifiers_as_text(package):
    head, *lines = sheet(package("xlsx")["rows.xlsx"])

    assert head == ["row", *FACTS, *ANSWERS]
    assert sorted(line[0] for line in lines) == list(range(1, 14))
    assert {line[head.index("service_center")] for line in lines} == {"000442", "-96"}
    assert {line[head.index("Q6")] for line in lines} == {-99}


def test_every_format_and_shape_says_the_same(package, spss):
    def wide(lines):
        return sorted(tuple(str(line[name]) for name in (*FACTS, *ANSWERS)) for line in lines)

    def long(lines):
        return sorted(
            (*(str(line[name]) for name in FACTS), line["item"], str(line["value"]))
            for line in lines
        )

    def rows_of(content):
        head, *lines = sheet(content)
        return [
            {n: int(v) if isinstance(v, float) else v for n, v in zip(head, line, strict=True)}
            for line in lines
        ]

    def cases(shape):
        table, _ = spss(shape)
        return [
            {n: int(v) if isinstance(v, float) else v for n, v in case.items()}
            for case in table.to_dict("records")
        ]

    as_csv = read_csv(package("csv")["rows.csv"])
    assert wide(as_csv) == wide(rows_of(package("xlsx")["rows.xlsx"])) == wide(cases("wide"))
    as_long = read_csv(package("csv", "long")["rows.csv"])
    assert len(as_long) == 13 * len(ANSWERS)
    assert (
        long(as_long)
        == long(rows_of(package("xlsx", "long")["rows.xlsx"]))
        == long(cases("long"))
        == sorted(
            (*(line[n] for n in FACTS), item, line[item]) for line in as_csv for item in ANSWERS
        )
    )


def test_what_a_spreadsheet_would_run_is_text(package, answered):
    answered.units.filter(kind="school").update(typology="=1")

    assert {"'=1"} == {
        row["typology"] for row in read_csv(package("csv")["rows.csv"]) if row["typology"] != "-96"
    }
    head, *lines = sheet(package("xlsx")["rows.xlsx"])
    assert "=1" in {line[head.index("typology")] for line in lines}


def test_names_and_labels_that_spss_cannot_take_are_cut_and_told(answered, spss, package):
    Item.objects.filter(section__version=answered.version, code="Q1").update(
        code="1-by", wording="é" * 400
    )
    Item.objects.filter(section__version=answered.version, code="Q3").update(code="all")
    Item.objects.filter(section__version=answered.version, code="Q5").update(code="ROLE")

    table, about = spss()

    assert {"v1_by", "all_q", "ROLE_2"} <= set(table.columns)
    assert about.column_names_to_labels["v1_by"] == "é" * 127
    lines = read_csv(package("sav")["codebook.csv"])
    assert next(line["wording"] for line in lines if line["variable"] == "v1_by") == "é" * 400


def test_a_question_has_the_same_name_in_both_shapes(answered, package):
    asked = Item.objects.filter(section__version=answered.version)
    asked.filter(code="Q1").update(code="Item")
    asked.filter(code="Q5").update(code="VALUE")

    wide = set(read_csv(package("csv")["rows.csv"])[0])

    assert {row["item"] for row in read_csv(package("csv", "long")["rows.csv"])} <= wide


def test_numbers_in_spss_have_room_for_the_largest_answer(spss):
    _, about = spss()

    assert about.original_variable_types["Q3"] == "F12.0"


def test_it_is_cited_by_the_year_in_which_it_closed_where_the_network_is(answered, package):
    new_york = zoneinfo.ZoneInfo("America/New_York")
    answered.closes_at = dt.datetime(2031, 12, 31, 23, 59, tzinfo=new_york)
    answered.save()

    assert "(2031)." in package("csv")["README.txt"].decode()


def test_rows_lie_nowhere_but_beside_the_sheet_while_it_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "shared by everybody"))
    rows, layout, out = (tmp_path / name for name in ("rows.txt", "layout.json", "rows.xlsx"))
    rows.write_text("row,school\r\n1,S-1\r\n")
    layout.write_text(json.dumps({"variables": [{"is_text": False}, {"is_text": True}]}))

    sheet_file.write(rows, layout, out)

    assert sheet(out.read_bytes()) == [["row", "school"], [1, "S-1"]]
    assert sorted(tmp_path.iterdir()) == sorted([rows, layout, out])


def test_a_weight_goes_along_where_it_singles_nobody_out(package, answered, spss):
    kettle = answered.responses.filter(unit__name="Kettle School")
    kettle.update(weight=0.75)
    Response.objects.filter(pk=kettle.values("pk")[:1]).update(weight=1.23456)

    weights = [row["weight"] for row in read_csv(package("csv")["rows.csv"])]

    assert sorted(weights) == ["-96"] * 6 + ["0.75"] * 7
    assert "The variable weight came with the rows" in package("csv")["README.txt"].decode()
    assert sorted(spss()[0]["weight"])[-1] == 0.75


def test_links_stand_beside_the_facts_where_they_are_agreed_on(package, agreement, answered):
    agreement.variables = ["role", "link"]
    agreement.save()

    found = package("csv")

    assert list(read_csv(found["rows.csv"])[0])[:3] == ["row", "role", "link"]
    assert Extract.objects.get().variables == ["role", "link"]
    meaning = next(r for r in read_csv(found["codebook.csv"]) if r["variable"] == "link")["values"]
    assert meaning in found["README.txt"].decode()


def test_what_does_not_fit_a_sheet_is_said_before_anybody_waits(
    evaluator, agreement, answered, monkeypatch
):
    monkeypatch.setitem(MOST_LINES, "xlsx", 20)

    answer = asked(evaluator, agreement, answered, "xlsx", "long")

    assert answer.status_code == 422
    assert "This would be 169 lines, and such a file holds 20." in answer.text
    assert asked(evaluator, agreement, answered, "xlsx", "wide").status_code == 302
    assert asked(evaluator, agreement, answered, "pdf", "wide").status_code == 422
    monkeypatch.setitem(MOST_COLUMNS, "xlsx", 3)
    answer = asked(evaluator, agreement, answered, "xlsx", "wide")
    assert answer.status_code == 422
    assert "columns, and such a file holds 3. Take CSV." in answer.text
