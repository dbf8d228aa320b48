"""Results pages beside the wave before, and their scale scores."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from surveys.results.models import Release, ReleasedUnit
from tests.surveys.results.administrations import TIME, add_frame, address, administration, released
from tests.surveys.results.administrations import instrument_version as version

pytestmark = pytest.mark.django_db

PLACES = ("Maple ESC", "Kettle School", "Network")


def schools_of(how_many):
    return {f"L{n}": {f"l{n}": (100, 140)} for n in range(how_many)}


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
