"""`manage.py load_resources`: add what is missing of the resources and moves that we ship."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from library.models import Resource
from library.services.shipped_resources import load_resources


class Command(BaseCommand):
    """Safe to repeat; what an operator changed or removed stays as it is."""

    help = "Load the shipped resources and moves. What is there already stays."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many are published."""
        load_resources()
        self.stdout.write(f"{Resource.objects.published().count()} in the catalogue")
