"""manage.py release_tables [ADMINISTRATION | --all] [--json]"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from surveys.collection.models import Administration
from surveys.results.stored import tables_of

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from surveys.results.engine.figures import Json


class Command(BaseCommand):
    """Prints every released cell with all that is published of it, so that anyone can attack it.

    Of one survey an object, of all a list of objects; the format is described in docs/surveys.md.
    """

    help = "Print every released cell of a survey, or of all, for checks of disclosure control."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "administration",
            nargs="?",
            type=int,
            metavar="ADMINISTRATION",
            help="Number of a survey, as in its address.",
        )
        parser.add_argument("--all", action="store_true", help="Every survey with a release.")
        parser.add_argument("--json", action="store_true", help="Print the cells, not a summary.")

    def handle(self, *, administration: int | None, **options: Any) -> None:
        """Raises CommandError for a number that is no survey's, or of none that is released."""
        if (administration is None) != options["all"]:
            raise CommandError("Name one survey by its number, or give --all.")
        surveys = Administration.objects.order_by("pk")
        if administration is not None:
            surveys = surveys.filter(pk=administration)
            if not surveys:
                raise CommandError(f"There is no survey {administration}.")
        found = {survey: tables for survey in surveys if (tables := tables_of(survey)) is not None}
        if administration is not None and not found:
            raise CommandError(f"Survey {administration} has not been released.")
        if options["json"]:
            every = list(found.values())
            self.stdout.write(json.dumps(every if options["all"] else every[0]))
            return
        for survey, tables in found.items():
            self.stdout.write(f"{survey.pk} {survey}: {_summary(tables)}")


def _summary(tables: Json) -> str:
    cells = tables["cells"]
    shown = sum(cell["n"] is not None for cell in cells)
    return f"{shown} of {len(cells)} cells shown, threshold {tables['threshold']}"
