"""`manage.py load_pathways`: add what is missing of the pathways and offerings that we ship."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cohorts.models import Pathway
from cohorts.services import load_pathways


class Command(BaseCommand):
    """Safe to repeat; what an operator changed stays."""

    help = "Load the shipped pathways and their offerings. What is there already stays."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what is there."""
        load_pathways()
        for pathway in Pathway.objects.all():
            offered = pathway.offerings.count()
            self.stdout.write(f"{pathway}: {offered} offering{'' if offered == 1 else 's'}")
