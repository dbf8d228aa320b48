"""Random records with random rows everywhere: a merge moves all of them, undoing it is exact."""

import json
import random

import pytest

from core.merging import CannotMerge, keys_to, merge_rules
from network.models import Activity, Organization, Person
from network.services.merging import merge_organizations, merge_people, undo_merge
from tests.factories.network import (
    DistrictFactory,
    PersonFactory,
    SchoolFactory,
    ServiceCenterFactory,
    UserFactory,
)
from tests.network.random_rows import grow
from tests.rows import everything

KINDS = {"district": DistrictFactory, "school": SchoolFactory, "esc": ServiceCenterFactory}
# Grows with every merge, also with those that were undone.
# Django makes the type of a table between two, such as Agreement.people, when first asked for it.
NOT_COMPARED = {"network.Merge", "contenttypes.ContentType"}


@pytest.mark.parametrize("seed", range(10))
def test_a_merge_of_people_leaves_nothing_behind_and_undoing_it_is_exact(db, seed):
    rng = random.Random(seed)
    one, other = (PersonFactory(phone=f"{n}", user=_account(rng)) for n in range(2))
    _surround(Person, one, other, rng)
    values = {name: rng.choice(["kept", "gone"]) for name in ("last_name", "email", "phone")}
    before = all_but_the_merge()

    merge = merge_people(one, other, values=values, account=rng.choice(["kept", "gone"]), by=None)

    assert _left_behind(Person, one.pk, other.pk) == []
    undone = undo_merge(merge, by=None)
    assert undone.complaints == []
    assert all_but_the_merge() == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(5))
def test_a_merge_of_organizations_leaves_nothing_behind_and_undoing_it_is_exact(db, seed, kind):
    rng = random.Random(seed)
    one, other = (KINDS[kind](nces_id=f"39{n:05}", city=f"Town {n}") for n in range(2))
    _surround(Organization, one, other, rng)
    values = {name: rng.choice(["kept", "gone"]) for name in ("name", "nces_id", "city")}
    before = all_but_the_merge()

    merge = _merged_unless_refused(one, other, values)
    if merge is None:
        assert all_but_the_merge() == before
        return
    assert _left_behind(Organization, one.pk, other.pk) == []
    undone = undo_merge(merge, by=None)
    assert undone.complaints == []
    assert all_but_the_merge() == before


def _merged_unless_refused(one, other, values):
    """Two teams of one name may share a member; then nothing happens."""
    try:
        return merge_organizations(one, other, values=values, by=None)
    except CannotMerge:
        return None


def _account(rng):
    return UserFactory() if rng.random() < 0.7 else None


def _surround(model, one, other, rng):
    for key in keys_to(model).values():
        if key.name == "merged_into" or not isinstance(one, key.remote_field.model):
            continue
        for _ in range(rng.randint(1, 4)):
            grow(key.model, rng, **{key.name: rng.choice([one, other])})
    for about in (one, other):
        grow(Activity, rng, object_id=about.pk)


def _left_behind(model, kept, gone):
    """Keys that still point at the record that went, although their rule moves them."""
    left = []
    for label, key in keys_to(model).items():
        rule = merge_rules()[label].rule
        rows = key.model._base_manager.filter(**{key.attname: gone})
        others = key.model._base_manager.filter(**{key.attname: kept})
        for row in rows if rule.moves else ():
            if not (rule.clash_stays and rule.twin_of(row, others)):
                left.append(label)
    return left


def all_but_the_merge():
    """All rows of all tables but the merge itself and the log's newest lines."""
    found = {label: rows for label, rows in everything().items() if label not in NOT_COMPARED}
    log = [json.loads(row) for row in found.pop("network.Activity", [])]
    return found | {"log": [line for line in log if line["verb"] not in {"merged", "separated"}]}
