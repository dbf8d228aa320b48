"""The block rule attacked: with a solver, and on random trees."""

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.results.engine.release_tables import release_tables
from tests.surveys.results.builders import ITEM, schools, trees
from tests.surveys.results.engine.test_role_blocks import ROLES, released
from tests.surveys.results.role_attack import RoleAttack

role_counts = st.sampled_from([0, 0, 1, 4, 5, 6, 9, 10, 14, 25])


@given(trees(threshold=5, max_leaves=5), st.data())
@settings(max_examples=40)
def test_a_solver_pins_no_hidden_number_of_a_role_group(tree, data):
    told = {name: (0, *(data.draw(role_counts) for _ in ROLES)) for name, _ in schools(tree)}
    tree = with_staff(tree, told)
    release = released(tree, told, threshold=5)
    if not release.roles:
        return
    truth = {
        (name, group.words): sum(told[name][code] for code in group.codes)
        for name, _ in schools(tree)
        for group in release.roles
    }
    attack = RoleAttack(release_tables(release), ITEM.code)
    assert (attack.least_derivable(truth) or 5) >= 5
    for low, high in attack.hidden().values():
        # Known exactly only where it is a shown sum: of nobody, or of enough.
        assert high - low + 1 >= 5 or low == high == 0 or low >= 5


@given(trees(threshold=5, max_leaves=8), st.data())
@settings(max_examples=60)
def test_every_split_is_all_or_none_and_hidden_from_above(tree, data):
    told = {name: (0, *(data.draw(role_counts) for _ in ROLES)) for name, _ in schools(tree)}
    tree = with_staff(tree, told)
    release = released(tree, told, threshold=5)
    for unit, up in release.parents.items():
        roles = release.units[unit].roles
        if roles is None:
            continue
        assert release.units[unit].base is not None
        assert up is None or release.units[up].roles is not None
        assert all(role.submitted == 0 or role.submitted >= 5 for role in roles)
        percents = [role.items[ITEM.code].counts for role in roles if role.submitted]
        assert all(percents) or not any(percents)
        if any(percents):
            assert release.item(unit, ITEM.code).counts is not None
            assert all(sum(counts) >= 10 for counts in percents)


def with_staff(tree, told):
    """The tree with staff for everybody who told a role."""
    return {
        name: with_staff(part, told)
        if isinstance(part, dict)
        else (0, sum(told[name]) + 3 + part[1] % 7)
        for name, part in tree.items()
    }
