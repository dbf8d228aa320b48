"""Every kind of question in a real browser: conditions, faults, two languages, a table."""

import pytest
from playwright.sync_api import expect

from surveys.collection import drafts, links
from tests.browser.answering import has_all_sections, heading, next_section, question, saved
from tests.browser.looking import faults_on
from tests.browser.waiting import until
from tests.surveys.all_kinds import survey_of_all_kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kinds(live_server, cohort, school):
    """The address of a form with every kind of question."""
    _, invitation = survey_of_all_kinds(cohort, school)
    return f"{live_server.url}/answer/{links.token_for(invitation)}/"


def test_what_hangs_on_another_answer_comes_and_goes(phone, kinds):
    phone.goto(f"{kinds}?section=2")
    has_all_sections(phone)
    expect(question(phone, "Q2")).to_be_hidden()
    question(phone, "Q1").get_by_text("Yes", exact=True).click()
    expect(question(phone, "Q2")).to_be_visible()
    expect(question(phone, "Q2").get_by_text("Only if")).to_be_hidden()
    question(phone, "Q1").get_by_text("No", exact=True).click()
    expect(question(phone, "Q3")).to_be_hidden()

    next_section(phone)
    heading(phone).to_have_text("Practice")
    next_section(phone)
    heading(phone).to_have_text("Words")  # leading is asked of school leaders only


def test_declining_takes_the_other_answers_of_several_back(phone, kinds):
    phone.goto(f"{kinds}?section=2")
    question(phone, "Q1").get_by_text("Yes", exact=True).click()
    several = question(phone, "Q2")
    several.get_by_text("Shared materials").click()
    several.get_by_text("Something else").click()
    saved(phone).to_contain_text("Saved")
    several.get_by_text("Prefer not to answer").click()
    expect(several.locator("input:checked")).to_have_count(1)
    several.get_by_text("Shared materials").click()
    expect(several.locator("input:checked")).to_have_count(1)

    token = kinds.rstrip("/").rpartition("/")[2]
    until(lambda: drafts.read(token) == {"Q1": 1, "Q2": [2]}, "the last word is kept")


def test_what_is_to_correct_is_told_at_the_top_and_at_the_field(phone, kinds):
    phone.goto(f"{kinds}?section=2")
    has_all_sections(phone)
    next_section(phone)
    summary = phone.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("One thing to correct")
    assert faults_on(phone) == []
    summary.get_by_role("link").click()
    expect(phone.locator("#Q1-1")).to_be_focused()
    phone.keyboard.press("Space")
    expect(question(phone, "Q1")).not_to_contain_text("needs an answer")

    phone.locator("#Q3").fill("61")
    expect(question(phone, "Q3")).to_contain_text("enter a whole number from 0 to 60.")
    next_section(phone)
    heading(phone).to_have_text("Help")
    phone.reload()
    expect(phone.locator("#Q3")).to_have_value("61")  # what was typed is kept, wrong as it is
    phone.locator("#Q3").fill("6")
    saved(phone).to_contain_text("Saved")


def test_the_language_is_switched_and_answers_stay(phone, kinds):
    phone.goto(f"{kinds}?section=2")
    question(phone, "Q1").get_by_text("No", exact=True).click()
    phone.locator("#Q4").fill("Maps")
    phone.get_by_role("button", name="Español").first.click()
    heading(phone).to_have_text("Ayuda")
    assert phone.evaluate("document.documentElement.lang") == "es"
    expect(phone.locator("#Q1-2")).to_be_checked()
    expect(phone.locator("#Q4")).to_have_value("Maps")
    expect(phone.locator("body")).not_to_contain_text("Save and continue")
    assert faults_on(phone) == []

    phone.get_by_role("button", name="Guardar y continuar").click()
    heading(phone).to_have_text("Práctica")
    phone.locator("[data-question=Q8]").get_by_text("Nunca").click()
    saved(phone).to_contain_text("Guardado")
    phone.goto(kinds)
    heading(phone).to_have_text("Sobre usted")  # remembered without the address


def test_a_table_of_questions_on_a_wide_screen(browse, kinds):
    page = browse(viewport={"width": 1280, "height": 900})
    page.goto(f"{kinds}?section=3")
    row = page.get_by_role("row", name="I share plans.")
    radio = row.get_by_role("radio", name="I share plans. Agree", exact=True)
    row.locator("td").nth(2).locator("label").click()
    expect(radio).to_be_checked()
    saved(page).to_contain_text("Saved")
    assert faults_on(page) == []
    token = kinds.rstrip("/").rpartition("/")[2]
    until(lambda: (drafts.read(token) or {}).get("Q6") is not None, "the row's answer is kept")
    tops = page.eval_on_selector_all(
        "[data-question=Q6] td", "(cells) => new Set(cells.map((c) => c.offsetTop)).size"
    )
    assert tops == 1  # in one line

    page.set_viewport_size({"width": 390, "height": 844})
    tops = page.eval_on_selector_all(
        "[data-question=Q6] td",
        "(cells) => new Set(cells.map((c) => c.getBoundingClientRect().top)).size",
    )
    assert tops == 5  # one under the other
