"""Answering on a phone: the network goes away and comes back, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from surveys.collection import drafts, links
from surveys.collection.models import Draft
from tests.browser.test_kit import faults_on
from tests.browser.waiting import until
from tests.surveys.all_kinds import survey_of_all_kinds
from tests.surveys.asking import invited

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def invitation(survey):
    return survey.invitations.get()


@pytest.fixture
def address(live_server, invitation):
    return f"{live_server.url}/answer/{links.token_for(invitation)}/"


@pytest.fixture
def phone(browser):
    context = browser.new_context(**PHONE)
    yield context.new_page()
    context.close()


def choose(page, question, label):
    page.locator("fieldset", has_text=question).get_by_text(label, exact=True).click()


def chosen(page, question):
    group = page.locator("fieldset", has_text=question)
    return group.locator("input:checked + label").inner_text()


GOALS = "set their own goals"
PROGRESS = "follow their own progress"
PROFILE = "keep a profile"
SHIFT = "shift between working alone"


KEPT = "Not sent yet, kept on this phone"
ON_THE_PHONE = """async () => [
    localStorage.length, sessionStorage.length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length]"""


def next_section(page):
    page.get_by_role("button", name="Save and continue").click()


def has_kept_the_form(page):
    """The worker is there, so that a reload without a network finds the form."""
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def saved(page):
    return expect(page.locator("[data-saved]"))


def heading(page):
    return expect(page.get_by_role("heading", level=1))


def test_answers_survive_a_lost_network_a_reload_and_another_device(
    browser, phone, address, invitation
):
    token = links.token_for(invitation)
    phone.goto(address)
    choose(phone, "What is your role?", "Classroom teacher")
    saved(phone).to_contain_text("Saved")
    next_section(phone)
    choose(phone, GOALS, "Weekly")
    saved(phone).to_contain_text("Saved")
    has_kept_the_form(phone)

    phone.context.set_offline(True)
    choose(phone, PROGRESS, "Monthly")
    choose(phone, PROFILE, "Prefer not to answer")
    saved(phone).to_have_text(KEPT)
    next_section(phone)
    heading(phone).to_have_text("Flexible Learning Environment")
    assert "section=3" in phone.url
    choose(phone, SHIFT, "Never")
    assert drafts.read(token) == {"role": 1, "IMT11": 4}

    phone.reload()
    heading(phone).to_have_text("Flexible Learning Environment")
    assert chosen(phone, SHIFT) == "Never"
    saved(phone).to_have_text(KEPT)
    phone.get_by_role("button", name="Back").click()
    answers = [chosen(phone, question) for question in (GOALS, PROGRESS, PROFILE)]
    assert answers == ["Weekly", "Monthly", "Prefer not to answer"]

    phone.goto(f"{address}?section=8")
    said = phone.locator("[data-said=IMT12]")
    expect(said).to_have_text("Monthly")
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_role("alert")).to_contain_text("Sending needs the network.")
    assert not Draft.objects.get().is_sealed

    phone.context.set_offline(False)
    saved(phone).to_contain_text("Saved")
    everything = {"role": 1, "IMT11": 4, "IMT12": 3, "IMT13": 0, "IMT21": 1}
    assert drafts.read(token) == everything

    laptop = browser.new_context().new_page()
    laptop.goto(f"{address}?section=2")
    answers = [chosen(laptop, question) for question in (GOALS, PROGRESS, PROFILE)]
    assert answers == ["Weekly", "Monthly", "Prefer not to answer"]
    laptop.goto(f"{address}?section=8")
    laptop.get_by_role("button", name="Send my answers").dblclick()
    heading(laptop).to_have_text("Your answers are sent. Thank you.")
    laptop.go_back()
    heading(laptop).to_have_text("This survey is already sent. Thank you.")
    laptop.context.close()

    # The phone still shows the check: sending again is told that all is done, and changes nothing.
    phone.get_by_role("button", name="Send my answers").click()
    heading(phone).to_have_text("This survey is already sent. Thank you.")
    assert Draft.objects.get().is_sealed
    until(lambda: phone.evaluate(ON_THE_PHONE) == [0, 0, 0, 0], "nothing is left on the phone")


def test_what_was_kept_while_offline_is_sent_at_the_next_visit(phone, address, invitation):
    phone.goto(f"{address}?section=2")
    phone.context.set_offline(True)
    choose(phone, GOALS, "Most days")
    expect(phone.locator("[data-saved]")).to_have_text("Not sent yet, kept on this phone")

    again = phone.context.new_page()  # the first page was closed; the phone is back online
    phone.close()
    again.context.set_offline(False)
    again.goto(f"{address}?section=2")
    expect(again.locator("[data-saved]")).to_contain_text("Saved")

    assert chosen(again, GOALS) == "Most days"
    assert drafts.read(links.token_for(invitation)) == {"IMT11": 5}


def test_a_second_sending_and_a_mail_scanner_change_nothing(phone, address, invitation):
    for _ in range(2):
        assert phone.request.get(address).ok
        assert phone.request.head(address).ok
    assert not Draft.objects.exists()

    phone.goto(f"{address}?section=2")
    choose(phone, GOALS, "Weekly")
    phone.goto(f"{address}?section=8")
    other = phone.context.new_page()
    other.goto(f"{address}?section=8")
    phone.get_by_role("button", name="Send my answers").click()
    heading(phone).to_have_text("Your answers are sent. Thank you.")
    sealed = bytes(Draft.objects.get().ciphertext)
    other.get_by_role("button", name="Send my answers").click()

    expect(other.get_by_role("heading", level=1)).to_have_text(
        "This survey is already sent. Thank you."
    )
    assert bytes(Draft.objects.get().ciphertext) == sealed
    invitation.refresh_from_db()
    assert invitation.is_completed


def test_the_form_works_by_keyboard_and_without_javascript(browser, address, invitation):
    context = browser.new_context(java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto(address)
    page.get_by_text("Classroom teacher", exact=True).click()
    page.keyboard.press("Enter")
    choose(page, GOALS, "Weekly")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Back").click()

    assert chosen(page, GOALS) == "Weekly"
    assert drafts.read(links.token_for(invitation)) == {"role": 1, "IMT11": 4}
    context.close()


@pytest.fixture
def kinds(live_server, cohort, school):
    """The address of a form with every kind of question."""
    _, invitation = survey_of_all_kinds(cohort, school)
    return f"{live_server.url}/answer/{links.token_for(invitation)}/"


def question(page, code):
    return page.locator(f"[data-question={code}]")


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


def has_all_sections(page):
    """The script has loaded them, and turns pages by itself from now on."""
    page.evaluate("navigator.serviceWorker.ready")


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


def test_a_phone_whose_clock_is_wrong_loses_nothing(phone, address, invitation):
    phone.clock.install(time="1999-12-31T23:59:00")
    phone.goto(f"{address}?section=2")
    choose(phone, GOALS, "Weekly")
    saved(phone).to_contain_text("Saved")

    assert drafts.read(links.token_for(invitation)) == {"IMT11": 4}


def test_two_tabs_show_the_same_answers(phone, address, invitation):
    phone.goto(f"{address}?section=2")
    other = phone.context.new_page()
    other.goto(f"{address}?section=2")
    phone.context.set_offline(True)
    choose(phone, GOALS, "Never")
    choose(other, GOALS, "Weekly")
    expect(phone.locator("#IMT11-4")).to_be_checked()
    phone.context.set_offline(False)

    token = links.token_for(invitation)
    until(lambda: drafts.read(token) == {"IMT11": 4}, "the last word wins, whichever tab sends it")


def test_pages_of_a_link_have_no_accessibility_fault_and_fit_a_phone(phone, address, survey):
    sections = ["", "?section=2", "?section=7", "?section=8"]
    for place in sections:
        phone.goto(address + place)
        phone.evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)")
        assert faults_on(phone) == [], place
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, place
    small = phone.evaluate(
        """() => [...document.querySelectorAll('main button, main .usa-radio__label')]
            .filter((e) => e.offsetHeight && e.offsetHeight < 44).map((e) => e.innerText)"""
    )
    assert small == []

    unit = survey.units.get(kind="school")
    done = invited(survey, unit.name, 1)[-1]
    drafts.submit(links.token_for(done), answers={"IMT11": 1})
    base = address.partition("/answer/")[0]
    gone = invited(survey, unit.name, 1)[-1]
    survey.invitations.filter(pk=gone.pk).update(is_revoked=True)
    tokens = [links.token_for(done), links.token_for(gone), "wrong.link"]
    for link in (f"{base}/answer/{token}/" for token in tokens):
        phone.goto(link)
        assert faults_on(phone) == [], link
