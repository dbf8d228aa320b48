"""manage.py recount [ADMINISTRATION …] [--mend] [--json]"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from surveys.collection.models import Administration
from surveys.collection.recount import mend, recount

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Counts all responses again and compares with the tallies; exit status 1 on a difference.

    With --mend, tallies that differ are written anew; status 1 only if they still differ.
    """

    help = "Count all responses again and compare with the tallies."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "administrations",
            nargs="*",
            type=int,
            metavar="ADMINISTRATION",
            help="Numbers of surveys, as in their addresses; all without.",
        )
        parser.add_argument(
            "--mend", action="store_true", help="Write tallies that differ anew from the responses."
        )
        parser.add_argument("--json", action="store_true", help="Print nothing but JSON.")

    def handle(self, *, administrations: list[int], **options: Any) -> None:
        """Raises CommandError for a number that is no survey's."""
        asked = _asked(administrations)
        differences = {}
        mended = 0
        for administration in asked:
            lines = recount(administration)
            if lines and options["mend"]:
                mend(administration)
                mended += 1
                lines = recount(administration)
            if lines:
                differences[administration.pk] = lines
            if not options["json"]:
                for line in lines:
                    self.stdout.write(f"{administration}: {line}")
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {"administrations": len(asked), "mended": mended, "differences": differences}
                )
            )
        else:
            told = f" Mended: {mended}." if options["mend"] else ""
            self.stdout.write(
                f"Surveys counted: {len(asked)}.{told} With differences: {len(differences)}."
            )
        if differences:
            raise SystemExit(1)


def _asked(numbers: list[int]) -> list[Administration]:
    every = Administration.objects.select_related("version__instrument").order_by("pk")
    if not numbers:
        return list(every)
    found = list(every.filter(pk__in=numbers))
    if unknown := set(numbers) - {administration.pk for administration in found}:
        raise CommandError(f"No survey has the number {', '.join(map(str, sorted(unknown)))}.")
    return found
