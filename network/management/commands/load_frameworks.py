"""`manage.py load_frameworks`: add what is missing of the frameworks that we ship."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from network.models import FrameworkVersion
from network.services.frameworks import load_frameworks


class Command(BaseCommand):
    """Safe to repeat; what an operator typed stays."""

    help = "Load the shipped frameworks. What an operator typed is never overwritten."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what is there."""
        load_frameworks()
        for version in FrameworkVersion.objects.select_related("framework"):
            self.stdout.write(f"{version}: {version.components.count()} components")
