"""manage.py recount_tallies [--json]"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from surveys.collection.models import Administration
from surveys.collection.recount import recount

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Counts all responses again and compares with the tallies; exit status 1 on a difference."""

    help = "Count all responses again and compare with the tallies."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print nothing but JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = {
            administration: recount(administration)
            for administration in Administration.objects.order_by("pk")
        }
        differences = {survey.pk: lines for survey, lines in found.items() if lines}
        if options["json"]:
            report = {"administrations": len(found), "differences": differences}
            self.stdout.write(json.dumps(report))
        else:
            for survey, lines in found.items():
                for line in lines:
                    self.stdout.write(f"{survey}: {line}")
            self.stdout.write(f"{len(found)} surveys counted, {len(differences)} differ.")
        if differences:
            raise SystemExit(1)
