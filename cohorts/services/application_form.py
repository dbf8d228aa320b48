"""The application forms that every network starts with."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import transaction

from cohorts.models import ApplicationForm

DATA = Path(__file__).resolve().parent.parent / "data" / "application_forms.json"


@transaction.atomic
def load_application_forms() -> None:
    """Bring the shipped forms in, once a version. Safe to repeat: an edition there never changes,
    so that what was answered keeps its questions."""
    for shipped in json.loads(DATA.read_text(encoding="utf-8"))["forms"]:
        ApplicationForm.objects.get_or_create(
            code=shipped["code"],
            version=shipped["version"],
            defaults={name: shipped[name] for name in ("title", "parts", "criteria")},
        )
