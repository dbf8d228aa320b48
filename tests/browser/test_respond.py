"""Answering on a phone: the network goes away and comes back, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from surveys.collection import drafts, links
from surveys.collection.models import Draft
from tests.browser.answering import (
    PHONE,
    choose,
    chosen,
    has_kept_the_form,
    heading,
    next_section,
    saved,
)
from tests.browser.looking import faults_on
from tests.browser.waiting import until
from tests.surveys.asking import invited

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def invitation(survey):
    return survey.invitations.get()


@pytest.fixture
def address(live_server, invitation):
    return f"{live_server.url}/answer/{links.token_for(invitation)}/"


GOALS = "set their own goals"
PROGRESS = "follow their own progress"
PROFILE = "keep a profile"
SHIFT = "shift between working alone"


KEPT = "Not sent yet, kept on this phone"
ON_THE_PHONE = """async () => [
    localStorage.length, sessionStorage.length, (await caches.keys()).length,
    (await navigator.serviceWorker.getRegistrations()).length]"""


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
