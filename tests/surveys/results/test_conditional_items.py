"""Items that do not apply to everybody, beside a core item that tells who submitted."""

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.results.engine.audit import audit
from surveys.results.engine.counts import ItemCounts, LeafCounts
from surveys.results.engine.disclosure import Policy
from surveys.results.engine.release import build
from surveys.results.engine.release_tables import release_tables
from tests.surveys.results.attack import Attack
from tests.surveys.results.builders import CONDITIONAL, ITEM, grow, schools, spread, trees, without

shares = st.lists(st.sampled_from([0, 0.2, 0.5, 0.8, 0.95, 1]), min_size=3, max_size=7)


def both_items(tree, applies):
    """Everybody answered the core item; a share of each school the conditional one."""
    leaves = {}
    for place, (name, (n, _)) in enumerate(schools(tree)):
        valid = round(n * applies[place % len(applies)])
        leaves[name] = LeafCounts(
            n,
            {
                ITEM.code: ItemCounts(spread(n)),
                CONDITIONAL.code: ItemCounts(spread(valid, options=4), na=n - valid),
            },
        )
    return leaves


@given(trees(), shares)
@settings(max_examples=60)
def test_a_conditional_item_hides_at_least_what_the_core_hides_and_passes_the_audit(tree, applies):
    leaves = both_items(tree, applies)
    release = build(grow(tree), leaves, [ITEM, CONDITIONAL])
    layers = [without(release, field, CONDITIONAL.code) for field in ("n", "agree", "counts")]
    assert without(release, "n", ITEM.code) <= layers[0] <= layers[1] <= layers[2]
    assert audit(release, grow(tree), leaves) == []


@given(trees(threshold=5, max_leaves=5, levels=2), shares)
@settings(max_examples=25)
def test_solver_finds_enough_values_for_every_hidden_count_of_both_items(tree, applies):
    leaves = both_items(tree, applies)
    release = build(grow(tree), leaves, [ITEM, CONDITIONAL], Policy.of(5))
    attack = Attack(release_tables(release))
    for low, high in attack.hidden_n().values():
        assert high - low + 1 >= 5
