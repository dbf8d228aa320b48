"""The demo's own doors sign in the people of its list alone, and are gone when DEMO is off."""

import pytest
from django.urls import reverse

from plnetwork.demo import cast
from tests.factories.network import UserFactory

SIGN_IN = reverse("demo-sign-in")


@pytest.fixture
def listed(db):
    """Somebody on the list."""
    return UserFactory(email=cast.addresses()[0])


def test_the_list_signs_in_whom_it_names(client, listed):
    assert client.post(SIGN_IN, {"email": listed.email}).url == reverse("home")
    assert client.session["_auth_user_id"] == str(listed.pk)


@pytest.mark.parametrize("email", ["", "renata@other.example", "%", None])
def test_the_list_signs_in_nobody_else(client, listed, state_admin, email):
    answer = client.post(SIGN_IN, {"email": email or state_admin.email})

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_signing_in_begins_a_new_session(client, listed):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key

    client.post(SIGN_IN, {"email": listed.email})

    assert client.session.session_key != planted


def test_without_the_demo_its_doors_do_not_exist(client, listed, demo_mail_name, settings):
    settings.DEMO = False

    assert client.get(SIGN_IN).status_code == 404
    assert client.post(SIGN_IN, {"email": listed.email}).status_code == 404
    assert client.get(reverse("demo-mailbox")).status_code == 404
    assert client.get(reverse("demo-mail", args=[demo_mail_name])).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["..%2f..%2fletter", "..", "../letter.eml"])
def test_a_letters_name_leads_out_of_no_folder(client, db, demo_mail_name, name):
    assert client.get(f"/demo/mailbox/{name}/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/../home/",
        "//home/",
        "/home/?next=/accounts/",
        "/demo/../home/",
        "/answer/../home/",
    ],
)
def test_no_spelling_of_a_page_goes_round_the_second_factor(client, state_admin, path):
    client.force_login(state_admin)

    assert client.get(path).status_code in {302, 404}


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_signing_in_leads_nowhere_else(client, newcomer, elsewhere):
    client.force_login(newcomer)

    answer = client.get(reverse("account_login"), {"next": elsewhere})

    assert "evil" not in answer.headers.get("Location", "")
