"""What production refuses, and what it tells every browser. Each in a process of its own."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "DEMO": "0",
    "SECRET_KEY": "4uq0-production-secret-of-nobody-4uq0",
    "ALLOWED_HOSTS": "pl.example.org",
    "SITE_URL": "https://pl.example.org",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
ASK = """
import json, django
from django.conf import settings
django.setup()
from django.test import Client
answer = Client(headers={"host": "pl.example.org"}).get("/home/", secure=True)
names = "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT DEBUG".split()
print(json.dumps([{name: getattr(settings, name) for name in names}, dict(answer.headers)]))
"""

KNOCK = """
import sys
from plnetwork.wsgi import application
from django.test import RequestFactory
knock = RequestFactory(headers={"x-forwarded-for": sys.argv[1]}).get("/home/").environ
knock["REMOTE_ADDR"] = sys.argv[2]
application(knock, print)
print(knock["REMOTE_ADDR"])
"""


def start(code, *args, **environment):
    """Run code under these variables alone; None takes one away."""
    given = {name: value for name, value in environment.items() if value is not None}
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        env={**kept, "DJANGO_SETTINGS_MODULE": "plnetwork.settings", **given},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        *((name, None, f"Set the environment variable {name}") for name in [*PRODUCTION][1:]),
        ("SECRET_KEY", "demo-only-and-known-to-everybody", "SECRET_KEY can be guessed"),
        ("SECRET_KEY", "", "SECRET_KEY can be guessed"),
        ("ALLOWED_HOSTS", " , ", "ALLOWED_HOSTS is empty"),
        ("DEMO", "perhaps", "DEMO must be 1 or 0"),
    ],
)
def test_production_does_not_start_without(name, value, words):
    started = start("import plnetwork.settings", **{**PRODUCTION, name: value})

    assert started.returncode != 0
    assert words in started.stderr


@pytest.fixture(scope="module")
def production():
    started = start(ASK, **PRODUCTION)
    assert started.returncode == 0, started.stderr
    return json.loads(started.stdout)


def test_production_sends_cookies_over_tls_alone(production):
    assert production[0] == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "DEBUG": False,
    }


def test_production_tells_browsers_to_be_strict(production):
    headers = production[1]
    policy = headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "object-src 'none'" in policy
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        ("", "198.51.100.7", "10.0.0.9"),
        ("10.0.0.9", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.0/8", "1.2.3.4, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7", "10.0.0.9"),
    ],
    ids=["nobody", "the proxy", "a made-up first address", "another proxy"],
)
def test_whose_word_about_the_visitors_address_is_believed(proxies, forwarded, counted):
    given = {**PRODUCTION, "ALLOWED_HOSTS": "testserver", "TRUSTED_PROXIES": proxies}
    started = start(KNOCK, forwarded, "10.0.0.9", **given)

    assert started.returncode == 0, started.stderr
    assert started.stdout.splitlines()[-1] == counted
