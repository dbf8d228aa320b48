from importlib.util import find_spec

import pytest
from django.core.exceptions import ImproperlyConfigured

from plnetwork.settings import env

KEYS = {
    "GOOGLE_CLIENT_ID": "g",
    "GOOGLE_CLIENT_SECRET": "s",
    "MICROSOFT_CLIENT_ID": "m",
    "MICROSOFT_CLIENT_SECRET": "s",
    "MICROSOFT_TENANT": "our-tenant",
    "OIDC_CLIENT_ID": "o",
    "OIDC_CLIENT_SECRET": "s",
    "OIDC_SERVER_URL": "https://sign-in.example/realms/ohio",
    "OIDC_NAME": "Ohio account",
}
SAML = {
    "SAML_ENTITY_ID": "https://idp.example/metadata",
    "SAML_SSO_URL": "https://idp.example/sso",
    "SAML_CERTIFICATE": "MIIC",
    "SAML_EMAIL_DOMAINS": "kettle.example, fallow.example",
}


@pytest.fixture
def keys(monkeypatch):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)


def test_without_keys_there_is_no_provider():
    assert env.sign_in_providers() == {}
    assert env.sign_in_origins() == []


def test_each_provider_with_keys_is_there_and_may_be_led_to(keys):
    assert sorted(env.sign_in_providers()) == ["google", "microsoft", "openid_connect"]
    assert env.sign_in_origins() == [
        "https://accounts.google.com",
        "https://login.microsoftonline.com",
        "https://sign-in.example",
    ]


@pytest.fixture
def saml(monkeypatch):
    for name, value in SAML.items():
        monkeypatch.setenv(name, value)


def test_saml_is_believed_only_what_it_signed_and_only_for_the_named_domains(saml):
    [app] = env.sign_in_providers()["saml"]["APPS"]

    assert app["settings"]["verified_email"] == ["kettle.example", "fallow.example"]
    assert app["settings"]["advanced"]["want_assertion_signed"]
    assert env.sign_in_origins() == ["https://idp.example"]


@pytest.mark.parametrize("missing", ["SAML_SSO_URL", "SAML_CERTIFICATE"])
def test_half_configured_saml_is_refused(saml, monkeypatch, missing):
    monkeypatch.delenv(missing)

    with pytest.raises(ImproperlyConfigured, match=missing):
        env.sign_in_providers()


def test_saml_without_domains_to_believe_is_refused(saml, monkeypatch):
    monkeypatch.setenv("SAML_EMAIL_DOMAINS", " , ")

    with pytest.raises(ImproperlyConfigured, match="SAML_EMAIL_DOMAINS is empty"):
        env.sign_in_providers()


def test_saml_without_its_package_is_refused_in_words(saml):
    if find_spec("onelogin"):
        pytest.skip("The package is installed here.")

    with pytest.raises(ImproperlyConfigured, match=r"pip install 'django-allauth\[saml\]'"):
        env.sign_in_apps()


def test_without_saml_its_app_is_not_there():
    assert env.sign_in_apps() == []


@pytest.mark.parametrize("missing", ["GOOGLE_CLIENT_SECRET", "MICROSOFT_TENANT", "OIDC_SERVER_URL"])
def test_a_half_configured_provider_is_refused(keys, monkeypatch, missing):
    monkeypatch.delenv(missing)

    with pytest.raises(ImproperlyConfigured, match=missing):
        env.sign_in_providers()


def test_configured_providers_are_offered_on_the_sign_in_page(client, db, keys, settings):
    settings.SOCIALACCOUNT_PROVIDERS = env.sign_in_providers()

    text = client.get("/accounts/login/").text

    for word in ("Google", "Microsoft", "Ohio account"):
        assert word in text
