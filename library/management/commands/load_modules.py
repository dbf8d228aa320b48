"""`manage.py load_modules`: add what is missing of the modules that we ship."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from library.models import Module
from library.services.loading import load_modules


class Command(BaseCommand):
    """Safe to repeat; what an operator changed stays."""

    help = "Load the shipped modules with their lessons. What is there already stays."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what is there."""
        load_modules()
        for module in Module.objects.all():
            lessons = module.lessons.count()
            self.stdout.write(f"{module}: {lessons} lesson{'' if lessons == 1 else 's'}")
