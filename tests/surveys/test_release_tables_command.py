"""manage.py release_tables: every released cell, for one survey or for all."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from surveys.instruments.models import InstrumentVersion
from surveys.results.engine.release_tables import tables_of_all
from surveys.results.models import Release
from surveys.results.stored import stored_figures, tables_of
from tests.surveys.results.administrations import (
    TIME,
    add_frame,
    administration,
    instrument_version,
    released,
    tally,
)
from tests.surveys.results.attack import Attack

pytestmark = pytest.mark.django_db

FRAME = {"A": {"D": {"s45": (45, 60), "s12": (12, 18), "s7": (7, 11)}}}


def printed(*arguments):
    out = StringIO()
    call_command("release_tables", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def survey():
    given = administration()
    add_frame(given, FRAME)
    released(given)
    return given


def test_every_cell_of_a_survey_is_printed_and_withstands_the_solver(survey):
    tables = json.loads(printed(survey.pk, "--json"))
    cells = {cell["at"]["org"]: cell for cell in tables["cells"]}
    assert cells.keys() == {"network|network", "A|esc", "D|district"} | {
        f"{name}|school" for name in FRAME["A"]["D"]
    }
    assert cells["s45|school"]["n"] == 45
    hidden = {"id": "s7|school:IMC01", "table": "IMC01", "at": {"org": "s7|school"}, "n": None}
    assert cells["s7|school"] == hidden
    assert Attack(tables).hidden_n()[("s7|school", "IMC01")] == (0, 19)


def test_all_surveys_are_a_list_and_those_without_a_release_are_left_out(survey):
    administration(version=survey.version)
    [only] = json.loads(printed("--all", "--json"))
    assert only == tables_of(survey)


def test_without_json_a_line_per_survey_says_how_much_is_shown(survey):
    line = f"{survey.pk} {survey}: 4 of 6 cells shown, threshold 10\n"
    assert printed(survey.pk) == printed("--all") == line


def test_role_groups_are_a_dimension():
    version = instrument_version(TIME)
    InstrumentVersion.objects.filter(pk=version.pk).update(roles=["Teacher", "Leader"])
    version.refresh_from_db()
    given = administration(version)
    units = add_frame(given, {"A": {"D": {"s": (0, 90), "t": (0, 95)}}})
    given.tallies.all().delete()
    for name, (teachers, leaders) in {"s": (30, 4), "t": (30, 40)}.items():
        tally(units[name], teachers, {"IMC01": (teachers, 0, 0, 0, 0)}, role=1)
        tally(units[name], leaders, {"IMC01": (0, 0, 0, leaders, 0)}, role=2)
    released(given)

    tables = tables_of(given)

    assert tables["dimensions"]["role"] == {"any": ["Teacher", "Leader"]}
    at = {(cell["at"]["org"], cell["at"]["role"]): cell for cell in tables["cells"]}
    assert at["D|district", "Leader"]["n"] == 44
    assert at["s|school", "any"]["n"] == 34
    assert at["s|school", "Leader"].keys() == {"id", "table", "at", "n"}


def test_an_interim_release_is_the_batch_before(survey):
    final = stored_figures(survey.releases.get())
    tables = tables_of_all({"before": final, "final": final})
    assert tables["dimensions"]["batch"] == {"final": ["before", "after"]}
    assert {cell["at"]["batch"] for cell in tables["cells"]} == {"before", "final"}
    assert len(tables["cells"]) == 2 * 6
    assert tables_of_all({"final": final, "correction 2": final})["dimensions"]["batch"] == {}


def test_scales_are_listed_apart(survey):
    release = Release.objects.get()
    release.scales = [{"code": "time", "name": "Time", "items": ["IMC01"], "points": 5}]
    release.save()
    release.units.filter(unit__key="s45").update(
        scales={"time": {"n": 45, "mean": 3.12, "sd": None, "alpha": None, "complete": None}}
    )
    release.units.exclude(unit__key="s45").update(scales={"time": None})
    told = {scale["at"]["org"]: scale for scale in tables_of(survey)["scales"]}
    assert told["s45|school"] == {
        "scale": "time",
        "items": ["IMC01"],
        "at": {"org": "s45|school"},
        "n": 45,
        "mean": 3.12,
    }
    assert told["s7|school"]["n"] is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((), "or give --all"), ((1, "--all"), "or give --all"), ((987654,), "There is no survey")],
)
def test_wrong_calls_say_what_to_do(arguments, words):
    with pytest.raises(CommandError, match=words):
        printed(*arguments)


def test_a_survey_without_a_release_is_told():
    given = administration()
    with pytest.raises(CommandError, match="has not been released"):
        printed(given.pk)
