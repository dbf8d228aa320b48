"""Results: from counts to figures that may be seen.

Nouns: tree and unit, cell (unit and item), layer (base, agree, histogram, comments), remainder,
release. The surprising rule: results are released, not queried. `engine.release.build` decides
once, for every viewer, what is hidden; whatever it returns holds no value at all for a hidden
cell, so no page, export or cache made from it can tell one. The rule itself is disclosure.md.

The rooms: `engine` is arithmetic on plain values, so that a figure can be checked without a
database. `services` gather counts, have them audited and store the release. `pages` read released
rows for pages, files and terminals. `words` are what people wrote themselves, `evaluators` the
rows that leave under an agreement, `exports` the files they leave in.
"""
