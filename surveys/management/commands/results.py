"""manage.py results ADMINISTRATION [--by KIND|role|ITEM] [--json] [--raw --reason TEXT]"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from surveys.collection.models import Administration, FrameUnit
from surveys.instruments.questionnaire import ROLE
from surveys.results.models import Release
from surveys.results.pages import printed, printed_raw
from surveys.results.refusals import NoReason, UnknownSplit
from surveys.results.services.unrounded import unrounded_figures

if TYPE_CHECKING:
    from argparse import ArgumentParser

Kind = FrameUnit.Kind


class Command(BaseCommand):
    """Prints the released figures of a survey: those of every page, with the same ones hidden.

    With --raw, what no page shows: unrounded figures from the responses, nothing hidden. Whoever
    may start commands may do that, for a reason, and the log keeps it.
    """

    help = "Print the released figures of a survey, or for a reason the unrounded ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "administration",
            type=int,
            metavar="ADMINISTRATION",
            help="Number of a survey, as in its address.",
        )
        parser.add_argument(
            "--by",
            default=Kind.NETWORK,
            metavar="GROUP",
            help=f"Units to print ({', '.join(Kind.values)}), or {ROLE}; with --raw also the code "
            "of a question with one answer of a list. The network.",
        )
        parser.add_argument("--json", action="store_true", help="Print nothing but JSON.")
        parser.add_argument(
            "--raw",
            action="store_true",
            help="Unrounded figures from the responses, hidden by nothing; needs --reason.",
        )
        parser.add_argument("--reason", default="", metavar="TEXT", help="Why; it is logged.")

    def handle(self, *, administration: int, by: str, **options: Any) -> None:
        """Raises CommandError where nothing is released, or raw figures have no reason."""
        if options["raw"]:
            self._print_raw(administration, by, options)
            return
        if options["reason"]:
            raise CommandError("A reason is only asked for with --raw.")
        if by not in (*Kind.values, ROLE):
            raise CommandError(
                f"invalid choice: '{by}' (choose from {', '.join(Kind.values)}, {ROLE})"
            )
        found = Release.objects.current().filter(administration=administration)
        release = found.select_related("administration__version__instrument").first()
        if release is None:
            raise CommandError(
                f"Nothing is released of a survey {administration}. Release it on its page first."
            )
        kind = Kind.NETWORK if by == ROLE else Kind(by)
        rows = release.units.filter(unit__kind__in=[Kind.NETWORK, kind]).select_related("unit")
        units = [row for row in rows if row.unit.kind == kind]
        whole = next((row for row in rows if row.unit.parent_id is None), None)
        if options["json"]:
            told = printed.as_json(release, whole, units, by_role=by == ROLE)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for line in printed.lines(release, units):
            self.stdout.write(line)
        if by == ROLE:
            for line in printed.role_lines(release, whole):
                self.stdout.write(line)
        if not units:
            self.stdout.write(f"This survey has no units of the kind {kind.label.lower()}.")

    def _print_raw(self, number: int, by: str, options: dict[str, Any]) -> None:
        administration = Administration.objects.select_related("version").filter(pk=number).first()
        if administration is None:
            raise CommandError(f"There is no survey {number}.")
        try:
            told = unrounded_figures(administration, split=by, reason=options["reason"], by=None)
        except (NoReason, UnknownSplit) as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for line in printed_raw.lines(administration, told):
            self.stdout.write(line)
