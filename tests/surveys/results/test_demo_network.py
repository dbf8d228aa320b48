"""The demo network gives every figure and hidden pattern that is written beside its counts."""

import json
from pathlib import Path

import pytest

from surveys.results.engine.assembled import assemble, range_of_cells, wave_change
from surveys.results.engine.audit import audit
from surveys.results.engine.counts import ItemCounts, ItemSpec, LeafCounts
from surveys.results.engine.release import build
from surveys.results.engine.release_tables import release_tables
from surveys.results.engine.statistics import pooled, response_rate, wilson_interval
from surveys.results.engine.tree import Unit
from tests.surveys.results.attack import Attack

DEMO = json.loads(
    (Path(__file__).parents[3] / "plnetwork" / "demo" / "network.json").read_text("utf-8")
)
EXPECTED = DEMO["expected"]
TOP_TWO = frozenset({4, 5})


class Wave:
    """One spring's units, counts and release."""

    def __init__(self, name):
        survey = DEMO["surveys"][name]
        self.schools = survey["schools"]
        district = {school["key"]: school["district"] for school in DEMO["schools"]}
        center = {one["key"]: one["esc"] for one in DEMO["districts"]}
        districts = {district[school] for school in self.schools}
        self.kinds = {
            "schools": set(self.schools),
            "districts": districts,
            "escs": {center[one] for one in districts},
        }
        self.units = [
            Unit("network", None),
            *(Unit(one, "network") for one in self.kinds["escs"]),
            *(Unit(one, center[one]) for one in districts),
            *(Unit(key, district[key], own["staff"]) for key, own in self.schools.items()),
        ]
        self.items = [ItemSpec(code, 5, TOP_TWO) for code in survey["items"]]
        self.leaves = {
            key: LeafCounts(
                own["submitted"],
                {
                    code: ItemCounts(tuple(options), own["submitted"] - sum(options))
                    for code, options in own["items"].items()
                },
            )
            for key, own in self.schools.items()
        }
        self.release = build(self.units, self.leaves, self.items)

    def hidden(self, shows):
        """Hidden units by kind, in the words of the file."""
        units = {unit for unit, own in self.release.units.items() if not shows(own)}
        found = {kind: sorted(units & members) for kind, members in self.kinds.items()}
        found["network"] = "hidden" if "network" in units else "shown"
        found["shown"] = {kind: len(self.kinds[kind] - units) for kind in self.kinds}
        return found


@pytest.fixture(scope="module")
def spring_2024():
    return Wave("spring_2024")


@pytest.fixture(scope="module")
def spring_2023():
    return Wave("spring_2023")


LAYERS = {"base": "n", "agree": "agree", "histogram": "counts"}


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("year", ["2024", "2023"])
def test_hidden_patterns(year, layer, request):
    wave = request.getfixturevalue(f"spring_{year}")
    expected = EXPECTED[f"hidden_patterns_{year}"][layer]
    for item in wave.items:
        found = wave.hidden(
            lambda own, code=item.code: getattr(own.items[code], LAYERS[layer], None) is not None
        )
        assert found == expected
    if layer == "base":
        assert wave.hidden(lambda own: own.base is not None) == expected


def test_remainders_stay_safe_for_an_attacker_with_a_solver(spring_2024, spring_2023):
    for wave, least in ((spring_2024, 20), (spring_2023, 21)):
        one_item = build(
            wave.units,
            {
                key: LeafCounts(own.submitted, {"IMC01": own.items["IMC01"]})
                for key, own in wave.leaves.items()
            },
            [ItemSpec("IMC01", 5, TOP_TWO)],
        )
        hidden = Attack(release_tables(one_item)).hidden_n()
        assert {high - low + 1 >= least for low, high in hidden.values()} == {True}


@pytest.mark.parametrize("year", ["2024", "2023"])
def test_audit_finds_nothing(year, request):
    wave = request.getfixturevalue(f"spring_{year}")
    assert audit(wave.release, wave.units, wave.leaves) == []


def test_least_item_n_of_the_schools(spring_2024):
    least = {
        key: min(sum(own.items[item.code].options) for item in spring_2024.items)
        for key, own in spring_2024.leaves.items()
    }
    assert least == EXPECTED["m_2024"]


def test_network_figures_of_the_first_condition(spring_2024):
    expected = EXPECTED["imc01_2024"]
    base, cell = (
        spring_2024.release.units["network"].base,
        spring_2024.release.item("network", "IMC01"),
    )
    assert (base.staff, base.submitted, base.rate_1) == (700, 482, 68.9)
    assert (cell.n, cell.agree, cell.percent, cell.percent_1) == (482, 214, 44, 44.4)
    assert [cell.low_1, cell.high_1] == expected["interval_1"] == [41.9, 46.9]
    assert wilson_interval(214, 482).one_decimal == tuple(expected["interval_without_fpc_1"])
    assert cell.words == f"{expected['words']} of those who answered"
    assert cell.counts == expected["counts"]
    assert cell.labels == expected["labels"] == [12, 21, 23, 30, 14]


def figures(cell):
    """A cell in the words of the file."""
    return {
        "n": cell.n,
        "agree": cell.agree,
        "percent": cell.percent,
        "percent_1": cell.percent_1,
        "interval": [cell.low, cell.high],
        "interval_1": [cell.low_1, cell.high_1],
        "labels": "hidden" if cell.labels is None else cell.labels,
    }


