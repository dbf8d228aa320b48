"""Pathways and offerings that every network starts with."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from django.db import transaction

from cohorts.models import Offering, Pathway

DATA = Path(__file__).resolve().parent.parent / "data" / "pathways.json"
OFFERED = ("length_months", "capacity", "team_min", "team_max")


@transaction.atomic
def load_pathways() -> None:
    """Bring the shipped pathways and offerings in. Safe to repeat: what is there already stays."""
    for shipped in json.loads(DATA.read_text(encoding="utf-8"))["pathways"]:
        pathway, _ = Pathway.objects.get_or_create(
            code=shipped["code"],
            defaults={name: shipped[name] for name in ("name", "description", "position")},
        )
        for offered in shipped["offerings"]:
            Offering.objects.get_or_create(
                pathway=pathway,
                name=offered["name"],
                defaults={
                    "starts_on": dt.date.fromisoformat(offered["starts_on"]),
                    **{name: offered[name] for name in OFFERED},
                },
            )
