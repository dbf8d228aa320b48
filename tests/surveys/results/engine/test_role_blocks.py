"""Answers by role: the block rule, its audit, and attacks on it with a solver."""

from dataclasses import replace

import pytest

from surveys.results.engine.audit import audit
from surveys.results.engine.counts import ItemCounts, ItemSpec, LeafCounts, WrongCounts, leaf_of
from surveys.results.engine.disclosure import Policy
from surveys.results.engine.figures import ReleasedFigures
from surveys.results.engine.release import build
from surveys.results.engine.release_tables import release_tables
from tests.surveys.results.builders import ITEM, grow, hidden, schools, spread
from tests.surveys.results.role_attack import RoleAttack

ROLES = ("teacher", "leader", "other staff")
T = 10


def by_role(tree, told, agreeing=None):
    """Counts of ITEM: per school the answers of those who told no role, of teachers, …"""
    leaves = {}
    for name, _ in schools(tree):
        rows = []
        for place, n in enumerate(told[name]):
            agree = (agreeing or {}).get((name, place))
            options = spread(n) if agree is None else (n - agree, 0, 0, agree, 0)
            rows.append([n, *options, 0, 0] if n else [])
        leaves[name] = leaf_of([ITEM], rows, {}, asks_role=True)
    return leaves


def released(tree, told, threshold=T, agreeing=None):
    leaves = by_role(tree, told, agreeing)
    release = build(grow(tree), leaves, [ITEM], Policy.of(threshold), roles=ROLES)
    assert audit(release, grow(tree), leaves) == []
    return release


def tree_of(told):
    """A center with these schools, each with more staff than the one before."""
    return {"E": {name: (0, 100 + 10 * at) for at, name in enumerate(told)}}


def splits(release):
    """Units that show their split, with the people of each group."""
    return {
        unit: [role.submitted for role in own.roles]
        for unit, own in release.units.items()
        if own.roles is not None
    }


def test_a_school_with_few_of_a_role_and_its_partner_show_no_split():
    told = {"a": (0, 25, 4, 30), "b": (0, 25, 20, 30), "c": (0, 30, 30, 30), "d": (0, 40, 40, 40)}
    release = released(tree_of(told), told)
    assert splits(release) == {
        "c": [30, 30, 30],
        "d": [40, 40, 40],
        "E": [120, 94, 130],
    }
    assert hidden(release) == set()
    attack = RoleAttack(release_tables(release), ITEM.code)
    # Leaders of a and b: 24 together, and each school's 59 and 75 are known.
    assert attack.hidden()["a", "leader"] == (0, 24)


def test_a_block_is_never_one_school_whose_total_is_known():
    told = {"a": (0, 25, 0, 9), "b": (0, 25, 0, 30)}
    release = released(tree_of(told), told)
    assert splits(release) == {"E": [50, 0, 39]}


def test_a_group_that_nobody_is_in_is_printed_as_nobody():
    told = {"a": (0, 25, 0, 30), "b": (0, 25, 20, 30)}
    release = released(tree_of(told), told)
    assert splits(release)["a"] == [25, 0, 30]
    leaders = release.units["a"].roles[1].items[ITEM.code]
    assert (leaders.n, leaders.skipped, leaders.agree, leaders.counts) == (0, 0, None, None)


def test_what_hides_a_split_hides_it_below_as_well():
    tree = {
        "N": {
            "E": {"a": (0, 60), "b": (0, 70)},
            "F": {"c": (0, 80), "d": (0, 90)},
            "G": {"e": (0, 95), "f": (0, 99)},
        }
    }
    told = {
        "a": (0, 20, 0, 20),
        "b": (0, 20, 5, 20),
        **dict.fromkeys("cdef", (0, 20, 20, 20)),
    }
    release = released(tree, told)
    # E has 5 leaders; its partner F has 40, and no school of either tells a split.
    assert set(splits(release)) == {"N", "G", "e", "f"}


def test_a_hidden_school_lends_itself_to_the_block():
    tree = {"E": {"a": (0, 10), "b": (0, 20), "c": (0, 70), "d": (0, 90)}}
    told = {
        "a": (0, 4, 2, 0),
        "b": (0, 6, 3, 0),
        "c": (0, 20, 12, 0),
        "d": (0, 30, 20, 21),
    }
    release = released(tree, told)
    assert hidden(release) == {"a", "b"}
    # Only 5 leaders in the hidden ones: c joins them, and others are in d alone.
    assert set(splits(release)) == {"E", "d"}
    assert RoleAttack(release_tables(release), ITEM.code).hidden()["a", "leader"] == (0, 15)


def test_percents_and_bars_by_role_need_twice_as_many_in_every_group():
    told = {"a": (0, 30, 15, 30), "b": (0, 40, 25, 30), "c": (0, 50, 40, 50)}
    release = released(tree_of(told), told)
    cells = {
        unit: [role.items[ITEM.code].percent for role in own.roles]
        for unit, own in release.units.items()
    }
    assert splits(release).keys() == {"a", "b", "c", "E"}
    assert cells["a"] == cells["b"] == [None, None, None]  # b protects the 15 leaders of a
    assert None not in cells["c"] + cells["E"]
    teachers = release.units["c"].roles[0].items[ITEM.code]
    assert teachers.labels == [20, 20, 20, 20, 20]
    assert (teachers.n, teachers.low, teachers.census) == (50, None, False)


