"""`manage.py import_history FILE`: the agency lists of many years, every agency once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from core.progress import track
from network.directory.files import Choices, Refused
from network.services.directory_import import Source, import_files
from network.services.directory_report import COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.core.management.base import CommandParser

    from network.services.directory_report import Report


class Command(BaseCommand):
    """A dry run unless --commit; exit status 1 when rows are faulty, 2 when a file is refused."""

    help = "Import an NCES agency list of many years: newest facts, and what each year tells."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--commit", action="store_true", help="Write the rows.")
        parser.add_argument("--json", action="store_true", help="Print the report as JSON.")
        parser.add_argument("--close-missing", action="store_true", help="Close who is gone.")
        parser.add_argument("--accept-file", action="store_true", help="Overwrite hand edits too.")
        parser.add_argument(
            "--confirm-guesses", action="store_true", help="Remember guessed service centers."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, import it, tell what happened."""
        try:
            source = Source(options["file"].name, options["file"].read_bytes())
            (report,) = import_files(
                [source],
                year=None,
                commit=options["commit"],
                confirm_guesses=options["confirm_guesses"],
                closes_missing=options["close_missing"],
                accepts_all=options["accept_file"],
                choices=Choices(reader="ccd_history", track=_bar),
            )
        except (OSError, *Refused) as refused:
            raise CommandError(f"Nothing was written. {refused}", returncode=2) from refused
        if options["json"]:
            told = {**report.as_dict(), "changes": [], "committed": options["commit"]}
            self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
        else:
            self._print_words(report, committed=options["commit"])
        if faulty := len(report.faulty):
            raise CommandError(f"{faulty} faulty rows are left out.", returncode=1)

    def _print_words(self, report: Report, *, committed: bool) -> None:
        told = report.history
        counts = ", ".join(f"{report.counts[what]:,} {what}" for what in COUNTED)
        events = ", ".join(f"{count:,} {what}" for what, count in sorted(told["events"].items()))
        self.stdout.write(
            f"{report.rows:,} rows of {told['years']} years, {told['first_year']} to "
            f"{told['last_year']}: {told['agencies']:,} agencies"
        )
        self.stdout.write(f"  agencies: {counts}")
        self.stdout.write(f"  events: {events}; {report.events:,} of them new or corrected")
        self.stdout.write(f"  {report.counts['vanished']:,} are not in the list of the last year")
        for note in report.notes:
            self.stdout.write(f"  {note}")
        for fault in report.faulty[:20]:
            self.stdout.write(f"  Row {fault['row']}, {fault['column']}: {fault['reason']}")
        self.stdout.write("Written." if committed else "Nothing was written: add --commit.")


def _bar(rows: Sequence[Any]) -> Iterable[Any]:
    return track(rows, total=len(rows), doing="Reading")
