"""A form of another tool in the browser: the file, the report, the draft."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_on
from tests.surveys.instruments.formats.books import book_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "exit.xlsx"
    rows = [
        ["type", "name", "label", "default"],
        ["text", "why", "Why?", "x" * 200],
        ["geopoint", "where", "Where are you?", ""],
    ]
    path.write_bytes(book_of(survey=rows))
    return path


def test_a_file_becomes_a_draft_after_its_report(browse, state_admin, file):
    page = browse(state_admin, viewport={"width": 390, "height": 900})
    page.goto("/instruments/import/")
    page.get_by_label("Form").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()

    expect(page.get_by_role("heading", name="Left out")).to_be_visible()
    expect(page.get_by_text("We ask for no places on a map.")).to_be_visible()
    assert faults_on(page) == []
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")

    page.get_by_label("Who is asked").fill("teachers")
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text("is a draft now")).to_be_visible()
