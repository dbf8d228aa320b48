"""Runs the scripts of benchmarks/: speeds as ratios measured in one run."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from pathlib import Path


class Command(BaseCommand):
    help = "Measure imports, folds, releases and pages with realistic numbers of rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", help="Only these scripts, without .py.")

    def handle(self, *, names: list[str], **options: Any) -> None:
        """Each script prints its own figures; raises CommandError for a name that is not there."""
        scripts = _scripts(names)
        call_command("migrate", verbosity=0)  # some measure in this database, and roll back
        for script in scripts:
            self.stdout.write(self.style.MIGRATE_HEADING(script.stem.replace("_", " ")))
            runpy.run_path(str(script), run_name="__main__")


def _scripts(names: list[str]) -> list[Path]:
    folder = settings.BASE_DIR / "benchmarks"
    found = {path.stem: path for path in sorted(folder.glob("*.py")) if path.stem != "__init__"}
    unknown = set(names) - set(found)
    if unknown:
        raise CommandError(
            f"No benchmark named {', '.join(sorted(unknown))}. There are: {', '.join(found)}."
        )
    return [found[name] for name in names or found]
