"""Passkeys in a real browser, under our own Content-Security-Policy, with Chromium's own key."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts.services import account_for
from tests.browser.looking import faults_on
from tests.browser.test_sign_in import ask_for_a_code, type_the_code
from tests.viewing import view_as

pytestmark = pytest.mark.django_db(transaction=True)
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def key(page):
    """A key in the computer whose owner is recognized."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    found = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return devtools, found["authenticatorId"]


@pytest.fixture
def faults(page):
    """Everything that the browser complains about, such as a script that the policy stopped."""
    said = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def show_the_key(page):
    page.get_by_role("heading", name="Confirm that it is you").wait_for()
    assert faults_on(page) == []
    page.get_by_role("button", name="Use your passkey or security key").click()


def test_a_specialist_adds_a_passkey_signs_out_and_signs_in_with_it_alone(
    page, live_server, state_agency, specialist, mailoutbox, key, faults
):
    specialist.set_unusable_password()
    specialist.save()
    account_for(specialist.email)
    page.set_viewport_size({"width": 390, "height": 800})
    ask_for_a_code(page, live_server.url, specialist.email)
    type_the_code(page, mailoutbox)
    page.get_by_role("link", name="Add a passkey or security key instead").click()

    page.get_by_role("heading", name="Add a passkey or security key").wait_for()
    assert faults_on(page) == []
    assert page.get_by_label("Sign in with it alone").is_checked()
    page.get_by_label("Name of the key").fill("Work laptop")
    page.get_by_role("button", name="Add the key").click()
    show_the_key(page)
    page.get_by_role("heading", name="Recovery codes", level=1).wait_for()
    assert Authenticator.objects.filter(user=specialist, type="webauthn").count() == 1

    page.goto(live_server.url + reverse("mfa_list_webauthn"))
    assert "Work laptop" in page.inner_text("main")
    assert "Passkey, signs in alone" in page.inner_text("main")
    assert faults_on(page) == []

    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(live_server.url + reverse("account_login"))
    letters = len(mailoutbox)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name=re.compile("^Good ")).wait_for()

    assert len(mailoutbox) == letters
    assert faults == []


def test_a_key_that_does_not_answer_is_said_in_words(page, live_server, state_agency, key, faults):
    devtools, authenticator = key
    devtools.send(
        "WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False}
    )
    page.goto(live_server.url + reverse("account_login"))
    assert faults_on(page) == []

    page.get_by_role("button", name="Sign in with a passkey").click()

    page.get_by_role("alert").get_by_text("The key was not used").wait_for()
    assert faults_on(page) == []


def test_a_key_answers_when_we_ask_once_more(
    page, live_server, state_agency, state_admin, specialist, mailoutbox, key, faults
):
    state_admin.set_unusable_password()
    state_admin.save()
    account_for(state_admin.email)
    ask_for_a_code(page, live_server.url, state_admin.email)
    type_the_code(page, mailoutbox)
    page.get_by_role("link", name="Add a passkey or security key instead").click()
    page.get_by_role("button", name="Add the key").click()
    show_the_key(page)
    page.get_by_role("heading", name="Recovery codes", level=1).wait_for()
    page.context.clear_cookies()
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name=re.compile("^Good ")).wait_for()

    page.goto(live_server.url + f"/view-as/{specialist.person.pk}/")
    show_the_key(page)
    page.get_by_role("heading", name="View as Dana Specialist").wait_for()
    assert faults == []


@pytest.mark.parametrize("width", [1280, 390])
def test_viewing_is_said_on_every_page_and_stopped_from_there(
    browse, live_server, state_agency, state_admin, specialist, cohort, width
):
    viewer = view_as(state_admin, specialist.person)
    page = browse(viewport={"width": width, "height": 800})
    cookie = {"name": "sessionid", "value": viewer.cookies["sessionid"].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    for address in ("/home/", cohort.get_absolute_url(), "/cohorts/new/"):
        page.goto(address)
        assert "You view as Dana Specialist until" in page.inner_text("body")
        assert faults_on(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.get_by_role("button", name="Stop viewing as Dana Specialist").click()

    page.get_by_role("heading", name="View as somebody").wait_for()
    assert faults_on(page) == []
    page.goto("/activity/")
    assert "stopped viewing as Dana Specialist" in page.inner_text("main")
    assert faults_on(page) == []
