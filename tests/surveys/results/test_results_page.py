"""What a results page says beside the figures: missing answers, groups, waves, scales, files."""

import csv
import datetime as dt
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from core import clock
from surveys.collection.models import FrameUnit
from surveys.instruments.models import Scale
from surveys.results.models import Release, ReleasedUnit
from tests.surveys.results.administrations import TIME, add_frame, administration, released
from tests.surveys.results.administrations import instrument_version as version

pytestmark = pytest.mark.django_db

STAGES = ["Not started", "Exploring", "Trying in some rooms", "Routine for our team"]


def address(given, unit, name="results-unit"):
    return reverse(f"surveys:{name}", args=[given.pk, unit.pk])


@pytest.fixture
def look(state_viewer, signed_in):
    client = signed_in(state_viewer)

    def at(given, unit, **choice):
        return client.get(address(given, unit), choice)

    return at


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
        cell = {**row.items["IMC01"], "n": 60, "low": None, "high": None, "low_1": None}
        cell["high_1"] = None
        row.roles = [
            {"submitted": 60, "items": {"IMC01": cell}},
            {"submitted": 0, "items": {"IMC01": {**cell, "n": 0, "agree": None, "percent": None}}},
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


class TestWaves:
    """Against the wave before."""

    @pytest.fixture
    def form(self):
        return version(TIME)

    def wave(self, form, year, agree, centers=None, places=None):
        given = administration(
            form, title=f"Spring {year}", wave=f"spring {year}",
            closes_at=clock.on_day(dt.date(year, 5, 3)),
        )  # fmt: skip
        centers = centers or {"Maple ESC": {"Fallow Local": {"Kettle School": (100, 140)}}}
        given.frame = add_frame(
            given, centers, places, options=lambda n: (0, n - agree, 0, agree, 0)
        )
        released(given)
        return given

    def test_a_clear_change_is_said_in_points_with_its_interval(self, form, school, look):
        places = {"Kettle School": school}
        self.wave(form, 2023, 30, places=places)
        now = self.wave(form, 2024, 60, places=places)

        response = look(now, now.frame["Kettle School"])

        [row] = response.context["page"].changed
        assert row.words == "up by 30 points, 16 to 42"
        assert "Since spring 2023" in response.text

    def test_a_small_change_is_no_clear_change(self, form, school, look):
        places = {"Kettle School": school}
        self.wave(form, 2023, 50, places=places)
        now = self.wave(form, 2024, 54, places=places)
        [row] = look(now, now.frame["Kettle School"]).context["page"].changed
        assert row.words.startswith("no clear change, −10 to +")

    def test_a_hidden_wave_tells_no_change(self, form, school, look):
        places = {"Kettle School": school}
        self.wave(form, 2023, 3, {"E": {"D": {"Kettle School": (7, 140)}}}, places)
        now = self.wave(form, 2024, 60, places=places)
        [row] = look(now, now.frame["Kettle School"]).context["page"].changed
        assert (row.is_hidden, row.words, row.change) == (True, "", None)

    def test_an_item_in_other_words_is_not_compared(self, form, school, look):
        places = {"Kettle School": school}
        other = version({"IMC01": ("A5", "Something else entirely.")})
        self.wave(other, 2023, 30, places=places)
        now = self.wave(form, 2024, 60, places=places)
        [row] = look(now, now.frame["Kettle School"]).context["page"].changed
        assert row.words == "asked in other words in spring 2023"

    def test_a_center_with_other_borders_is_not_compared(
        self, form, center, other_center, district, other_district, look
    ):
        places = {"M": center, "L": other_center, "D": district, "G": other_district}
        other = {"M": {"D": {"s": (100, 140)}, "G": {"t": (100, 140)}}, "L": {"F": {"u": (90, 99)}}}
        same = {"M": {"D": {"s": (100, 140)}}, "L": {"F": {"u": (90, 99)}, "G": {"t": (90, 140)}}}
        self.wave(form, 2023, 30, other, places)
        now = self.wave(form, 2024, 60, same, places)

        response = look(now, now.frame["M"])

        assert response.context["page"].changed == []
        assert "Each wave keeps the borders of its time." in response.text
        assert look(now, now.units.get(parent=None)).context["page"].changed

    @pytest.mark.parametrize("how_many", [2, 9])
    def test_a_page_with_everything_takes_at_most_12_queries(
        self, how_many, form, center, school, state_viewer, signed_in
    ):
        after = version({"IMC01": TIME["IMC01"], "IMC02": ("A5", "I have colleagues.")})
        places = {"Maple ESC": center, "Kettle School": school}
        schools = {f"D{n}": {f"s{n}": (100, 140)} for n in range(how_many)}
        centers = {"Maple ESC": {**schools, "D": {"Kettle School": (100, 140)}}, "L": schools_of(3)}
        type(form).objects.update(is_frozen=True)
        self.wave(form, 2023, 30, centers, places)
        now = self.wave(after, 2024, 60, centers, places)
        client = signed_in(state_viewer)
        counts = {}
        # Known after the first look: the words of the network, the forms of both waves.
        for name in PLACES:
            unit = now.units.get(name=name)
            for by in ("places", "typology", "level"):
                client.get(address(now, unit), {"by": by})
                with CaptureQueriesContext(
                    connection,
                ) as found:
                    client.get(address(now, unit), {"by": by})
                counts[name, by] = len(found)
        by_place = {
            name: {count for (at, _), count in counts.items() if at == name} for name in PLACES
        }
        assert by_place == {"Kettle School": {8}, "Maple ESC": {9}, "Network": {7}}


def schools_of(how_many):
    return {f"L{n}": {f"l{n}": (100, 140)} for n in range(how_many)}


PLACES = ("Maple ESC", "Kettle School", "Network")


class TestScales:
    """Means, and why something is not computed."""

    SCALES = [
        {"code": "conditions", "name": "Conditions", "items": ["IMC01"], "points": 5},
    ]

    @pytest.fixture
    def given(self):
        given = administration(version(TIME))
        given.frame = add_frame(given, {"Maple ESC": {"D": {"s": (45, 57)}}})
        released(given)
        Release.objects.update(scales=self.SCALES)
        return given

    @pytest.mark.parametrize(
        ("stored", "told"),
        [
            (
                {"n": 45, "mean": 3.4, "sd": 0.9, "alpha": 0.87, "complete": 44},
                ("3.40", "0.90", "0.87"),
            ),
            (
                {"n": 20, "mean": 3.42, "sd": None, "alpha": None, "complete": None},
                ("3.42",) + ("not computed: fewer than 30 people",) * 2,
            ),
            (
                {"n": 45, "mean": 3.42, "sd": None, "alpha": None, "complete": None},
                ("3.42",) + ("not computed: it would tell of a small group beside it",) * 2,
            ),
            (
                {"n": 45, "mean": 3.42, "sd": 0.5, "alpha": None, "complete": None},
                ("3.42", "0.50", "not computed: fewer than 30 answered every item"),
            ),
            (
                {"n": 45, "mean": 3.42, "sd": 0.0, "alpha": None, "complete": 40},
                ("3.42", "0.00", "not computed: all answered alike"),
            ),
            (None, ("", "", "")),
        ],
    )
    def test_a_scale_tells_its_mean_or_why_something_is_not_computed(
        self, stored, told, given, look
    ):
        ReleasedUnit.objects.update(scales={"conditions": stored})
        response = look(given, given.frame["s"])
        [row] = response.context["page"].scales
        assert (row.mean, row.deviation, row.alpha) == told
        assert row.is_hidden == (stored is None)
        assert "Scale scores" in response.text


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
