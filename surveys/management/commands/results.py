"""manage.py results ADMINISTRATION [--by KIND] [--json]"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from surveys.collection.models import FrameUnit
from surveys.results.models import Release
from surveys.results.pages import printed

if TYPE_CHECKING:
    from argparse import ArgumentParser

Kind = FrameUnit.Kind


class Command(BaseCommand):
    """Prints the released figures of a survey: those of every page, with the same ones hidden."""

    help = "Print the released figures of a survey."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "administration",
            type=int,
            metavar="ADMINISTRATION",
            help="Number of a survey, as in its address.",
        )
        parser.add_argument(
            "--by", choices=Kind.values, default=Kind.NETWORK, help="Units to print; the network."
        )
        parser.add_argument("--json", action="store_true", help="Print nothing but JSON.")

    def handle(self, *, administration: int, by: str, **options: Any) -> None:
        """Raises CommandError where nothing is released."""
        found = Release.objects.current().filter(administration=administration)
        release = found.select_related("administration__version__instrument").first()
        if release is None:
            raise CommandError(
                f"Nothing is released of a survey {administration}. Release it on its page first."
            )
        units = list(release.units.filter(unit__kind=by).select_related("unit"))
        if options["json"]:
            told = printed.as_json(release, units)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for line in printed.lines(release, units):
            self.stdout.write(line)
        if not units:
            self.stdout.write(f"This survey has no units of the kind {Kind(by).label.lower()}.")
