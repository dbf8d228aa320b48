"""`/healthz` on real servers, and with each of them away."""

from contextlib import suppress

import pytest
from django.db import DataError, connection
from django.urls import reverse

from plnetwork.local import processes

pytestmark = pytest.mark.django_db


def test_everything_is_well(client):
    answer = client.get(reverse("healthz"))
    assert answer.status_code == 200
    assert answer.json() == {"web": "well", "database": "well", "broker": "well"}
    assert "no-store" in answer["Cache-Control"]


def test_missing_broker_is_named(client, settings):
    settings.CELERY_BROKER_URL = f"redis://:secret@127.0.0.1:{processes.free_port()}/0"
    answer = client.get(reverse("healthz"))
    assert answer.status_code == 503
    assert answer.json()["broker"] == "no answer (ConnectionError)"
    assert "secret" not in answer.content.decode()


def test_database_that_refuses_is_named(client):
    with suppress(DataError), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")  # PostgreSQL now refuses everything until the rollback
    answer = client.get(reverse("healthz"))
    assert answer.status_code == 503
    assert answer.json()["database"] == "no answer (InternalError)"
