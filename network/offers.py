"""What the directory offers to the frame: its place in the navigation, and imports that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from core import offers
from core.offers import Place, ToDo
from network.access import standing_of
from network.models import DirectoryImport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

AT_MOST = 3


def _holds_a_role(user: User) -> bool:
    return bool(standing_of(user).grants)


def todos_of_imports(user: User) -> Iterator[ToDo]:
    """For state administrators: lists that were uploaded and are not written yet."""
    waiting = DirectoryImport.objects.run_by(user).waiting().with_counts()
    for row in waiting[:AT_MOST]:
        url = reverse("network:import", args=[row.pk])
        why = "Uploaded to the directory, nothing is written yet"
        yield ToDo(f"Check {row.file_name}", url, "See the dry run", why)


offers.offer_place(Place("Directory", "network:directory", _holds_a_role, order=50))
offers.offer_todos(todos_of_imports)
