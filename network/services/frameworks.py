"""Loading the frameworks that we ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from network.models import Component, Framework, FrameworkVersion, Indicator

SHIPPED = Path(__file__).parent.parent / "data" / "frameworks.json"


@transaction.atomic
def load_frameworks() -> None:
    """Add what is missing of the shipped frameworks. Never overwrites what an operator typed.

    Safe to repeat: a row that exists is left alone, its texts included.
    """
    for shipped in json.loads(SHIPPED.read_text(encoding="utf-8"))["frameworks"]:
        framework, _ = Framework.objects.get_or_create(
            code=shipped["code"], defaults={"name": shipped["name"]}
        )
        for position, version in enumerate(shipped["versions"], start=1):
            _load_version(framework, version, position)


def _load_version(framework: Framework, shipped: dict[str, Any], position: int) -> None:
    # An operator may have made a later version the current one; there is only ever one.
    is_current = shipped["is_current"] and not framework.versions.filter(is_current=True).exists()
    version, _ = FrameworkVersion.objects.get_or_create(
        framework=framework,
        code=shipped["code"],
        defaults={
            "name": shipped["name"],
            "position": position,
            "is_current": is_current,
            "source": shipped["source"],
        },
    )
    for part in shipped["components"]:
        component, _ = Component.objects.get_or_create(
            version=version, code=part["code"], defaults={"name": part["name"]}
        )
        for code, label in part["indicators"].items():
            Indicator.objects.get_or_create(
                component=component, code=code, defaults={"label": label}
            )
