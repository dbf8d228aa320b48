"""manage.py import_responses FILE --instrument CODE --map MAP.json [--commit] [--json]"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from surveys.collection.arrivals.map_file import read_map
from surveys.collection.arrivals.words import lines_of
from surveys.collection.refusals import CannotBringIn, Refusal
from surveys.collection.services.arrivals import Source, bring_in, dry_run
from surveys.instruments.models import Instrument

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from surveys.collection.arrivals.report import Report
    from surveys.collection.models import Administration


class Command(BaseCommand):
    """A dry run unless --commit; exit status 1 when rows are faulty, 2 when nothing is taken."""

    help = "Bring in answers (CSV, XLSX, XLS, SPSS). Nothing is written without --commit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--instrument", required=True, metavar="CODE")
        parser.add_argument("--map", required=True, type=Path, metavar="MAP.json")
        parser.add_argument("--commit", action="store_true", help="Write the answers.")
        parser.add_argument("--json", action="store_true", help="Print the report as JSON.")

    def handle(self, *, file: Path, instrument: str, map: Path, **options: Any) -> None:
        """Raises CommandError for what cannot be used as a whole."""
        try:
            told = read_map(Path(map).read_bytes())
            form = _instrument(instrument)
            administration, report = self._work(
                form, Source(Path(file), Path(file).name), told, commit=options["commit"]
            )
        except (OSError, Refusal) as refused:
            if options["json"]:
                self._print_json({"error": str(refused), "committed": False})
            raise CommandError(f"Nothing was written. {refused}", returncode=2) from refused
        if options["json"]:
            number = administration.pk if administration else None
            committed = {"committed": administration is not None, "administration": number}
            self._print_json({**committed, **report.as_dict()})
        else:
            for line in lines_of(report):
                self.stdout.write(line)
            if administration:
                self.stdout.write(f"Written as survey {administration.pk}, “{administration}”.")
            else:
                self.stdout.write("Nothing was written. Add --commit to write the answers.")
        if not report.is_clean:
            raise CommandError(f"Left out for faults: {report.faulty.count:,}.", returncode=1)

    def _work(
        self, instrument: Instrument, source: Source, told: Any, *, commit: bool
    ) -> tuple[Administration | None, Report]:
        with tqdm(desc=source.name, unit="row", disable=None) as bar:

            def tell(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            if commit:
                return bring_in(instrument, source, told, by=None, tell=tell)
            return None, dry_run(instrument, source, told, tell=tell)

    def _print_json(self, told: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))


def _instrument(code: str) -> Instrument:
    found = Instrument.objects.filter(code__iexact=code).first()
    if found is None:
        known = ", ".join(Instrument.objects.order_by("code").values_list("code", flat=True))
        raise CannotBringIn(f"There is no instrument {code}. There are {known}.")
    return found
