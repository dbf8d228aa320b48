"""Ids in addresses, which anybody may type."""

import pytest
from django.urls import reverse

from core.shortcuts import id_in

HUGE = "9" * 5000


@pytest.mark.parametrize(("typed", "pk"), [("7", 7), ("9" * 18, int("9" * 18)), ("0042", 42)])
def test_an_id_is_a_number(typed, pk):
    assert id_in(typed) == pk


@pytest.mark.parametrize("typed", ["", "-1", "²", "٣", "1.0", "a", "9" * 19, HUGE, "\0", "1\0"])
def test_whatever_is_no_id_is_none(typed):
    assert id_in(typed) is None


@pytest.mark.parametrize("typed", ["²", "٣", HUGE, "\0", "-1"])
@pytest.mark.parametrize(
    ("name", "fixture", "field"),
    [
        ("cohorts:new", None, "offering"),
        ("cohorts:enroll", "cohort", "schools"),
        ("cohorts:enroll", "cohort", "q"),
        ("reports:dashboard", None, "center"),
        ("network:organization-new", "kind_to_add", "below"),
        ("network:grant-new", "colleague", "organization"),
        ("network:invitation-new", None, "organization"),
        ("network:person-new", None, "organization"),
    ],
)
def test_a_page_opens_whatever_its_address_names(
    request, signed_in, state_admin, name, fixture, field, typed
):
    thing = request.getfixturevalue(fixture) if fixture else None
    args = [getattr(thing, "pk", thing)] if fixture else []

    assert signed_in(state_admin).get(reverse(name, args=args), {field: typed}).status_code == 200
