"""The tables for attackers hold every published figure and nothing else."""

from hypothesis import given, settings

from surveys.results.engine.release_tables import release_tables
from tests.surveys.results.builders import ITEM, released, trees

TREE = {"A": {"s45": (45, 60), "s12": (12, 18), "s7": (7, 11)}}


def test_tables_of_the_school_with_two_hidden_neighbors():
    tables = release_tables(released(TREE, {"s45": 20, "s12": 5, "s7": 3}))
    cells = {cell["at"]["org"]: cell for cell in tables.pop("cells")}
    assert tables == {
        "threshold": 10,
        "policy": {"unanimity_below": 20, "zeros_open": False},
        "dimensions": {"org": {"A": ["s7", "s12", "s45"]}},
        "tables": {
            ITEM.code: {
                "options": ["1", "2", "3", "4", "5"],
                "agree": ["4", "5"],
                "codes": {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5},
                "extras": ["skipped", "na"],
            }
        },
    }
    at = {"table": ITEM.code}
    assert cells == {
        "s7": {"id": "s7:IMC01", **at, "at": {"org": "s7"}, "n": None},
        "s12": {"id": "s12:IMC01", **at, "at": {"org": "s12"}, "n": None},
        "s45": {
            "id": "s45:IMC01",
            **at,
            "at": {"org": "s45"},
            "n": 45,
            "submitted": 45,
            "frame": 60,
            "counts": {"skipped": 0, "na": 0},
            "agree": 20,
            "percent": 44.4,
            "digits": 1,
        },
        "A": {
            "id": "A:IMC01",
            **at,
            "at": {"org": "A"},
            "n": 64,
            "submitted": 64,
            "frame": 89,
            "counts": {"skipped": 0, "na": 0, "1": 36, "2": 0, "3": 0, "4": 28, "5": 0},
            "agree": 28,
            "percent": 43.8,
            "digits": 1,
            "mean": 2.31,
            "mean_digits": 2,
        },
    }


def test_a_coded_percent_is_published_as_its_range():
    for agree, ends in ((12, (90, 100)), (0, (0, 10))):
        tables = release_tables(released({"x": (12, 30)}, {"x": agree}))
        [cell] = tables["cells"]
        assert (cell["percent_low"], cell["percent_high"]) == ends
        assert cell.keys() & {"agree", "percent", "mean"} == set()


@given(trees())
@settings(max_examples=40)
def test_a_hidden_cell_is_its_place_and_nothing_else(tree):
    for cell in release_tables(released(tree))["cells"]:
        if cell["n"] is None:
            assert cell.keys() == {"id", "table", "at", "n"}
