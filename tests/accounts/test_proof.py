"""Asking once more before rights are given: suspended, asked, done."""

import time

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from network.models import ViewAs
from tests.accounts.test_second_factor import set_up

ASK = "/accounts/2fa/reauthenticate/"


@pytest.fixture
def secret(state_admin):
    state_admin.set_unusable_password()
    state_admin.save()
    return set_up(state_admin)


@pytest.fixture
def admin(client, state_admin, secret):
    """Signed in the real way some time ago, so nothing was proven lately."""
    client.force_login(state_admin)
    return client


def number(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_what_gives_rights_waits_until_the_factor_is_shown_and_then_goes_on(
    admin, secret, specialist
):
    door = f"/view-as/{specialist.person.pk}/"

    asked = admin.post(door, {"reason": "They asked"}, follow=True)

    assert not ViewAs.objects.exists()
    assert asked.redirect_chain[-1][0].startswith(ASK)
    assert asked.status_code == 200
    assert "What comes next needs it once more" in asked.text
    assert "changes how you sign in, so" not in asked.text

    done = admin.post(ASK, {"code": number(secret), "next": door})

    assert done.url == "/home/"
    assert ViewAs.objects.get().reason == "They asked"


def test_a_wrong_number_does_nothing(admin, specialist):
    door = f"/view-as/{specialist.person.pk}/"
    admin.post(door, {"reason": "They asked"})

    again = admin.post(ASK, {"code": "000000", "next": door})

    assert again.status_code == 200
    assert not ViewAs.objects.exists()


def test_a_proof_holds_for_some_minutes_and_no_longer(admin, state_admin, secret):
    assert admin.get("/activity/list.csv").url.startswith(ASK)
    admin.post(ASK, {"code": number(secret), "next": "/activity/list.csv"})
    assert admin.get("/activity/list.csv").status_code == 200

    session = admin.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 3600
    session.save()

    assert admin.get("/activity/list.csv").status_code == 302
