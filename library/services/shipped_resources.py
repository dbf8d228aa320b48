"""Resources and moves that every network starts with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from core import clock
from library.models import Resource
from network.models import Component, Indicator

DATA = Path(__file__).resolve().parent.parent / "data" / "resources.json"
FACTS = ("kind", "title", "summary", "minutes", "url", "audiences", "source")


@transaction.atomic
def load_resources() -> None:
    """Add what is missing of the shipped ones. Safe to repeat: what is there already stays.

    They point at the framework in use; where it is not loaded, they carry no tags.
    """
    for shipped in json.loads(DATA.read_text(encoding="utf-8"))["resources"]:
        facts = {name: shipped[name] for name in FACTS}
        facts["steps"] = "\n".join(shipped["steps"])
        decided = {"state": Resource.State.PUBLISHED, "decided_at": clock.now()}
        resource, is_new = Resource.objects.get_or_create(
            shipped_as=shipped["code"], defaults=facts | decided
        )
        if is_new:
            _tag(resource, shipped)


def _tag(resource: Resource, shipped: dict[str, Any]) -> None:
    current = Indicator.objects.filter(component__version__is_current=True)
    indicators = list(current.filter(code__in=shipped["indicators"]).select_related("component"))
    components = Component.objects.filter(version__is_current=True, code__in=shipped["components"])
    resource.indicators.set(indicators)
    resource.components.set({*components, *(one.component for one in indicators)})
