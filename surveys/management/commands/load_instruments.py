"""manage.py load_instruments"""

from typing import Any

from django.core.management.base import BaseCommand

from surveys.instruments.services import load_instruments


class Command(BaseCommand):
    """Adds the scales and forms we ship; what is there stays as it is."""

    help = "Add the scales and forms we ship; what is there stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        load_instruments()
        self.stdout.write("Scales and forms are loaded.")
