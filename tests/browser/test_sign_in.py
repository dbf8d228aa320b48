"""Signing in the real way: a code by mail, then a second step, each page tried with axe."""

import re
import time

import pytest
from allauth.mfa.totp.internal import auth
from django.urls import reverse

from accounts.services import account_for
from tests.browser.looking import faults_on

pytestmark = pytest.mark.django_db(transaction=True)
CODE = re.compile(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", re.MULTILINE)


def number_from_the_app(secret):
    counter = int(time.time()) // 30
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def ask_for_a_code(page, site, email):
    page.goto(site + reverse("account_login"))
    page.get_by_label("Work e-mail").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_role("heading", name="Enter the code").wait_for()


def type_the_code(page, mailoutbox):
    page.get_by_label("Code").fill(CODE.search(mailoutbox[-1].body)[0])
    page.get_by_role("button", name="Go on").click()


def test_an_address_nobody_has_gets_the_same_page_and_no_hint(page, live_server, state_agency):
    ask_for_a_code(page, live_server.url, "stranger@example.org")
    assert "stranger@example.org" in page.inner_text("main")
    assert faults_on(page) == []


def test_a_wrong_code_is_explained_and_the_page_stays(
    page, live_server, state_agency, team_member, mailoutbox
):
    ask_for_a_code(page, live_server.url, team_member.email)
    page.get_by_label("Code").fill("AAAA-AAAA")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="One thing to correct").wait_for()
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    assert faults_on(page) == []


def test_a_specialist_signs_in_sets_up_the_app_and_signs_out(
    page, live_server, state_agency, specialist, mailoutbox
):
    specialist.set_unusable_password()
    specialist.save()
    account_for(specialist.email)
    page.set_viewport_size({"width": 390, "height": 800})
    ask_for_a_code(page, live_server.url, specialist.email)
    assert faults_on(page) == []
    type_the_code(page, mailoutbox)

    page.get_by_role("heading", name="Set up the authenticator app").wait_for()
    assert faults_on(page) == []
    page.get_by_text("Type the key instead").click()
    secret = page.locator(".pl-secret").inner_text()
    page.get_by_label("Six-digit number").fill(number_from_the_app(secret))
    page.get_by_role("button", name="Set up").click()

    page.get_by_role("heading", name="Confirm that it is you").wait_for()
    assert faults_on(page) == []
    page.get_by_label("Number from the app").fill(number_from_the_app(secret))
    page.get_by_role("button", name="Confirm").click()

    page.get_by_role("heading", name="Recovery codes", level=1).wait_for()
    assert page.locator(".pl-codes li").count() == 10
    assert faults_on(page) == []
    page.get_by_role("link", name="I have kept them safe").click()
    page.get_by_role("heading", name="Account security").wait_for()
    assert "Set up" in page.inner_text("main")
    assert faults_on(page) == []

    page.locator("[data-menu] summary").click()
    assert faults_on(page) == []
    page.keyboard.press("Escape")
    assert page.locator("[data-menu][open]").count() == 0
    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").first.wait_for()

    ask_for_a_code(page, live_server.url, specialist.email)
    type_the_code(page, mailoutbox)
    page.get_by_role("heading", name="Second step").wait_for()
    assert faults_on(page) == []
