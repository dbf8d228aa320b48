"""The terminal shows what pages show: the release, and nothing beside it."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core import clock
from surveys.collection.models import ScaleTally, Tally
from surveys.results.pages.readers import figures_of
from tests.surveys.results.administrations import (
    add_frame,
    administration,
    instrument_version,
    released,
)

pytestmark = pytest.mark.django_db

FORM = {
    "IMC01": ("A5", "I have time during the school day to collaborate."),
    "IMT11": ("F5", "Learners set their own goals."),
}
# Scenario 5: of 45, 12 and 7 the two small ones are hidden, and with 19 behind it Kettle's bars.
FRAME = {
    "Maple ESC": {
        "Fallow Local": {"Kettle School": (45, 60), "Gull School": (12, 18), "Fern School": (7, 11)}
    },
    "Oak ESC": {"Marlow Local": {"Heron School": (40, 50)}},
}


@pytest.fixture
def survey(db):
    given = administration(instrument_version(FORM))
    add_frame(given, FRAME)
    with clock.at(clock.on_day(dt.date(2024, 5, 20))):
        released(given)
    return given


def printed(*args):
    out = StringIO()
    call_command("results", *map(str, args), stdout=out)
    return out.getvalue()


def test_the_network_is_printed_with_its_questions(survey):
    assert printed(survey.pk).splitlines() == [
        f"{survey}: final release, May 20, 2024",
        "“hidden” says: hidden: fewer than 10 here or beside it",
        "",
        "Network Network: 104 of 139, 74.8%",
        "  IMC01: 49%, interval 44–54, n 104, bars 0 53 0 51 0. "
        "I have time during the school day to collaborate.",
        "  IMT11: 49%, interval 44–54, n 104, bars 0 53 0 51 0. Learners set their own goals.",
    ]


def test_schools_are_printed_with_the_mark_where_they_are_hidden(survey):
    told = printed(survey.pk, "--by", "school")

    *schools, means = [part.splitlines() for part in told.split("\n\n")[1:]]
    assert [lines[0] for lines in schools] == [
        "School Fern School: hidden",
        "School Gull School: hidden",
        "School Heron School: 40 of 50, 80.0%",
        "School Kettle School: 45 of 60, 75.0%",
    ]
    assert schools[0][2] == "  IMT11: hidden. Learners set their own goals."
    assert schools[3][2].startswith("  IMT11: 49%, interval 42–56, n 45, bars hidden.")
    assert means[1] == "  IMC01: 49%, 2 of 4 units shown"  # of 50.0 and 48.9


def test_json_has_every_figure_of_the_release_and_null_where_one_is_hidden(survey):
    told = json.loads(printed(survey.pk, "--by", "school", "--json"))

    release = survey.releases.get()
    stored = {row.unit.name: row for row in release.units.select_related("unit")}
    assert told["release"] == {"kind": "final", "number": 1, "reason": ""}
    assert told["threshold"] == 10
    assert told["means"]["IMC01"] == {"units": 2, "percent": 49, "percent_1": 49.4}
    assert [unit["name"] for unit in told["units"]] == sorted(
        name for name, row in stored.items() if row.unit.kind == "school"
    )
    for unit in told["units"]:
        row = stored[unit["name"]]
        stored_figures = figures_of(row).named()
        assert {name: unit[name] for name in stored_figures} == stored_figures


def test_groups_tell_the_same_in_short_and_null_where_a_figure_is_hidden(survey):
    told = json.loads(printed(survey.pk, "--by", "school", "--json"))

    groups = {group["group"]: group for group in told["groups"]}
    assert list(groups) == [None, "Fern School", "Gull School", "Heron School", "Kettle School"]
    assert (groups[None]["n"], groups["Fern School"]["n"]) == (104, None)
    assert groups[None]["items"][0] == {
        "code": "IMC01",
        "n": 104,
        "missing": 0,
        "not_applicable": 0,
        "counts": [0, 53, 0, 51, 0],
        "percent_agree": 49.0,
        "mean": 2.98,
        "sd": None,
    }
    assert set(groups["Fern School"]["items"][0].values()) == {"IMC01", None}
    kettle = groups["Kettle School"]["items"][1]
    assert (kettle["n"], kettle["counts"], kettle["mean"]) == (45, None, None)


def test_roles_are_told_all_or_none(survey):
    release = survey.releases.get()
    release.roles = ["teacher", "leader"]
    release.save()
    row = release.units.get(unit__kind="network")
    cell = row.items["IMC01"]
    row.roles = [{"submitted": 60, "items": {"IMC01": cell}}, {"submitted": 44, "items": {}}]
    row.save()

    lines = printed(survey.pk, "--by", "role").splitlines()
    groups = json.loads(printed(survey.pk, "--by", "role", "--json"))["groups"]
    assert lines[-4] == "teacher: 60 answered"
    assert lines[-3].startswith("  IMC01: 49%")
    assert lines[-1] == "leader: 44 answered"
    assert [(group["group"], group["n"]) for group in groups] == [
        (None, 104),
        ("teacher", 60),
        ("leader", 44),
    ]

    row.roles = None
    row.save()
    assert printed(survey.pk, "--by", "role").splitlines()[-1] == "leader: hidden"
    hidden = json.loads(printed(survey.pk, "--by", "role", "--json"))["groups"][2]
    assert (hidden["n"], hidden["items"][0]["n"]) == (None, None)


def test_the_terminal_asks_no_tally(survey):
    before = printed(survey.pk, "--by", "school"), printed(survey.pk, "--json")
    Tally.objects.all().delete()
    ScaleTally.objects.all().delete()

    assert (printed(survey.pk, "--by", "school"), printed(survey.pk, "--json")) == before


def test_scales_are_printed_with_what_is_told_of_them(survey):
    release = survey.releases.get()
    release.scales = [
        {"code": "ease", "name": "Ease", "items": ["a", "b", "c"], "points": 5},
        {"code": "time", "name": "Time", "items": ["d", "e", "f"], "points": 5},
        {"code": "work", "name": "Work", "items": ["g", "h", "i"], "points": 5},
    ]
    release.save()
    row = release.units.get(unit__kind="network")
    row.scales = {
        "ease": {"n": 97, "mean": 3.5, "sd": 0.91, "alpha": 0.8, "complete": 90},
        "time": None,
        "work": {"n": 25, "mean": 2.0, "sd": None, "alpha": None, "complete": None},
    }
    row.save()

    assert printed(survey.pk).splitlines()[-3:] == [
        "  Ease: mean 3.50 of 5, n 97, deviation 0.91, alpha 0.80",
        "  Time: hidden",
        "  Work: mean 2.00 of 5, n 25",
    ]


def test_what_is_not_released_has_no_figures(survey):
    survey.releases.update(is_current=False)

    with pytest.raises(CommandError, match="Nothing is released of a survey"):
        printed(survey.pk)
    with pytest.raises(CommandError, match="Nothing is released of a survey 999999"):
        printed(999999)
    with pytest.raises(CommandError, match="invalid choice: 'team'"):
        printed(survey.pk, "--by", "team")


def test_a_survey_of_schools_has_no_sessions(survey):
    assert printed(survey.pk, "--by", "session").splitlines()[-1] == (
        "This survey has no units of the kind session."
    )


def test_the_number_of_queries_does_not_grow_with_the_units(survey, django_assert_num_queries):
    for kind in ("network", "school"):
        with django_assert_num_queries(2):
            printed(survey.pk, "--by", kind)
