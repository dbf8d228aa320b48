"""manage.py import_instrument FILE [--code CODE] [--name NAME] [--commit] [--json]"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from surveys.instruments.formats.reading import LARGEST, understand
from surveys.instruments.formats.report import Outcome
from surveys.instruments.imported_lists import told_on_import
from surveys.instruments.models import Instrument
from surveys.instruments.refusals import Refusal
from surveys.instruments.services import BadForm, check_import, import_instrument

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from surveys.instruments.formats.report import Line, Understood


class Command(BaseCommand):
    """Tells what would become of another tool's form; with --commit makes a draft of it."""

    help = "Read an XLSForm, LimeSurvey, Qualtrics or JSON form, and with --commit make a draft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="The form.")
        parser.add_argument(
            "--code",
            default="",
            help="Code of the form; one that is there gets a new version. As in the file.",
        )
        parser.add_argument("--name", default="", help="Name of a new form. As in the file.")
        parser.add_argument("--commit", action="store_true", help="Make the draft.")
        parser.add_argument("--json", action="store_true", help="Print nothing but JSON.")

    def handle(self, *, file: Path, code: str, name: str, **options: Any) -> None:
        """Raises CommandError for what cannot be read or made."""
        try:
            understood = _read(file)
            check_import(understood)
            existing = Instrument.objects.filter(code__iexact=code or understood.form["code"])
            lines = [*understood.report, *told_on_import(understood)]
            made = None
            if options["commit"]:
                made = import_instrument(
                    understood, code=code, name=name, instrument=existing.first(), by=None
                )
        except (Refusal, BadForm) as refused:
            raise CommandError(str(refused)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(understood, lines, made), ensure_ascii=False))
            return
        for line in lines:
            self.stdout.write(f"{line.outcome.value}: {line.where}: {line.what}: {line.words}")
        counts = [f"{sum(line.outcome == one for line in lines)} {one.value}" for one in Outcome]
        self.stdout.write(f"{understood.format}: {', '.join(counts)}.")
        self.stdout.write(
            f"{made} is a draft." if made else "Nothing is written. Add --commit to make a draft."
        )


def _read(file: Path) -> Understood:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)  # a little too much is enough to refuse it
        return understand(content, file.name)
    except OSError as missing:
        raise CommandError(f"{file} cannot be read: {missing.strerror}.") from missing


def _as_json(understood: Understood, lines: list[Line], made: Any) -> dict[str, Any]:
    return {
        "format": understood.format,
        "form": understood.form,
        "report": [line.as_json() for line in lines],
        "version": made.pk if made else None,
    }
