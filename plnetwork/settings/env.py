"""Reads the environment, and refuses what it does not understand."""

import os
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
    """allauth's providers whose keys are set: GOOGLE_*, MICROSOFT_*, OIDC_* (id, secret).

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
    return providers


def sign_in_origins() -> list[str]:
    """Where a sign-in button may lead, for the Content-Security-Policy."""
    origins = []
    if "GOOGLE_CLIENT_ID" in os.environ:
        origins.append("https://accounts.google.com")
    if "MICROSOFT_CLIENT_ID" in os.environ:
        origins.append("https://login.microsoftonline.com")
    if "OIDC_CLIENT_ID" in os.environ:
        server = urlsplit(text("OIDC_SERVER_URL"))
        origins.append(f"{server.scheme}://{server.netloc}")
    return origins
