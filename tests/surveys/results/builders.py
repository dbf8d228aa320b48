"""Trees and counts in a few words, for tests of what is hidden.

A tree is written as it looks: `{"E": {"a": (9, 12), "b": (12, 20)}}` is E with two schools,
"valid answers / staff". A third number is answers of "does not apply".
"""

from itertools import chain

from hypothesis import strategies as st

from surveys.results.engine.counts import ItemCounts, ItemSpec, LeafCounts
from surveys.results.engine.disclosure import Policy
from surveys.results.engine.release import build
from surveys.results.engine.tree import Unit

ITEM = ItemSpec("IMC01", options=5, favorable=frozenset({4, 5}))
CONDITIONAL = ItemSpec("CVF02", options=4, favorable=frozenset({3, 4}), has_na=True)


def spread(n, options=5):
    """n answers over all options, about half of them agreeing."""
    return tuple(n // options + (place < n % options) for place in reversed(range(options)))


def grow(branches, parent=None):
    """The units of a written tree."""
    for name, below in branches.items():
        if isinstance(below, dict):
            yield Unit(name, parent)
            yield from grow(below, name)
        else:
            yield Unit(name, parent, staff=below[1])


def schools(branches):
    """The leaves of a written tree with what is written there."""
    for name, below in branches.items():
        if isinstance(below, dict):
            yield from schools(below)
        else:
            yield name, below


def answers(branches, agreeing=None):
    """Counts for ITEM: n valid answers per school, all of them submitted and none skipped."""
    agreeing = agreeing or {}
    return {
        name: LeafCounts(n, {ITEM.code: ItemCounts(_options(n, agreeing.get(name)))})
        for name, (n, *_) in schools(branches)
    }


def _options(n, agree):
    return spread(n) if agree is None else (n - agree, 0, 0, agree, 0)


def released(branches, agreeing=None, threshold=10):
    """The release of ITEM over a written tree."""
    return build(grow(branches), answers(branches, agreeing), [ITEM], Policy.of(threshold))


def hidden(release):
    """Units whose participation is hidden."""
    return {unit for unit, own in release.units.items() if own.base is None}


def without(release, field, code=ITEM.code):
    """Units that do not show one figure of an item."""
    return {
        unit
        for unit, own in release.units.items()
        if own.items[code] is None or getattr(own.items[code], field) is None
    }


def shown_remainders(tree, hidden_units):
    """Per shown unit: the hidden leaves that follow from it, by child. Written apart from ours."""

    def rest(below):
        """Hidden leaves of each child, none below shown units."""
        return {
            name: []
            if name not in hidden_units
            else [name]
            if isinstance(part, tuple)
            else list(chain.from_iterable(rest(part).values()))
            for name, part in below.items()
        }

    def walk(below):
        for name, part in below.items():
            if isinstance(part, dict):
                if name not in hidden_units:
                    yield name, rest(part)
                yield from walk(part)

    return walk(tree)


def counts_of_units(below, leaf_counts):
    """Every unit's count from those of the leaves."""
    for name, part in below.items():
        if isinstance(part, dict):
            yield from counts_of_units(part, leaf_counts)
        yield name, sum(leaf_counts[leaf] for leaf, _ in schools({name: part}))


@st.composite
def trees(draw, threshold=10, max_leaves=12, levels=3):
    """Written trees with the counts that are hard: around the threshold, zero, only children."""
    left = [draw(st.integers(1, max_leaves))]
    numbers = iter(range(1000))

    def leaf():
        left[0] -= 1
        usual = st.sampled_from(
            [0, 1, threshold - 1, threshold, threshold + 1, 2 * threshold, 2 * threshold - 1]
        )
        n = draw(usual | st.integers(0, 5 * threshold))
        return n, max(1, n + draw(st.integers(0, threshold)))

    def branch(level):
        below = {}
        for _ in range(draw(st.sampled_from([1, 1, 2, 3, 4]))):
            if below and left[0] <= 0:
                break
            name = f"{'xsden'[level]}{next(numbers)}"
            is_leaf = level == 1 or draw(st.integers(0, 9)) == 0
            below[name] = leaf() if is_leaf else branch(level - 1)
        return below

    return {"network": branch(levels)}
