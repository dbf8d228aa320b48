"""The release object: what it says of shown cells, and that it holds nothing of hidden ones."""

import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.results.engine.audit import audit
from surveys.results.engine.counts import ItemCounts, ItemSpec, LeafCounts
from surveys.results.engine.figures import ReleasedFigures, UnitFigures
from surveys.results.engine.release import build, mean_of_codes
from surveys.results.engine.release_tables import release_tables
from tests.surveys.results.builders import ITEM, grow, hidden, released, schools, trees

PLANTED = 7919


def test_a_shown_school_has_all_its_figures():
    counts = {"s": LeafCounts(47, {ITEM.code: ItemCounts((9, 10, 6, 16, 4), skipped=2)})}
    own = build(grow({"s": (0, 57)}), counts, [ITEM]).units["s"]
    assert own.named() == {
        "base": {"submitted": 47, "staff": 57, "rate": 82, "rate_1": 82.5},
        "items": {
            ITEM.code: {
                "n": 45,
                "skipped": 2,
                "na": 0,
                "census": False,
                "agree": 20,
                "percent": 44,
                "percent_1": 44.4,
                "low": 38,
                "high": 51,
                "low_1": 37.9,
                "high_1": 51.2,
                "coded": None,
                "counts": [9, 10, 6, 16, 4],
                "mean": 2.91,
                "labels": [20, 22, 13, 36, 9],
            }
        },
        "scales": {},
        "roles": None,
    }


def test_when_everybody_answered_there_is_no_interval_but_there_are_words():
    cell = released({"s": (40, 40)}, agreeing={"s": 12}).item("s", ITEM.code)
    assert (cell.census, cell.low, cell.high_1) == (True, None, None)
    assert cell.words == "less than half of those who answered"


def test_more_answers_than_staff_have_neither_interval_nor_words():
    cell = released({"s": (41, 40)}, agreeing={"s": 12}).item("s", ITEM.code)
    assert (cell.census, cell.low, cell.words) == (False, None, None)
    assert cell.percent == 29


def test_items_without_favorable_answers_have_bars_and_mean_only():
    stage = ItemSpec("STG", options=6)
    counts = {"s": LeafCounts(30, {"STG": ItemCounts((30, 0, 0, 0, 0, 0))})}
    cell = build(grow({"s": (0, 60)}), counts, [stage]).item("s", "STG")
    assert (cell.agree, cell.percent, cell.coded, cell.words) == (None, None, None, None)
    assert (cell.counts, cell.mean) == ([30, 0, 0, 0, 0, 0], 1.0)
    assert audit(build(grow({"s": (0, 60)}), counts, [stage]), grow({"s": (0, 60)}), counts) == []


def test_mean_of_the_codes_rounds_half_up():
    assert mean_of_codes([0, 0, 199, 1, 0]) == 3.01  # 3.005
    assert mean_of_codes([0, 0]) is None


@given(trees(), st.lists(st.sampled_from([0, 0.4, 1]), min_size=3, max_size=5))
@settings(max_examples=40)
def test_what_was_stored_comes_back_the_same(tree, share):
    agree = {
        name: round(n * share[i % len(share)]) for i, (name, (n, _)) in enumerate(schools(tree))
    }
    release = released(tree, agree)
    stored = json.loads(json.dumps(release.to_json()))
    assert ReleasedFigures.from_json(stored) == release
    for unit, own in stored["units"].items():
        assert UnitFigures.from_json(own) == release.units[unit]


def test_unknown_names_in_a_stored_cell_are_refused():
    with pytest.raises(TypeError):
        UnitFigures.from_json({"base": None, "items": {"X": {"n": 12, "secret": 7}}})


def test_a_number_planted_in_a_hidden_cell_is_nowhere_in_what_is_stored_or_published():
    tree = {
        "network": {
            "E": {"small": (3, 20), "partner": (PLANTED, PLANTED + 1000), "c": (20_000, 90_000)},
            "F": {"d": (500, 900)},
        }
    }
    release = released(tree)
    assert hidden(release) == {"small", "partner"}
    for written in (release.to_json(), release_tables(release)):
        assert str(PLANTED) not in json.dumps(written)
        assert str(PLANTED + 1000) not in json.dumps(written)
    assert "20000" in json.dumps(release.to_json())  # the search would find a shown one


def test_skips_of_a_hidden_cell_are_nowhere_either():
    leaves = {
        "x": LeafCounts(PLANTED + 8, {ITEM.code: ItemCounts((4, 0, 0, 4, 0), PLANTED)}),
        "y": LeafCounts(400, {ITEM.code: ItemCounts((190, 0, 0, 200, 0), 10)}),
        "z": LeafCounts(900, {ITEM.code: ItemCounts((450, 0, 0, 450, 0))}),
    }
    release = build(grow({"E": {"x": (0, 9000), "y": (0, 9100), "z": (0, 9900)}}), leaves, [ITEM])
    assert hidden(release) == {"x", "y"}
    for written in (release.to_json(), release_tables(release)):
        assert str(PLANTED) not in json.dumps(written)
        assert str(PLANTED + 8) not in json.dumps(written)


@given(st.integers(0, 9), st.integers(10, 40), st.integers(0, 9))
@settings(max_examples=40)
def test_answers_moved_between_hidden_schools_change_no_published_byte(small, partner, moved):
    """Their n kept, two hidden schools of one remainder exchange what was answered."""
    moved = min(moved, small)

    def tables(first, second):
        tree = {"E": {"x": (0, 20), "y": (0, 60), "z": (0, 90)}}
        leaves = {
            name: LeafCounts(sum(options), {ITEM.code: ItemCounts(options)})
            for name, options in {"x": first, "y": second, "z": (20, 0, 0, 30, 0)}.items()
        }
        release = build(grow(tree), leaves, [ITEM])
        assert hidden(release) == {"x", "y"}
        return json.dumps([release.to_json(), release_tables(release)])

    assert tables((small, 0, 0, 0, 0), (0, 0, 0, partner, 0)) == tables(
        (small - moved, 0, 0, moved, 0), (moved, 0, 0, partner - moved, 0)
    )


def test_a_statewide_release_takes_seconds():
    """3,500 schools and 43 items: 2.5 s on 2 cores; twenty leave room for slow ones."""
    chance = random.Random(1)
    items = [ItemSpec(f"I{place}", 5, frozenset({4, 5})) for place in range(43)]
    tree = {"network": {}}
    leaves = {}
    for place in range(3500):
        district = place % 600
        center = tree["network"].setdefault(f"E{district % 51}", {})
        n = chance.randrange(3, 45)
        center.setdefault(f"d{district}", {})[f"s{place}"] = (n, n + chance.randrange(20))
        options = (n // 5, n // 4, n // 6, n // 5, n - n // 5 - n // 4 - n // 6 - n // 5)
        leaves[f"s{place}"] = LeafCounts(n, {item.code: ItemCounts(options) for item in items})
    start = time.perf_counter()
    release = build(grow(tree), leaves, items)
    assert time.perf_counter() - start < 20
    assert len(release.units) == 1 + 51 + 600 + 3500
