"""The look, in a real browser: no accessibility fault, no sideways scroll, no complaint."""

import pytest

from tests.browser.looking import faults_on
from tests.factories.network import StateAgencyFactory

PAGES = [
    "/",
    "/accounts/login/",
    "/accessibility/",
    "/privacy/",
    "/figures/made/",
    "/figures/protected/",
    "/help/",
    "/styleguide/",
    "/no-such-page/",
]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server):
    StateAgencyFactory()
    return live_server.url


@pytest.fixture
def complaints(page):
    """What the browser itself says: script errors, blocked files, missing files."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_a_fault_is_found_at_every_look(page, site):
    page.goto(f"{site}/help/")
    page.evaluate("document.querySelector('main').append(new Image())")
    for _ in range(2):
        assert [rule for rule, *_ in faults_on(page)] == ["image-alt"]
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert {rule for rule, *_ in faults_on(page)} == {"image-alt", "button-name"}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_accessibility_fault(page, site, path, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + path)
    assert faults_on(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_never_scrolls_sideways_on_a_narrow_phone(page, site, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/no-such-page/"])
def test_the_browser_has_nothing_to_complain_about(page, site, path, complaints):
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    assert complaints == []


def test_focus_goes_to_the_error_summary_and_from_there_to_the_field(page, site):
    page.goto(f"{site}/styleguide/")
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    page.get_by_role("link", name="Minutes: Enter a whole number").click()
    assert page.evaluate("document.activeElement.id") == "id_minutes"


def test_a_toast_stays_while_somebody_is_in_it(page, site):
    page.clock.install()
    page.goto(f"{site}/styleguide/")
    undo = page.get_by_role("button", name="Undo")
    undo.focus()
    page.clock.run_for(60_000)
    assert undo.is_visible()
    page.get_by_role("link", name="All 7").focus()
    page.clock.run_for(11_000)
    assert undo.count() == 0


def test_the_main_font_is_ours_and_not_the_machines(page, site):
    page.goto(f"{site}/styleguide/")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    assert any("Public Sans" in family for family in loaded)
