"""Every address of the site, and who may open it. An address missing from DOORS fails the test.

Each app lists its own in tests/doors/<app>.py as `DOORS: dict[url name, Door]`. A door names the
fixture that makes its object, and one letter per person:
O open (200), R goes elsewhere (302), H hidden (404), S asked to sign in (302 to the sign-in page),
M method not allowed for GET (405).
"""

import importlib
import pkgutil
from collections import defaultdict
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils.crypto import get_random_string

from tests import doors
from tests.rows import everything
from tests.scopes import expected_far, expected_near, expected_of_formers

PEOPLE = [
    "stranger",
    "newcomer",
    "outsider",
    "team_member",
    "team_lead",
    "school_leader",
    "district_leader",
    "specialist",
    "esc_director",
    "partner_facilitator",
    "evaluator",
    "state_viewer",
    "state_admin",
]
SCOPES = ("neighbors", "foreigners", "formers")
AT_ONCE = 8
STATUS = {"O": 200, "R": 302, "H": 404, "S": 302, "M": 405}
# allauth's own pages keep their own rules and tests; ours are those below.
NOT_OURS = (
    "account_",
    "mfa_",
    "usersessions_",
    "google_",
    "microsoft_",
    "openid_connect_",
    "socialaccount_",
    "saml_",
)


@dataclass(frozen=True)
class Door:
    """`who` holds one letter per person of PEOPLE; `args` names fixtures of url arguments."""

    who: str
    args: tuple[str, ...] = ()
    near: str = ""  # exceptions of neighbors, of those at the other service center, of former ones
    far: str = ""
    former: str = ""


def all_doors():
    found = {}
    for module in pkgutil.iter_modules(doors.__path__):
        table = importlib.import_module(f"tests.doors.{module.name}")
        near, far = getattr(table, "NEIGHBORS", {}), getattr(table, "FOREIGN", {})
        former = getattr(table, "FORMER", {})
        assert {*near, *far, *former} <= {*table.DOORS}
        for name, (who, *args) in table.DOORS.items():
            exceptions = near.get(name, ""), far.get(name, ""), former.get(name, "")
            found[name] = Door(who.replace(" ", ""), tuple(args), *exceptions)
    return found


DOORS = all_doors()


def address_names(patterns, prefix=""):
    for entry in patterns:
        if isinstance(entry, URLResolver):
            namespace = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from address_names(entry.url_patterns, namespace)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{prefix}{entry.name}"


def our_addresses():
    names = set(address_names(get_resolver().url_patterns))
    return {name for name in names if not name.startswith(NOT_OURS)}


def test_every_address_is_in_the_table():
    assert our_addresses() == set(DOORS)


def test_every_door_says_something_about_everybody():
    assert {name: len(door.who) for name, door in DOORS.items()} == dict.fromkeys(
        DOORS, len(PEOPLE)
    )


def together(names, args_of):
    """The addresses of one app that lead to the same objects, some at a time.

    Making everybody takes longer than looking at a page; each address begins from the same rows.
    """
    parts = defaultdict(list)
    for name in sorted(names):
        parts[name.split(":")[0], args_of(name)].append(name)
    return [
        pytest.param(part[at : at + AT_ONCE], id=" ".join(part[at : at + AT_ONCE]))
        for part in parts.values()
        for at in range(0, len(part), AT_ONCE)
    ]


def from_the_same_rows(names):
    """Each name in turn; what was done for it is undone, in the database and in the cache."""
    for name in names:
        cache.clear()
        with transaction.atomic():
            yield name
            transaction.set_rollback(True)


@pytest.mark.parametrize("names", together(DOORS, lambda name: DOORS[name].args))
def test_door(request, db, names):
    # Everybody exists before anybody knocks, so that a leak has something to leak.
    accounts = {who: request.getfixturevalue(who) for who in PEOPLE[1:]} | {"stranger": None}
    elsewhere = {name: request.getfixturevalue(name) for name in SCOPES}
    args = [argument_of(request.getfixturevalue(fixture)) for fixture in DOORS[names[0]].args]
    for name in from_the_same_rows(names):
        _try_door(name, reverse(name, args=args), accounts, elsewhere)


def _try_door(name, url, accounts, elsewhere):
    door = DOORS[name]
    answers = {who: _knock(accounts[who], url) for who in PEOPLE}
    answers_elsewhere = {
        scope: {role: _knock(account, url) for role, account in people.items()}
        for scope, people in elsewhere.items()
    }

    own = dict(zip(PEOPLE, door.who, strict=True))
    expected = {
        "neighbors": expected_near(own, bool(door.args), door.near),
        "foreigners": expected_far(own, bool(door.args), door.far),
        "formers": expected_of_formers(own, elsewhere["formers"], door.former),
    }
    assert (name, answers) == (name, {who: STATUS[letter] for who, letter in own.items()})
    assert answers_elsewhere == {
        scope: {role: STATUS[letter] for role, letter in letters.items()}
        for scope, letters in expected.items()
    }
    _no_other_method(url, accounts)
    if door.who[0] == "S":
        assert Client().get(url).url.startswith("/accounts/login/")


def argument_of(value):
    return getattr(value, "pk", value)


def _knock(account, url):
    response = knocking(account).get(url)
    if response.streaming:  # a download keeps its file open until it is read
        list(response)
    return response.status_code


def _no_other_method(url, accounts):
    """PUT, PATCH and DELETE are nobody's, and change nothing."""
    before = everything()
    tries = {"stranger": "PUT", "specialist": "PATCH", "state_admin": "DELETE"}
    answers = {
        knocking(accounts[who]).generic(method, url).status_code for who, method in tries.items()
    }
    assert answers <= {405, 404, 302}
    assert everything() == before


def knocking(account):
    """A browser of that account, signed in as the demo's list does; of a stranger without one.

    Its session is written directly: a real sign-in costs more than most pages.
    """
    client = Client()
    if account is not None:
        session = SessionStore(get_random_string(32))
        known = {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            "demo_sign_in": True,
        }
        cache.set(session.cache_key, known)
        session.create_model_instance(known).save(force_insert=True)
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
