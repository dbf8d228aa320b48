"""Pathways and offerings that every network starts with."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from cohorts.models import ApplicationForm, Offering, Pathway
from cohorts.services.application_form import load_application_forms
from cohorts.services.offering import make_offering, write_phase

DATA = Path(__file__).resolve().parent.parent / "data" / "pathways.json"
OF_A_PATHWAY = ("name", "description", "audience", "position")
OFFERED = ("name", "description", "unit", "length_months", "capacity", "team_min", "team_max")


@transaction.atomic
def load_pathways() -> None:
    """Bring the shipped pathways and offerings in. Safe to repeat: what is there already stays."""
    load_application_forms()
    for shipped in json.loads(DATA.read_text(encoding="utf-8"))["pathways"]:
        pathway, _ = Pathway.objects.get_or_create(
            code=shipped["code"], defaults={name: shipped[name] for name in OF_A_PATHWAY}
        )
        for offered in shipped["offerings"]:
            if not Offering.objects.filter(pathway=pathway, name=offered["name"]).exists():
                _offer(pathway, offered)


def _offer(pathway: Pathway, offered: dict[str, Any]) -> None:
    forms = ApplicationForm.objects.filter(code=offered["form"])
    offering = make_offering(
        pathway=pathway,
        starts_on=dt.date.fromisoformat(offered["starts_on"]),
        form=forms.order_by("-version").first(),
        team_rule=offered["team_rule"],
        by=None,
        **{name: offered[name] for name in OFFERED},
    )
    for phase in offered["phases"]:
        write_phase(offering, phase=None, by=None, **phase)