@pytest.mark.parametrize("kind", ["school", "district", "esc"])
def test_first_condition_by_unit(kind, spring_2024):
    for unit, expected in EXPECTED[f"imc01_2024_by_{kind}"].items():
        own = spring_2024.release.units[unit]
        if expected == "hidden":
            assert own.base is None
            assert own.items["IMC01"] is None
            continue
        found = figures(own.items["IMC01"])
        found |= {
            "answered": own.base.submitted,
            "frame": own.base.staff,
            "response_rate_1": own.base.rate_1,
        }
        asked = expected.keys() - {"schools", "coaching_hours"}
        assert {name: found[name] for name in asked} == {name: expected[name] for name in asked}


def test_all_items_of_all_units(spring_2024):
    release = spring_2024.release
    one_school = {
        district
        for district in spring_2024.kinds["districts"]
        if list(release.parents.values()).count(district) == 1
    }
    for code, expected in EXPECTED["items_2024"]["figures"].items():
        found = {
            unit: [cell.n, cell.agree, cell.percent, cell.low, cell.high]
            for unit, own in release.units.items()
            if unit not in one_school and (cell := own.items[code])
        }
        assert found == expected
    for code, expected in EXPECTED["items_2024"]["labels"].items():
        assert {unit: release.item(unit, code).labels for unit in expected} == expected


def test_network_figures_of_2023(spring_2023):
    expected = EXPECTED["imc01_2023"]
    base, cell = (
        spring_2023.release.units["network"].base,
        spring_2023.release.item("network", "IMC01"),
    )
    assert (base.staff, base.submitted) == (expected["invited"], expected["submitted"])
    assert base.rate_1 == expected["response_rate_1"]
    asked = ("agree", "percent", "percent_1", "interval_1", "labels")
    assert {name: figures(cell)[name] for name in asked} == {name: expected[name] for name in asked}
    assert cell.counts == expected["counts"]


def points(change):
    """A change in the words of the file."""
    return (
        "hidden"
        if change is None
        else {
            "points": change.points,
            "points_1": change.points_1,
            "interval": list(change.interval.whole),
            "interval_1": list(change.interval.one_decimal),
        }
    )


def test_change_between_the_waves(spring_2023, spring_2024):
    def changed(unit, code):
        return points(
            wave_change(spring_2023.release.item(unit, code), spring_2024.release.item(unit, code))
        )

    for code, expected in EXPECTED["wave_change"]["network"].items():
        found = changed("network", code)
        assert found == {name: expected[name] for name in found}
    for kind in ("imc01_by_school", "imc01_by_esc"):
        expected = EXPECTED["wave_change"][kind]
        assert {unit: changed(unit, "IMC01") for unit in expected} == expected


TYPOLOGY = {
    1: "rural", 2: "rural", 3: "small_town", 4: "small_town", 5: "suburban", 6: "suburban",
    7: "urban", None: "not_classified",
}  # fmt: skip


def test_typology_is_assembled_from_shown_units(spring_2024):
    code = {one["key"]: one["typology_2013"] for one in DEMO["districts"]}
    groups = {}
    for school in DEMO["schools"]:
        groups.setdefault(TYPOLOGY[code[school["district"]]], set()).add(school["key"])
    for name, expected in EXPECTED["typology"]["imc01_assembled"].items():
        found = assemble(spring_2024.release, groups[name], "IMC01")
        assert (found.of, found.covered) == (expected["schools"], expected["schools_covered"])
        assert set(found.units) == set(expected["released_units"])
        asked = (expected["n"], expected["agree"], expected["percent"])
        assert (found.n, found.agree, found.percent) == asked
    rural = assemble(spring_2024.release, groups["rural"], "IMC01")
    assert rural.covers == "covers 4 of 7 schools"


def test_three_convenings():
    expected = EXPECTED["convenings"]
    given = [one for one in DEMO["convenings"] if "feedback" in one]
    assert [response_rate(one["submitted"], one["invited"]) for one in given] == expected[
        "response_rate_1"
    ]
    released = [released_feedback(one) for one in given]
    for code in ("CVF01", "CVF02"):
        cells = [release.item("convening", code) for release in released]
        wanted = expected[code]
        assert [cell.percent for cell in cells] == wanted["percents"]
        assert [cell.percent_1 for cell in cells] == wanted["percents_1"]
        assert [[c.low_1, c.high_1] for c in cells] == wanted["interval_1_with_fpc"]
        assert [list(wilson_interval(c.agree, c.n).one_decimal) for c in cells] == wanted[
            "interval_1_without_fpc"
        ]
        headline = range_of_cells(cells)
        assert str(headline) == wanted["headline"]
        assert f"{headline.occasions} convenings" == expected["footnote"]
        together = pooled([(c.agree, c.n) for c in cells])
        assert [together.agree, together.n, together.percent] == wanted["pooled"]
    for code, percents in expected["other_items"].items():
        assert [release.item("convening", code).percent for release in released] == percents


def released_feedback(convening):
    """A convening's feedback as one unit; its items offer "does not apply"."""
    codes = [code for code in convening["feedback"] if code != "columns"]
    leaf = LeafCounts(
        convening["submitted"],
        {
            code: ItemCounts(tuple(options), skipped=skipped, na=na)
            for code in codes
            for *options, na, skipped in [convening["feedback"][code]]
        },
    )
    items = [ItemSpec(code, 4, frozenset({3, 4}), has_na=True) for code in codes]
    units = [Unit("convening", None, convening["invited"])]
    release = build(units, {"convening": leaf}, items)
    assert audit(release, units, {"convening": leaf}) == []
    return release
