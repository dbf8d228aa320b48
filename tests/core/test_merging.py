"""Every key to something that can be merged has a rule, and every rule has a key."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.models import F, UniqueConstraint

from core.merging import generic_keys, keys_to, merge_rules
from network.models import Organization, Person

KEYS = {**keys_to(Person), **keys_to(Organization)}


def test_every_foreign_key_to_a_person_or_an_organization_says_what_a_merge_does_with_it():
    """Fails with a new key: add offer_merge_rule(...) to its app's offers.py."""
    assert sorted(set(KEYS) - set(merge_rules())) == []


def test_every_rule_has_its_foreign_key():
    assert sorted(set(merge_rules()) - set(KEYS)) == []


def test_hidden_keys_and_those_to_kinds_of_organizations_are_among_them():
    assert {"network.Activity.actor", "surveys.Invitation.person"} <= set(keys_to(Person))
    assert {"network.Alignment.district", "network.School.agency"} <= set(keys_to(Organization))
    assert "network.School.organization_ptr" not in KEYS


def test_every_generic_key_is_known_to_merges():
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    }
    assert found == set(generic_keys())


@pytest.mark.parametrize("label", sorted(KEYS))
def test_a_rule_sees_every_clash_that_a_constraint_would_refuse(label):
    key, rule = KEYS[label], merge_rules()[label].rule
    for names in _unique_together(key):
        if rule.moves:
            assert rule.match is not None
            assert {name.split("__")[0] for name in rule.match} <= names - {key.name}


def _unique_together(key):
    """The columns of every constraint that the key is part of."""
    if key.unique:
        yield {key.name}
    for constraint in key.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            names = set(constraint.fields) or set(_columns(constraint.expressions))
            if key.name in names:
                yield names


def _columns(expressions):
    for expression in expressions:
        if isinstance(expression, F):
            yield expression.name
        elif expression is not None:
            yield from _columns(expression.get_source_expressions())
