"""An attacker with a solver on answers by role: nothing but the published tables of one item.

Unknowns are how many of each school and role group answered.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

ROOF = 10**5


class RoleAttack:
    def __init__(self, tables, code, figure="n"):
        self.groups = tables["dimensions"]["org"]
        self.roles = tables["dimensions"]["role"]["any"]
        self.cells = [cell for cell in tables["cells"] if cell["table"] == code]
        units = {cell["at"]["org"] for cell in self.cells}
        self.leaves = sorted(units - set(self.groups))
        self.place = {
            (leaf, role): at
            for at, (leaf, role) in enumerate((x, r) for x in self.leaves for r in self.roles)
        }
        known = [cell for cell in self.cells if cell.get(figure) is not None]
        self.rows = np.array([self.row(**cell["at"]) for cell in known], dtype=float)
        self.rows = self.rows.reshape(-1, len(self.place))
        self.values = np.array([cell[figure] for cell in known], dtype=float)

    def below(self, unit):
        parts = self.groups.get(unit)
        return [unit] if parts is None else [leaf for p in parts for leaf in self.below(p)]

    def row(self, org, role):
        row = np.zeros(len(self.place))
        for leaf in self.below(org):
            for one in self.roles if role == "any" else [role]:
                row[self.place[leaf, one]] = 1
        return row

    def possible(self, row):
        """Least and greatest total that fits everything published."""
        found = []
        for sign in (1, -1):
            answer = milp(
                sign * row,
                constraints=LinearConstraint(self.rows, self.values, self.values),
                bounds=Bounds(0, ROOF),
                integrality=np.ones(len(row)),
            )
            assert answer.success, answer.message
            found.append(min(round(sign * answer.fun), ROOF))
        return tuple(found)

    def hidden(self):
        """Every hidden number of a role group in a unit that shows none, with what it may be."""
        return {
            (cell["at"]["org"], cell["at"]["role"]): self.possible(self.row(**cell["at"]))
            for cell in self.cells
            if cell["n"] is None and cell["at"]["role"] != "any"
        }

    def least_derivable(self, truth):
        """The fewest people, but somebody, whose total follows linearly from published ones.

        `truth` has the people by (leaf, role). Weights on the published totals add up to a group:
        each leaf's role once or not at all.
        """
        totals, cells = self.rows.shape
        people = np.array([truth[key] for key in self.place], dtype=float)
        cost = np.concatenate([np.zeros(totals), people])
        is_group = LinearConstraint(
            np.hstack([self.rows.T, -np.eye(cells)]), np.zeros(cells), np.zeros(cells)
        )
        is_somebody = LinearConstraint(cost.reshape(1, -1), 1, np.inf)
        answer = milp(
            cost,
            constraints=[is_group, is_somebody],
            bounds=Bounds(
                np.concatenate([np.full(totals, -8.0), np.zeros(cells)]),
                np.concatenate([np.full(totals, 8.0), np.ones(cells)]),
            ),
            integrality=np.concatenate([np.zeros(totals), np.ones(cells)]),
        )
        return round(answer.fun) if answer.success else None
