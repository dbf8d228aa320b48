"""Puts the fictional demo network into an empty database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from plnetwork.demo import build

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Load the demo network (seeded, fictional) through the services of the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when there is a network already."
        )

    def handle(self, *, if_empty: bool, **options: Any) -> None:
        """Raises CommandError outside the demo, and when there is a network already."""
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: invented people do not belong into a real network.")
        try:
            build.build()
        except build.NotEmpty as full:
            if not if_empty:
                raise CommandError(str(full)) from full
            self.stdout.write(str(full))
        else:
            self.stdout.write(self.style.SUCCESS("The demo network is ready."))
