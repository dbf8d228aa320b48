"""An oracle that asked the product would only say that the product agrees with itself."""

import ast
from pathlib import Path

import pytest

from tests.oracles.intervals import newcombe, wilson
from tests.oracles.reliability import alpha
from tests.oracles.rounding import percent, seats

HERE = Path(__file__).parent
ALLOWED = {"collections", "decimal", "itertools", "numpy", "pandas", "re", "scipy", "statsmodels"}
SIX_PEOPLE = [(4, 5, 4, 4), (3, 3, 4, 3), (5, 5, 5, 4), (2, 3, 2, 2), (4, 4, 3, 4), (3, 2, 3, 3)]
TEN_PEOPLE = [
    (5, 4, 4), (3, 3, 2), (4, 5, 5), (1, 2, 2), (2, 2, 3),
    (5, 5, 4), (4, 3, 4), (3, 4, 3), (2, 1, 1), (4, 4, 5),
]  # fmt: skip


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("path", sorted(HERE.glob("[a-z]*.py")), ids=lambda path: path.name)
def test_an_oracle_imports_nothing_of_the_product(path):
    if not path.name.startswith("test_"):
        assert {name.split(".")[0] for name in imported(path)} <= ALLOWED


def test_alpha_is_the_one_that_pingouin_gave():
    # pingouin 0.7.0, cronbach_alpha; the library itself is too large to install for two numbers.
    assert alpha(SIX_PEOPLE) == pytest.approx(0.9206349206349206)
    assert alpha(TEN_PEOPLE) == pytest.approx(0.9199359487590072)


def test_intervals_are_those_of_the_papers():
    # Newcombe 1998, two proportions, table II (a), method 10.
    assert newcombe((48, 80), (56, 70)) == pytest.approx((5.24, 33.39), abs=0.005)
    # Newcombe 1998, one proportion, table I: 81 of 263, 15 of 148, 0 of 20, method 3.
    assert wilson(81, 263) == pytest.approx((25.53, 36.62), abs=0.005)
    assert wilson(15, 148) == pytest.approx((6.24, 16.05), abs=0.005)
    assert wilson(0, 20) == pytest.approx((0, 16.11), abs=0.005)


def test_percents_and_seats_by_hand():
    assert [str(percent(1, 8)), str(percent(1, 8, "0.1"))] == ["13", "12.5"]
    assert seats([1, 1, 1]) == [34, 33, 33]
