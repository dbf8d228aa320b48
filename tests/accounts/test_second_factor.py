import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.urls import reverse

from accounts.services import account_for
from tests.accounts.test_sign_in import LOGIN, code_in

SET_UP = "/accounts/2fa/totp/activate/"
STAFF = [
    "state_admin",
    "state_viewer",
    "evaluator",
    "partner_facilitator",
    "esc_director",
    "specialist",
    "district_leader",
]


def set_up(user):
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


@pytest.mark.parametrize("who", STAFF)
def test_staff_set_up_a_second_factor_before_they_see_data(request, client, who, cohort):
    client.force_login(request.getfixturevalue(who))

    for page in ("home", "cohorts:list"):
        assert client.get(reverse(page)).url == SET_UP
    assert client.get(cohort.get_absolute_url()).url == SET_UP


@pytest.mark.parametrize("who", ["team_member", "team_lead", "school_leader"])
def test_those_of_one_school_are_not_asked(request, client, who, cohort):
    client.force_login(request.getfixturevalue(who))

    assert client.get(cohort.get_absolute_url()).status_code == 200


def test_with_a_second_factor_the_data_is_there(client, state_admin, cohort):
    set_up(state_admin)
    client.force_login(state_admin)

    assert client.get(cohort.get_absolute_url()).status_code == 200


def test_the_page_to_set_it_up_is_open(client, state_admin):
    client.force_login(state_admin)

    assert client.get(SET_UP).status_code in {200, 302}
    assert client.get(SET_UP, follow=True).status_code == 200


@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 302)])
def test_the_demos_own_sign_in_passes_only_in_the_demo(
    signed_in, settings, state_admin, cohort, demo, status
):
    client = signed_in(state_admin)
    settings.DEMO = demo
    settings.SECURE_SSL_REDIRECT = False

    assert client.get(cohort.get_absolute_url()).status_code == status


def test_after_the_code_by_mail_staff_are_asked_for_the_second_factor(client, state_admin):
    account_for(state_admin.email)
    secret = set_up(state_admin)
    client.post(LOGIN, {"login": state_admin.email})
    second = client.post("/accounts/login/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert second.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session

    counter = next(yield_hotp_counters_from_time())
    client.post(second.url, {"code": f"{hotp_value(secret, counter):06d}"})
    assert client.session["_auth_user_id"] == str(state_admin.pk)
    assert Authenticator.objects.filter(user=state_admin).count() == 1
