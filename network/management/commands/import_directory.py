"""`manage.py import_directory FILE…`: the same import as in the browser, for nightly refreshes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from network.directory.columns import LIST_NAMES
from network.directory.files import Refused, YearNeeded
from network.services.directory_import import Source, import_files
from network.services.directory_report import ALSO_COUNTED, COUNTED

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from network.services.directory_report import Report

SHOWN = 20
ALSO_WORDS = {
    "renamed": "renamed",
    "status_changed": "status changed",
    "reopened": "reopened",
    "vanished": "vanished",
    "kept": "values kept as edited here",
}


class Command(BaseCommand):
    """A dry run unless --commit; exit status 1 when rows are faulty, 2 when a file is refused."""

    help = "Import directory lists (CSV or XLSX). Nothing is written without --commit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--year", type=int, help="School year of a list that holds several.")
        parser.add_argument("--commit", action="store_true", help="Write the rows.")
        parser.add_argument("--json", action="store_true", help="Print the report as JSON.")
        parser.add_argument(
            "--confirm-guesses",
            action="store_true",
            help="Remember what service agencies were guessed to be, as if confirmed by hand.",
        )

        parser.add_argument(
            "--close-missing",
            action="store_true",
            help="Close what the newest earlier list named and this one does not.",
        )
        parser.add_argument(
            "--accept-file",
            action="store_true",
            help="Take the file's values also where they were edited by hand.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the files, import them, tell what happened."""
        try:
            sources = [Source(path.name, path.read_bytes()) for path in options["files"]]
            reports = import_files(
                sources,
                year=options["year"],
                commit=options["commit"],
                confirm_guesses=options["confirm_guesses"],
                closes_missing=options["close_missing"],
                accepts_all=options["accept_file"],
            )
        except (OSError, *Refused) as refused:
            if options["json"]:
                self._print_json([], committed=False, error=str(refused))
            hint = " Add --year." if isinstance(refused, YearNeeded) else ""
            raise CommandError(f"Nothing was written. {refused}{hint}", returncode=2) from refused
        if options["json"]:
            self._print_json(reports, committed=options["commit"])
        else:
            self._print_words(reports, committed=options["commit"])
        if faulty := sum(len(report.faulty) for report in reports):
            rows = "1 row is" if faulty == 1 else f"{faulty} rows are"
            raise CommandError(f"{rows} faulty and left out.", returncode=1)

    def _print_json(self, reports: list[Report], *, committed: bool, error: str = "") -> None:
        told = [report.as_dict() for report in reports]
        for report in told:
            # Additions are counted; listing thousands of them would drown the changes.
            report["changes"] = [line for line in report["changes"] if line["what"] != "added"]
        document = {
            "committed": committed,
            "files": told,
            "counts": {
                what: sum(report.counts[what] for report in reports)
                for what in (*COUNTED, *ALSO_COUNTED)
            },
            "faulty": [fault for report in told for fault in report["faulty"]],
        }
        if error:
            document["error"] = error
        self.stdout.write(json.dumps(document, indent=2, ensure_ascii=False))

    def _print_words(self, reports: list[Report], *, committed: bool) -> None:
        for report in reports:
            year = f", {report.year}" if report.year else ""
            name = LIST_NAMES[report.reader]
            self.stdout.write(f"{report.file} ({name}{year}, {report.encoding})")
            for noun, counts in report.by_kind.items():
                told = ", ".join(f"{counts[what]:,} {what}" for what in COUNTED)
                self.stdout.write(f"  {noun}: {told}")
            also = [f"{report.counts[what]:,} {ALSO_WORDS[what]}" for what in ALSO_COUNTED]
            self.stdout.write(f"  of these: {', '.join(also)}")
            self._print_vanished(report)
            if report.not_in_file:
                self.stdout.write(f"  {report.not_in_file:,} of the directory not in this file")
            for note in report.notes:
                self.stdout.write(f"  {note}")
            self._print_guesses(report)
            self._print_faults(report)
        self.stdout.write("Written." if committed else "Nothing was written: add --commit.")

    def _print_vanished(self, report: Report) -> None:
        for line in report.vanished[:SHOWN]:
            told = "closed" if line["is_closing"] else f"stays {line['status'].lower()}"
            self.stdout.write(f"  Vanished: {line['name']} ({line['nces_id']}), {told}")
        if (more := len(report.vanished) - SHOWN) > 0:
            self.stdout.write(f"  and {more} more that vanished")

    def _print_guesses(self, report: Report) -> None:
        guessed = [agency for agency in report.unconfirmed if not agency["is_known"]]
        if guessed:
            centers = sum(bool(agency["is_service_center"]) for agency in guessed)
            self.stdout.write(
                f"  {len(guessed)} service agencies guessed by name: {centers} service centers, "
                f"{len(guessed) - centers} other agencies"
            )

    def _print_faults(self, report: Report) -> None:
        for fault in sorted(report.faulty, key=_row)[:SHOWN]:
            self.stdout.write(
                f"  Row {fault['row']}, {fault['column']} “{fault['value']}”: {fault['reason']}"
            )
        if (more := len(report.faulty) - SHOWN) > 0:
            self.stdout.write(f"  and {more} more faulty rows")


def _row(fault: dict[str, Any]) -> int:
    row: int = fault["row"]
    return row
