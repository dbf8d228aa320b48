"""An attacker with a solver, who has nothing but the published tables (disclosure.md 13).

For every hidden count: the least and the greatest whole number that fits everything published.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

UNBOUNDED = 10**6


class Attack:
    """Unknowns are each leaf's submissions and, per item, its options, skips and N/A."""

    def __init__(self, tables):
        self.tables = tables
        self.groups = tables["dimensions"]["org"]
        self.units = {cell["at"]["org"] for cell in tables["cells"]} | set(self.groups)
        self.leaves = sorted(self.units - set(self.groups))
        self.column = {}
        for leaf in self.leaves:
            self.add((leaf, "submitted"))
            for code, table in tables["tables"].items():
                for option in [*table["options"], *table["extras"]]:
                    self.add((leaf, code, option))
        self.rows, self.low, self.high = [], [], []
        self.learn()

    def add(self, unknown):
        self.column[unknown] = len(self.column)

    def below(self, unit):
        parts = self.groups.get(unit)
        return [unit] if parts is None else [leaf for p in parts for leaf in self.below(p)]

    def sum_of(self, unit, *names):
        """A row of coefficients: the unit's total of some unknowns."""
        row = np.zeros(len(self.column))
        for leaf in self.below(unit):
            for name in names:
                row[self.column[(leaf, *name)]] += 1
        return row

    def bind(self, row, low, high):
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def options(self, code):
        return [(code, option) for option in self.tables["tables"][code]["options"]]

    def learn(self):
        for cell in self.tables["cells"]:
            self.learn_cell(cell, cell["at"]["org"], cell["table"])
        for leaf in self.leaves:  # nobody gives more answers than submissions
            for code, table in self.tables["tables"].items():
                extras = [(code, extra) for extra in table["extras"]]
                given = self.sum_of(leaf, *self.options(code), *extras)
                self.bind(self.sum_of(leaf, ("submitted",)) - given, 0, np.inf)

    def learn_cell(self, cell, unit, code):
        if "submitted" in cell:
            self.bind(self.sum_of(unit, ("submitted",)), cell["submitted"], cell["submitted"])
        if cell["n"] is None:
            return
        n = self.sum_of(unit, *self.options(code))
        self.bind(n, cell["n"], cell["n"])
        agreeing = [(code, option) for option in self.tables["tables"][code]["agree"]]
        if "agree" in cell:
            self.bind(self.sum_of(unit, *agreeing), cell["agree"], cell["agree"])
        if "percent_low" in cell:  # the coded percent was rounded half up first
            least = cell["n"] * (cell["percent_low"] - 0.5) / 100 if cell["percent_low"] else 0
            most = cell["n"] * (cell["percent_high"] + 0.5) / 100 - 1e-9
            self.bind(self.sum_of(unit, *agreeing), least, most)
        for option, count in cell.get("counts", {}).items():
            self.bind(self.sum_of(unit, (code, option)), count, count)

    def possible(self, row):
        """Least and greatest value of a total; UNBOUNDED where nothing bounds it."""
        found = []
        for sign in (1, -1):
            answer = milp(
                sign * row,
                constraints=LinearConstraint(np.array(self.rows), self.low, self.high),
                bounds=Bounds(0, UNBOUNDED),
                integrality=np.ones(len(self.column)),
            )
            assert answer.success, answer.message
            found.append(min(round(sign * answer.fun), UNBOUNDED))
        return tuple(found)

    def n(self, unit, code):
        return self.possible(self.sum_of(unit, *self.options(code)))

    def hidden_n(self):
        """Every hidden n with what it may be, as `{(unit, item): (least, greatest)}`."""
        return {
            (cell["at"]["org"], cell["table"]): self.n(cell["at"]["org"], cell["table"])
            for cell in self.tables["cells"]
            if cell["n"] is None
        }


def least_derivable_group(vectors, answers, most=8):
    """The fewest answers of a group of leaves whose total follows linearly from published totals.

    `vectors` are 0/1 rows over the leaves; every subset of the leaves is tried.
    """
    leaves = len(answers)
    assert leaves <= most
    matrix = np.array(vectors, dtype=float).reshape(len(vectors), leaves)
    rank = np.linalg.matrix_rank(matrix) if len(vectors) else 0
    totals = []
    for subset in range(1, 2**leaves):
        row = np.array([subset >> place & 1 for place in range(leaves)], dtype=float)
        if len(vectors) and np.linalg.matrix_rank(np.vstack([matrix, row])) == rank:
            totals.append(int(row @ np.array(answers)))
    return min(totals, default=None)
