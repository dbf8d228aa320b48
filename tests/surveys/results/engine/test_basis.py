"""What a release was made from is kept and read again without a change."""

import json

from surveys.results.engine.basis import basis_json, leaves_of
from surveys.results.engine.counts import ItemCounts, ItemSpec, LeafCounts

ITEMS = [ItemSpec("one", 3), ItemSpec("two", 2, has_na=True)]


def leaf(submitted, one, two, **more):
    return LeafCounts(submitted, {"one": ItemCounts(*one), "two": ItemCounts(*two)}, **more)


def test_counts_of_a_leaf_come_back_as_they_were():
    nobody = LeafCounts(0)
    teachers = leaf(4, ((1, 2, 0), 1), ((1, 1), 0, 2))
    leaders = leaf(3, ((0, 0, 3),), ((1, 2), 0))
    leaves = {
        "all": leaf(4, ((1, 2, 0), 1), ((1, 1), 0, 2), scales={"s": (1, 2, 3)}),
        "by role": leaf(7, ((1, 2, 3), 1), ((2, 3), 0, 2), by_role=(nobody, teachers, leaders)),
        "none": nobody,
    }
    stored = json.loads(json.dumps(basis_json(ITEMS, leaves)))
    found = leaves_of(ITEMS, stored)
    assert found["all"] == leaves["all"]
    assert found["by role"] == leaves["by role"]
    assert found["none"].submitted == 0
