"""Reads the environment, and refuses what it does not understand."""

import os
from importlib.util import find_spec
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KNOWN_TO_ALL = "demo-only-and-known-to-everybody"
SHORTEST_SECRET = 32


def text(name: str, default: str | None = None) -> str:
    """The variable's value; raises ImproperlyConfigured when it is missing and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Yes or no, in the usual spellings; raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def words(name: str, default: str | None = "") -> list[str]:
    """A comma-separated list without empty parts; without a default it must not be empty."""
    parts = [part.strip() for part in text(name, default).split(",") if part.strip()]
    if default is None and not parts:
        raise ImproperlyConfigured(f"{name} is empty. Name at least one.")
    return parts


def secret(name: str, *, demo: bool) -> str:
    """A secret of at least 32 characters; the demo has a known one, which only the demo takes."""
    value = text(name, KNOWN_TO_ALL if demo else None)
    if not demo and (value == KNOWN_TO_ALL or len(value) < SHORTEST_SECRET):
        raise ImproperlyConfigured(
            f"{name} can be guessed. Use {SHORTEST_SECRET} random characters or more."
        )
    return value


def sign_in_providers() -> dict[str, dict[str, object]]:
    """allauth's providers whose keys are set: GOOGLE_*, MICROSOFT_*, OIDC_* (id, secret),
    SAML_*.

    Microsoft needs MICROSOFT_TENANT: only of one's own tenant may an address be believed.
    """
    providers: dict[str, dict[str, object]] = {}
    if client_id := os.environ.get("GOOGLE_CLIENT_ID"):
        app: dict[str, object] = {"client_id": client_id, "secret": text("GOOGLE_CLIENT_SECRET")}
        providers["google"] = {"APPS": [app]}
    if client_id := os.environ.get("MICROSOFT_CLIENT_ID"):
        app = {
            "client_id": client_id,
            "secret": text("MICROSOFT_CLIENT_SECRET"),
            "settings": {"tenant": text("MICROSOFT_TENANT")},
        }
        providers["microsoft"] = {"APPS": [app], "VERIFIED_EMAIL": True}
    if client_id := os.environ.get("OIDC_CLIENT_ID"):
        app = {
            "provider_id": "oidc",
            "name": os.environ.get("OIDC_NAME", "Single sign-on"),
            "client_id": client_id,
            "secret": text("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": text("OIDC_SERVER_URL")},
        }
        providers["openid_connect"] = {"APPS": [app]}
    if entity_id := os.environ.get("SAML_ENTITY_ID"):
        providers["saml"] = {"APPS": [_saml_app(entity_id)]}
    return providers


def _saml_app(entity_id: str) -> dict[str, object]:
    """An identity provider that speaks SAML 2.0.

    SECURITY: it says who somebody is, so it is believed only for the domains that are named, and
    only what it has signed.
    """
    return {
        "provider_id": entity_id,
        "name": os.environ.get("SAML_NAME", "Single sign-on"),
        "client_id": "network",  # a part of our addresses
        "settings": {
            "idp": {
                "entity_id": entity_id,
                "sso_url": text("SAML_SSO_URL"),
                "x509cert": text("SAML_CERTIFICATE"),
            },
            "verified_email": words("SAML_EMAIL_DOMAINS", None),
            "use_nameid_for_email": True,
            "advanced": {"want_assertion_signed": True, "want_name_id": True},
        },
    }


def sign_in_apps() -> list[str]:
    """allauth's apps that only some sites need; SAML is an extra, because its packages are large.

    Raises ImproperlyConfigured when SAML is configured and its package is missing.
    """
    if "SAML_ENTITY_ID" not in os.environ:
        return []
    if find_spec("onelogin") is None:
        raise ImproperlyConfigured(
            "SAML_ENTITY_ID is set, but the packages for SAML are missing. Install them with "
            "pip install 'django-allauth[saml]', or unset SAML_ENTITY_ID."
        )
    return ["allauth.socialaccount.providers.saml"]


def sign_in_origins() -> list[str]:
    """Where a sign-in button may lead, for the Content-Security-Policy."""
    origins = []
    if "GOOGLE_CLIENT_ID" in os.environ:
        origins.append("https://accounts.google.com")
    if "MICROSOFT_CLIENT_ID" in os.environ:
        origins.append("https://login.microsoftonline.com")
    if "OIDC_CLIENT_ID" in os.environ:
        origins.append(_origin(text("OIDC_SERVER_URL")))
    if "SAML_ENTITY_ID" in os.environ:
        origins.append(_origin(text("SAML_SSO_URL")))
    return origins


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
