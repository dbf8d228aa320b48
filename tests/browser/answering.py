"""Answering a survey in a real browser: a phone, and what one does on it."""

from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def choose(page, question, label):
    page.locator("fieldset", has_text=question).get_by_text(label, exact=True).click()


def chosen(page, question):
    group = page.locator("fieldset", has_text=question)
    return group.locator("input:checked + label").inner_text()


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


def question(page, code):
    return page.locator(f"[data-question={code}]")


def has_all_sections(page):
    """The script has loaded them, and turns pages by itself from now on."""
    page.evaluate("navigator.serviceWorker.ready")
