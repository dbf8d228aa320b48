"""Results: from counts to figures that may be seen.

Nouns: tree and unit, cell (unit and item), layer (base, agree, histogram), remainder, release.
Everything here is arithmetic on plain values, so a figure can be checked without a database.
The surprising rule: results are released, not queried. `release.build` decides once, for every
viewer, what is hidden; whatever it returns holds no value at all for a hidden cell, so no page,
export or cache made from it can tell one. The rule itself is disclosure.md.
"""
