"""Real forms of other tools, which lie beside the checkout; nothing of them is copied here."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from python_calamine import CalamineWorkbook

from surveys.instruments import services
from surveys.instruments.formats.reading import understand
from surveys.instruments.formats.report import Outcome
from surveys.instruments.imported_lists import told_on_import
from surveys.instruments.models import Item
from tests.surveys.instruments.formats.books import items_of, told

pytestmark = pytest.mark.specimens
SPECIMENS = Path(__file__).parents[5] / "shared/data/instruments"
# Questions, pages and lists of each.
EXPECTED = {
    "Better_Sample_Survey.qsf": (42, 15, 9),
    "citric_answers.lss": (6, 2, 2),
    "citric_survey.lss": (3, 2, 2),
    "getodk_socio-economic-survey-v20240515.xlsx": (16, 5, 10),
    "pyxform_case_insensitivity.xlsx": (2, 1, 2),
    "pyxform_choice_filter_test.xlsx": (3, 1, 3),
    "pyxform_extra_columns.xlsx": (1, 1, 0),
    "pyxform_extra_sheet_names.xlsx": (1, 1, 0),
    "pyxform_group.xlsx": (3, 2, 0),
    "pyxform_loop.xlsx": (5, 1, 1),
    "pyxform_or_other.xlsx": (3, 1, 2),
    "pyxform_specify_other.xlsx": (2, 1, 1),
    "pyxform_survey_no_name.xlsx": (1, 1, 0),
    "pyxform_xlsform_spec_test.xlsx": (22, 8, 2),
    "pyxform_yes_or_no_question.xlsx": (1, 1, 1),
}


@pytest.fixture
def specimen():
    if not SPECIMENS.is_dir():
        pytest.skip("shared/data/instruments is not beside the checkout")
    return lambda name: understand((SPECIMENS / name).read_bytes(), name)


@pytest.mark.django_db
@pytest.mark.parametrize("name", EXPECTED)
def test_each_becomes_a_draft_that_can_be_fixed(specimen, name):
    understood = specimen(name)
    form = understood.form
    counts = (len(items_of(understood)), len(form["version"]["sections"]), len(form["scales"]))
    assert counts == EXPECTED[name]
    assert all(line.words and line.where and line.what for line in understood.report)
    assert len(told_on_import(understood)) == len(form["scales"])

    version = services.import_instrument(understood, by=None)
    services.freeze(version)
    assert Item.objects.filter(section__version=version).count() == counts[0]


def test_every_specimen_has_an_expectation(specimen):
    forms = {path.name for path in SPECIMENS.iterdir() if path.suffix in (".xlsx", ".lss", ".qsf")}
    assert forms == EXPECTED.keys()


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.endswith("xlsx")])
def test_no_row_goes_without_a_line(specimen, name):
    understood = specimen(name)
    lines = {line.where for line in understood.report}
    book = CalamineWorkbook.from_path(SPECIMENS / name)
    for sheet in book.sheet_names:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        if sheet.casefold() not in ("survey", "sheet1", "settings"):
            continue
        filled = [n for n, row in enumerate(rows, start=1) if any(str(c).strip() for c in row)]
        missing = [n for n in filled if f"{sheet}, row {n}" not in lines]
        assert missing in ([], [1])  # the header of settings is told cell by cell


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.endswith("lss")])
def test_no_question_of_limesurvey_goes_without_a_line(specimen, name):
    understood = specimen(name)
    text = (SPECIMENS / name).read_text()
    titles = re.findall(r"<title><!\[CDATA\[(\w+)", text)
    lines = "\n".join(told(understood))
    wordings = " ".join(item["wording"] for item in items_of(understood).values())
    said = lines + wordings + str(understood.form["scales"])
    words = re.findall(r"<question><!\[CDATA\[(.*?)\]\]", text)
    plain = [re.sub(r"<[^>]+>", "", word) for word in words]
    assert titles
    missing = [word for word in plain if word not in said]
    intros = " ".join(section["intro"] for section in understood.form["version"]["sections"])
    assert [word for word in missing if word not in intros] == []


def test_no_question_of_qualtrics_goes_without_a_line(specimen):
    understood = specimen("Better_Sample_Survey.qsf")
    lines = "\n".join(told(understood))
    for number in range(1, 13):
        assert f"question QID{number}" in lines
    left = "\n".join(told(understood, Outcome.LEFT_OUT))
    assert "DisplayLogic of" in left
    assert "skip logic" in left
    assert "It is the trash." in left


@pytest.mark.django_db
def test_the_command_reads_a_specimen(specimen, capsys):
    call_command("import_instrument", str(SPECIMENS / "pyxform_group.xlsx"), "--commit")
    assert "is a draft." in capsys.readouterr().out
