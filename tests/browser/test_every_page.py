"""Every page of the table of doors in a real browser: axe finds nothing, nothing scrolls sideways.

Each page is opened once as the first person of WHO whom it is open to. Downloads, and the
suggestions under a field, are left out.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import Error

from tests.browser.looking import problems_at_widths
from tests.test_every_door import DOORS, PEOPLE, argument_of

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 20
WHO = ["state_admin", "specialist", "team_lead", "team_member", "evaluator", "stranger"]


def app_of(name):
    """The app of an address; the assembled site's own pages have none."""
    return name.partition(":")[0] if ":" in name else "site"


def pages(app):
    """Name of each address of the app that somebody of WHO may open, and who that is."""
    for name, door in sorted(DOORS.items()):
        if app_of(name) != app:
            continue
        openers = [who for who in WHO if door.who[PEOPLE.index(who)] == "O"]
        if openers and not name.endswith(
            (
                "-csv",
                "-xlsx",
                ":ics",
                ":download",
                "-template",
                "-faults",
                "-names",
                ":board",
                "work-choices",
                "work-panel",
            )
        ):
            yield name, openers[0], door.args


def problems_of(page, address):
    try:
        response = page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return []
        raise
    if "text/html" not in response.headers["content-type"]:
        return []
    found = [] if response.status == 200 else [f"status {response.status}"]
    return found + problems_at_widths(page)


def parts():
    """Some pages of one app at a time, so that both workers have enough to do until the end."""
    for app in sorted({app_of(name) for name in DOORS}):
        of_app = list(pages(app))
        for at in range(0, len(of_app), AT_ONCE):
            yield pytest.param(of_app[at : at + AT_ONCE], id=f"{app} {at // AT_ONCE + 1}")


@pytest.mark.parametrize("part", list(parts()))
def test_every_page_is_accessible_and_fits(part, request, browse):
    for who in PEOPLE[1:]:
        request.getfixturevalue(who)
    addresses = [
        (name, who, reverse(name, args=[argument_of(request.getfixturevalue(a)) for a in args]))
        for name, who, args in part
    ]
    windows = {
        who: browse(None if who == "stranger" else request.getfixturevalue(who))
        for who in {who for _, who, _ in part}
    }

    problems = {
        f"{name} as {who}": found
        for name, who, address in addresses
        if (found := problems_of(windows[who], address))
    }

    assert problems == {}
