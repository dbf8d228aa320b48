"""What a results page says beside the figures: missing answers, groups, waves, scales, files."""

import csv
import io
import json

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from surveys.collection.models import FrameUnit
from surveys.instruments.models import Scale
from surveys.results.engine.figures import cell_of
from surveys.results.models import Release, ReleasedUnit
from tests.surveys.results.administrations import TIME, add_frame, address, administration, released
from tests.surveys.results.administrations import instrument_version as version

pytestmark = pytest.mark.django_db

STAGES = ["Not started", "Exploring", "Trying in some rooms", "Routine for our team"]


def frame_of(schools, **places):
    return {"Maple ESC": {f"D{n}": {name: counts} for n, (name, counts) in enumerate(schools)}}


@pytest.fixture
def stages():
    """A survey with one agreement item and one item of stages."""
    given = administration(version(TIME))
    answers, _ = Scale.objects.get_or_create(
        code="S4", defaults={"name": "Stage", "labels": STAGES, "favorable": []}
    )
    item = given.version.sections.get().items.create(
        code="IMS01", position=2, slot=1, wording="Learner driven.", scale=answers
    )
    return given, item


def stage_answers(n):
    return (2, n - 12, 10, 0)


def test_a_list_without_agreement_is_told_as_a_spread_and_never_as_agreement(stages, look):
    given, _ = stages
    frame = add_frame(
        given, frame_of([("s", (45, 57)), ("t", (40, 60))]), options=stage_answers_for(given)
    )
    released(given)

    response = look(given, frame["Maple ESC"], item="IMS01")
    [_, section] = response.context["page"].sections
    [row] = section.rows

    assert (section.percent_words, section.zero) == ("Most frequent", None)
    assert (row.percent, row.interval) == ("72%", "Exploring")
    assert row.compare == "network 72%"
    assert [part.css for part in row.bar.segments] == ["pl-tone-1", "pl-tone-3", "pl-tone-4"]
    start = response.text.index('id="chosen"')
    words = strip_tags(response.text[start : response.text.index("How to read this")])
    assert "agree" not in words.lower()
    assert "None of these answers is for or against" in response.text


def stage_answers_for(given):
    return lambda n: (2, n - 12, 10, 0, 0)


def test_missing_answers_are_told_beside_n(look):
    given = administration(version(TIME))
    frame = add_frame(
        given, {"Maple ESC": {"D": {"s": (45, 57)}}}, options=lambda n: (0, 20, 5, 17)
    )
    released(given)

    response = look(given, frame["s"])

    assert response.context["page"].sections[0].rows[0].missing == "3 skipped"
    assert "n 42 · 3 skipped" in response.text
    assert "3 of 45 who answered skipped it (6.7%)." in response.text


def test_every_item_stands_beside_the_own_center_and_the_network(look):
    given = administration(version(TIME))
    frame = add_frame(
        given,
        {
            "Maple ESC": {"D": {"s": (45, 57)}, "E": {"t": (60, 80)}},
            "Lake ESC": {"F": {"u": (60, 80)}},
        },
    )
    released(given)

    [row] = look(given, frame["s"]).context["page"].sections[0].rows
    assert (row.closer, row.compare) == ("service center 50%", "network 50%")
    [row] = look(given, frame["Maple ESC"]).context["page"].sections[0].rows
    assert (row.closer, row.compare) == ("", "network 50%")


