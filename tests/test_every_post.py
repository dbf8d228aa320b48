"""Every address that takes a POST, and who may: whoever may not is refused and changes nothing.

Letters as in test_every_door.py, but P may (the answer is a page or leads on), and N gets a page
that changes nothing. What is not listed here takes no POST from anybody.
"""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.posts import POSTS
from tests.rows import everything
from tests.scopes import expected_far, expected_near, expected_of_formers
from tests.test_every_door import (
    DOORS,
    PEOPLE,
    SCOPES,
    argument_of,
    from_the_same_rows,
    knocking,
    together,
)

OTHER_OBJECTS = {
    "convenings:mark": ("session", "member"),
    "convenings:unmark": ("session", "member"),
    "convenings:cancel-registration": ("session_with_a_seat",),
    "convenings:slide-take-back": ("convening_with_a_slide", "team"),
}
# Enough for a form that asks for little, so that a missing check would show.
BODY = {
    "text": "Good",
    "taps": "[]",
    "closes_at": "2099-01-01T12:00",
    "source": "roster",
    "email": "a@b.example",
    "keep": "left",
}
ANSWERS = {"P": {200, 302, 422}, "N": {200, 409}, "H": {404}, "S": {302}}
CATALOGUE = [
    f"library:resource-{verb}" for verb in ("change", "publish", "decline", "remove", "restore")
]
# What people elsewhere may, other than tests/scopes.py derives.
NEIGHBORS = {
    "accounts:session-end": "HH HH",  # it is the newcomer's, and nobody else's
    "library:use-new": "PP PP",  # the catalogue is everybody's
    "convenings:register": "PP HH",  # Thistle's team is of the same cohort and takes its own seat
    "network:saved-view-new": "PP PP",  # its argument names a list and no object
}
FOREIGN = {
    "accounts:session-end": "HH HH HH",
    # Staff of every service center decides about the catalogue.
    **dict.fromkeys(CATALOGUE, "HH HH PP"),
    "library:use-new": "PP PP PP",
    "network:saved-view-new": "PP PP PP",
}
FORMER = {
    "accounts:session-end": "H",
    "library:resource-suggest": "P",  # whoever is known keeps what they have to say
    "library:use-new": "P",
    "convenings:here": "P",  # the code is wrong, and who came once may come again
    "convenings:cycle-new": "P",  # their certificates stay theirs
    "convenings:calendar-address": "P",  # their sessions stay theirs
    "messaging:preferences": "P",  # messages reach them still
    "network:saved-view-new": "P",  # whoever is known may keep a view
}


def _fixtures_of(name):
    return OTHER_OBJECTS.get(name, DOORS[name].args)


@pytest.mark.parametrize("names", together(POSTS, _fixtures_of))
def test_post(request, db, names):
    accounts = {who: request.getfixturevalue(who) for who in PEOPLE[1:]} | {"stranger": None}
    elsewhere = {scope: request.getfixturevalue(scope) for scope in SCOPES}
    args = [argument_of(request.getfixturevalue(fixture)) for fixture in _fixtures_of(names[0])]
    for name in from_the_same_rows(names):
        _try_post(name, reverse(name, args=args), dict(accounts), elsewhere)


def _try_post(name, url, accounts, elsewhere):
    letters = dict(zip(PEOPLE, POSTS[name].replace(" ", ""), strict=True))
    has_object = bool(_fixtures_of(name))
    for scope, expected in _expected_elsewhere(name, letters, has_object, elsewhere).items():
        letters |= {(scope, role): letter for role, letter in expected.items()}
        accounts |= {(scope, role): account for role, account in elsewhere[scope].items()}
    before = everything()

    answers = {who: _knock(accounts[who], url) for who in letters if letters[who] != "P"}

    assert everything() == before
    for who in set(letters) - set(answers):
        with transaction.atomic():
            answers[who] = _knock(accounts[who], url)
            transaction.set_rollback(True)
    wrong = {
        who: (letter, answers[who].status_code)
        for who, letter in letters.items()
        if answers[who].status_code not in ANSWERS[letter]
    }
    assert (name, wrong) == (name, {})
    if letters["stranger"] == "S":
        assert answers["stranger"].url.startswith("/accounts/login/")


@pytest.mark.parametrize("names", together(set(DOORS) - set(POSTS), lambda name: DOORS[name].args))
def test_no_other_address_takes_a_post(request, db, names, state_admin):
    args = [argument_of(request.getfixturevalue(fixture)) for fixture in DOORS[names[0]].args]

    answers = {name: _knock(state_admin, reverse(name, args=args)).status_code for name in names}

    assert answers == dict.fromkeys(names, 405)


def _expected_elsewhere(name, own, has_object, elsewhere):
    return {
        "neighbors": expected_near(own, has_object, NEIGHBORS.get(name)),
        "foreigners": expected_far(own, has_object, FOREIGN.get(name)),
        "formers": expected_of_formers(own, elsewhere["formers"], FORMER.get(name)),
    }


def _knock(account, url):
    return knocking(account).post(url, BODY)
