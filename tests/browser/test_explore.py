"""EXPLORE on a phone: from a stranger who reads to a certificate, with nothing but an address."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from library.models import LessonProgress, ModuleCompletion
from tests.browser.answering import PHONE
from tests.browser.looking import faults_on
from tests.browser.test_sign_in import type_the_code

pytestmark = pytest.mark.django_db(transaction=True)


def test_whoever_reads_an_address_begins_and_finishes_a_module(
    browse, state_agency, module, mailoutbox
):
    phone = browse(None, **PHONE)
    phone.goto(module.get_absolute_url())
    phone.get_by_role("link", name="Begin with your e-mail").click()
    phone.get_by_label("Your e-mail").fill("ana.ortiz@elsewhere.example")
    phone.get_by_role("button", name="Send me a code").click()
    phone.get_by_role("heading", name="Enter the code").wait_for()
    type_the_code(phone, mailoutbox)
    phone.get_by_label("First name").fill("Ana")
    phone.get_by_label("Last name").fill("Ortiz")
    assert faults_on(phone) == []
    phone.get_by_role("button", name="Begin", exact=True).click()

    phone.get_by_role("link", name="Begin", exact=True).click()
    phone.get_by_role("button", name="Done, next lesson").click()
    phone.get_by_role("button", name="Done, next lesson").click()
    phone.get_by_label("Your reflection").wait_for()
    phone.wait_for_load_state()  # what is typed before the scripts are there is kept by the button
    phone.get_by_label("Your reflection").fill("For me alone")
    expect(phone.locator("#saved")).to_contain_text("Kept, for you alone")
    assert faults_on(phone) == []
    phone.get_by_role("button", name="Done, next lesson").click()
    phone.locator("label", has_text="What learners can say and do").click()
    phone.get_by_role("button", name="Check my answer").click()
    expect(phone.get_by_text("That is right")).to_be_visible()
    assert faults_on(phone) == []
    phone.get_by_role("button", name="Done, finish").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("You have finished Why begin?")
    assert ModuleCompletion.objects.get().person.email == "ana.ortiz@elsewhere.example"
    phone.goto(reverse("library:modules"))
    expect(phone.get_by_text("1 of 1 module finished = 100%")).to_be_visible()


def test_two_windows_in_one_reflection_lose_nothing(browse, state_agency, module, team_member):
    lesson = module.lessons.get(code="reflection")
    windows = [browse(team_member, **PHONE) for _ in range(2)]
    for window in windows:
        window.goto(lesson.get_absolute_url())
    first, second = windows
    first.get_by_label("Your reflection").fill("From the phone")
    expect(first.locator("#saved")).to_contain_text("Kept")
    expect(first.locator("#id_seen")).not_to_have_value(second.locator("#id_seen").input_value())

    second.get_by_label("Your reflection").fill("From the desk")
    expect(second.locator("#saved")).to_contain_text("Not kept")
    second.get_by_role("button", name="Done, next lesson").click()

    expect(second.get_by_text("From the phone")).to_be_visible()
    expect(second.get_by_label("Your reflection")).to_have_value("From the desk")
    assert faults_on(second) == []
    assert LessonProgress.objects.get().reflection == "From the phone"