class TestGroups:
    """By role, typology and level."""

    @pytest.fixture
    def given(self, center):
        given = administration(version(TIME))
        schools = [("a", (40, 57)), ("b", (12, 16)), ("c", (7, 11)), ("d", (30, 41))]
        given.frame = add_frame(given, frame_of(schools), {"Maple ESC": center})
        for name, typology, level in [
            ("a", "1", "elementary"),
            ("b", "2", "elementary"),
            ("c", "1", "high"),
            ("d", "5", "high"),
        ]:
            FrameUnit.objects.filter(administration=given, name=name).update(
                typology=typology, level=level
            )
        released(given)
        return given

    def rows(self, look, given, by):
        page = look(given, given.frame["Maple ESC"], by=by).context["page"]
        return [(row.name, row.detail, row.n, row.percent) for row in page.groups]

    def test_typology_adds_up_shown_units_and_says_how_many_schools_they_cover(self, given, look):
        assert self.rows(look, given, "typology") == [
            ("Rural", "codes 1 and 2; covers 1 of 3 schools", 40, "50%"),
            ("Suburban", "codes 5 and 6; covers 1 of 1 school", 30, "50%"),
        ]

    def test_level_of_schools_is_assembled_from_the_frozen_frame(self, given, look):
        assert self.rows(look, given, "level") == [
            ("Elementary", "covers 1 of 2 schools", 40, "50%"),
            ("High", "covers 1 of 2 schools", 30, "50%"),
        ]

    def test_a_group_of_hidden_schools_carries_the_mark(self, given, look):
        FrameUnit.objects.filter(administration=given, name__in=["b", "c"]).update(typology="8")
        urban = self.rows(look, given, "typology")[-1]
        assert urban == ("Urban", "codes 7 and 8; covers 0 of 2 schools", None, "")

    def test_the_split_by_role_is_shown_whole_or_carries_the_one_mark(self, given, look):
        Release.objects.update(roles=["Classroom teacher", "School leader"])
        unit = given.frame["Maple ESC"]
        hidden = look(given, unit, by="role")
        assert "hidden: fewer than 10 here or beside it" in hidden.text
        assert hidden.context["page"].groups == []

        row = ReleasedUnit.objects.get(unit=unit)
        of_all = cell_of(row.items["IMC01"])
        cell = of_all._replace(n=60, low=None, high=None, low_1=None, high_1=None)
        row.roles = [
            {"submitted": 60, "items": {"IMC01": cell}},
            {"submitted": 0, "items": {"IMC01": cell._replace(n=0, agree=None, percent=None)}},
        ]
        row.save()
        page = look(given, unit, by="role").context["page"]
        assert [(r.name, r.n, r.is_empty) for r in page.groups] == [
            ("Classroom teacher", 60, False),
            ("School leader", 0, True),
        ]

    @pytest.mark.parametrize(
        "asked", [{"by": "role"}, {"by": "cohort"}, {"school": "a"}, {"role": "1"}, {"item": "X"}]
    )
    def test_an_address_that_asks_for_more_shows_the_default(self, asked, given, look):
        unit = given.frame["Maple ESC"]
        plain, more = look(given, unit).context["page"], look(given, unit, **asked).context["page"]
        assert (plain.own, plain.by, plain.item, plain.inside) == (
            more.own, more.by, more.item, more.inside,
        )  # fmt: skip

    def test_a_group_is_the_same_for_everybody(self, given, state_viewer, specialist, signed_in):
        url = reverse("surveys:results", args=[given.pk])
        seen = [
            signed_in(who).get(url, {"by": "typology"}).context["page"].groups
            for who in (state_viewer, specialist)
        ]
        assert seen[0] == seen[1]
        assert seen[0]


class TestFiles:
    """The same figures as files."""

    def test_json_holds_null_where_a_figure_is_hidden(self, state_viewer, signed_in):
        given = administration(version(TIME))
        frame = add_frame(given, frame_of([("s", (45, 57)), ("t", (12, 16)), ("u", (7, 11))]))
        released(given)

        text = signed_in(state_viewer).get(address(given, frame["Maple ESC"], "results-json")).text
        units = {unit["name"]: unit for unit in json.loads(text)["units"]}

        assert units["Maple ESC"]["items"]["IMC01"]["n"] == 64
        assert units["u"]["items"]["IMC01"] is None
        assert units["u"]["base"] is None

    def test_excel_is_the_table_and_opens(self, state_viewer, signed_in):
        given = administration(version(TIME))
        frame = add_frame(given, {"Maple ESC": {"D": {"s": (45, 57)}}})
        released(given)
        response = signed_in(state_viewer).get(address(given, frame["s"], "results-xlsx"))
        assert b"".join(response.streaming_content).startswith(b"PK")

    def test_every_file_holds_the_figures_of_the_screen(self, state_viewer, signed_in):
        given = administration(version({**TIME, "IMC02": ("A5", "I have colleagues.")}))
        frame = add_frame(given, frame_of([("s", (45, 57)), ("t", (12, 16)), ("u", (7, 11))]))
        released(given)
        client = signed_in(state_viewer)
        for unit in frame.values():
            page = client.get(address(given, unit)).context["page"]
            text = b"".join(client.get(address(given, unit, "results-csv")).streaming_content)
            table = {
                (row["name"], row["code"]): row
                for row in csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
            }
            found = client.get(address(given, unit, "results-json")).json()["units"]
            stored = next(one for one in found if one["asked"])
            for item in page.items:
                cell, row = page.own.items[item.code], table[unit.name, item.code]
                assert stored["items"][item.code] == (None if cell is None else cell._asdict())
                shown = ("-96", "-96") if cell is None else (str(cell.n), str(cell.percent))
                assert (row["n"], row["percent"]) == shown

    def test_groups_that_were_chosen_stand_in_the_table(self, state_viewer, signed_in):
        given = administration(version(TIME))
        frame = add_frame(given, {"Maple ESC": {"D": {"s": (45, 57)}}})
        released(given)
        url = address(given, frame["Maple ESC"], "results-csv")
        response = signed_in(state_viewer).get(url, {"by": "level"})
        text = b"".join(response.streaming_content).decode()
        assert "Not given (covers 1 of 1 school)" in text