def test_small_roles_join_those_who_told_none():
    told = {"a": (2, 30, 3, 30), "b": (1, 40, 4, 40)}
    release = released(tree_of(told), told)
    # 7 leaders in all and 3 untold are ten, but bars need twenty: the last role joins as well.
    assert [group.words for group in release.roles] == [
        "teacher",
        "leader, other staff, not told",
    ]
    assert splits(release)["E"] == [70, 80]
    enough = {"a": (12, 30, 30, 30), "b": (15, 40, 40, 40)}
    assert [group.words for group in released(tree_of(enough), enough).roles] == [
        *ROLES,
        "Not told",
    ]
    everybody = {"a": (0, 30, 30, 30)}
    assert [group.words for group in released(tree_of(everybody), everybody).roles] == [*ROLES]


def test_where_all_roles_together_are_few_there_is_no_split():
    told = {"a": (0, 5, 5, 5)}
    release = released(tree_of(told), told)
    assert release.roles == ()
    assert splits(release) == {}
    assert release.units["a"].base.submitted == 15


def test_without_a_question_for_the_role_nothing_is_split():
    leaves = {"a": LeafCounts(30, {ITEM.code: ItemCounts(spread(30))})}
    release = build(grow({"a": (0, 60)}), leaves, [ITEM], roles=ROLES)
    assert release.units["a"].roles is None
    assert audit(release, grow({"a": (0, 60)}), leaves) == []


def test_only_core_items_are_split():
    may_not_apply = ItemSpec("NA", 5, frozenset({4, 5}), has_na=True)
    row = [40, *spread(40), 0, 0, *spread(30), 0, 10]
    leaves = {"a": leaf_of([ITEM, may_not_apply], [[], row, row], {}, asks_role=True)}
    release = build(grow({"a": (0, 90)}), leaves, [ITEM, may_not_apply], roles=ROLES[:2])
    assert [list(role.items) for role in release.units["a"].roles] == [[ITEM.code]] * 2
    assert audit(release, grow({"a": (0, 90)}), leaves) == []


def test_role_groups_that_do_not_add_up_are_refused():
    leaf = by_role({"a": (0, 90)}, {"a": (0, 30, 30, 30)})["a"]
    less = replace(leaf, **everybody_of(leaf.by_role[:3]))
    with pytest.raises(WrongCounts, match="do not add up"):
        build(grow({"a": (0, 99)}), {"a": less}, [ITEM], roles=ROLES)
    with pytest.raises(WrongCounts, match="more or fewer"):
        build(grow({"a": (0, 99)}), {"a": replace(leaf, submitted=91)}, [ITEM], roles=ROLES)
    fewer = replace(leaf, by_role=leaf.by_role[:3], **everybody_of(leaf.by_role[:3]))
    tree = {"a": (0, 99), "b": (0, 99)}
    with pytest.raises(WrongCounts, match="different numbers"):
        build(grow(tree), {"a": leaf, "b": fewer}, [ITEM], roles=ROLES)


def everybody_of(groups):
    rows = [group.items.row if group.submitted else [] for group in groups]
    whole = leaf_of([ITEM], rows, {}, asks_role=True)
    return {"submitted": whole.submitted, "items": whole.items}


def test_a_release_comes_back_from_storage_with_its_role_groups():
    told = {"a": (0, 30, 15, 30), "b": (0, 40, 25, 30)}
    release = released(tree_of(told), told)
    assert ReleasedFigures.from_json(release.to_json()) == release


@pytest.fixture
def broken():
    """A release whose schools a and b must not show their split, and what it was made from."""
    told = {"a": (0, 25, 4, 30), "b": (0, 25, 20, 30), "c": (0, 30, 30, 30)}
    return released(tree_of(told), told), told


def rules(release, told):
    found = audit(release, grow(tree_of(told)), by_role(tree_of(told), told))
    return {(one.unit, one.rule) for one in found}


def with_roles(release, unit, roles):
    own = replace(release.units[unit], roles=roles)
    return replace(release, units={**release.units, unit: own})


def test_the_audit_finds_a_split_that_should_be_hidden(broken):
    release, told = broken
    alone = {"b": told["b"]}
    roles = released(tree_of(alone), alone).units["b"].roles
    plain = tuple(
        replace(
            role,
            items={
                ITEM.code: role.items[ITEM.code]._replace(
                    agree=None, percent=None, percent_1=None, counts=None, mean=None, labels=None
                )
            },
        )
        for role in roles
    )
    assert rules(with_roles(release, "b", plain), told) == {
        ("E", "the split of one hidden unit follows from it"),
        ("E", "a role group of too few follows from it"),
    }
    found = rules(with_roles(release, "b", roles), told)
    assert ("E", "a role group of too few follows from it") in found


def test_the_audit_finds_changed_and_missing_groups(broken):
    release, told = broken
    own = release.units["c"].roles
    wrong = (replace(own[0], submitted=31), *own[1:])
    assert ("c", "the recount finds another role group") in rules(
        with_roles(release, "c", wrong), told
    )
    assert ("c", "the role groups are not those of the release") in rules(
        with_roles(release, "c", own[:2]), told
    )
    assert ("c", "roles are shown though hidden above or in all") in rules(
        with_roles(release, "E", None), told
    )
    strange = replace(release, roles=(replace(release.roles[0], codes=(7,)),))
    assert rules(strange, told) == {("release", "the role groups are not those that people told")}
    partly = replace(release, roles=release.roles[:2])
    assert ("E", "the role groups are not those of the release") in rules(partly, told)
