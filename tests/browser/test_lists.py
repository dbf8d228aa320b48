"""Lists and the search in a real browser: as one types, with the keyboard, without faults."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_on
from tests.factories.network import PersonFactory, SavedViewFactory, SchoolFactory

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = [1280, 390]
STATES = [
    "/directory/?kind=school&sort=-irn&columns=irn&columns=status",
    "/directory/?q=ketle",
    "/directory/?q=zzzzzz",
    "/people/?account=no",
    "/search/?q=kettle",
    "/search/?q=zzzzzz",
]


@pytest.fixture
def window(browse, state_admin, school, other_school):
    PersonFactory(first_name="Kim", last_name="Kettle", organization=school)
    SavedViewFactory(owner=state_admin.person, name="Our schools", query="kind=school")
    for number in range(60):
        SchoolFactory(name=f"Row {number}", agency=school.agency)
    return browse(state_admin)


@pytest.mark.parametrize("address", STATES)
def test_a_list_has_no_accessibility_fault_and_never_scrolls_sideways(window, address):
    problems = []
    for width in WIDTHS:
        window.set_viewport_size({"width": width, "height": 900})
        window.goto(address)
        problems += faults_on(window)
        assert window.evaluate("document.documentElement.scrollWidth") == width

    assert problems == []


def test_the_directory_searches_as_one_types_and_keeps_the_address(window):
    window.goto("/directory/")
    window.get_by_label("Name, IRN, NCES id, city or county").press_sequentially("kettle")

    expect(window.get_by_role("row")).to_have_count(2)
    window.wait_for_url("**/directory/?q=kettle")
    assert window.locator("#found").inner_text() == "1 organization"


def test_a_slash_leads_to_the_search_of_the_whole_network(window):
    window.goto("/directory/")
    window.keyboard.press("/")
    window.keyboard.type("kettle")
    window.keyboard.press("Enter")

    window.wait_for_url("**/search/?q=kettle")
    expect(window.get_by_role("heading", name="People")).to_be_visible()


def test_columns_are_chosen_and_a_page_is_jumped_to(window):
    window.goto("/directory/?kind=school")
    window.get_by_text("Columns", exact=True).click()
    window.get_by_text("County", exact=True).click()
    window.get_by_role("button", name="Show these columns").click()
    expect(window.get_by_role("columnheader", name="County")).to_be_visible()

    window.get_by_label("Page", exact=True).fill("3")
    window.get_by_role("button", name="Go").click()

    window.wait_for_url("**page=3")
    expect(window.get_by_role("columnheader", name="County")).to_be_visible()
    expect(window.get_by_role("link", name="Our schools")).to_be_visible()
