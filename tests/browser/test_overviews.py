"""Overviews and results with the demo's counts, in a real browser."""

import datetime as dt

import pytest
from django.conf import settings
from django.urls import reverse

from tests.browser.looking import problems_at_widths
from tests.reports.demo_network import DemoNetwork

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def network(state_agency):
    demo = DemoNetwork()
    demo.wave("spring_2023", "2022-23", dt.date(2023, 5, 5))
    demo.now = demo.wave("spring_2024", "2023-24", dt.date(2024, 5, 3), cohort=demo.cohort)
    demo.convenings()
    return demo


@pytest.fixture
def addresses(network):
    """The pages, by a short name."""
    maple, school = network.centers["maple_fork"], network.schools["fallow_creek_middle"]
    units = network.now.frame_units

    def results(place, query=""):
        return reverse("surveys:results-unit", args=[network.now.pk, units[place.pk].pk]) + query

    return {
        "dashboard": reverse("reports:dashboard"),
        "center": reverse("reports:esc", args=[maple.pk]),
        "results-network": reverse("surveys:results", args=[network.now.pk]) + "?item=IMT11",
        "results-center": results(maple, "?item=IMC01&order=high"),
        "results-school": results(school, "?item=IMC01"),
        "results-hidden": results(network.schools["marlow_elementary"]),
    }


@pytest.fixture
def visit(page, live_server, client, signed_in, state_viewer):
    """Open an address as the state's viewer."""
    cookie = signed_in(state_viewer).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )

    def go(address, width):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(live_server.url + address)
        return page

    return go


def test_pages_have_no_accessibility_fault_and_do_not_scroll_sideways(addresses, visit):
    for name, address in addresses.items():
        page = visit(address, 1280)
        folded = "document.querySelectorAll('details:not([data-menu])')"
        page.evaluate(f"{folded}.forEach((part) => part.open = true)")
        assert (name, problems_at_widths(page)) == (name, [])


def test_a_center_is_reached_from_the_dashboard_and_a_school_from_there(addresses, visit):
    page = visit(addresses["dashboard"], 1280)

    page.get_by_role("link", name="Maple Fork ESC").click()
    page.get_by_role("heading", name="Maple Fork ESC, 2023–24").wait_for()
    page.get_by_role("link", name="Fallow Creek Middle School").click()
    page.get_by_role("heading", name="Implementation survey, spring 2024").wait_for()

    assert "45 of 57 answered (78.9%)" in page.inner_text("main")
