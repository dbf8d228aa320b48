"""Layouts of files for other systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenings.models import ExportLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network.models import Person


class LayoutNameTaken(Exception):
    """There is a layout with this name."""


@transaction.atomic
def save_layout(
    layout: ExportLayout | None,
    *,
    name: str,
    columns: Sequence[str],
    headings: Sequence[str],
    by: Person | None,
) -> ExportLayout:
    """Make a layout, or change one. Raises LayoutNameTaken."""
    row = layout or ExportLayout(made_by=by)
    if ExportLayout.objects.filter(name=name).exclude(pk=row.pk).exists():
        raise LayoutNameTaken("There is a layout with this name. Choose another name.")
    row.name, row.columns, row.headings = name, list(columns), list(headings)
    row.save()
    return row


def remove_layout(layout: ExportLayout) -> None:
    """Forget a layout; files that were made with it stay where they are."""
    layout.delete()
