"""Decks, recordings and handouts of a convening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from convenings.models import Convening, Material
from core import clock, content
from core.content import FileRefused
from network.services import activity

if TYPE_CHECKING:
    from django.core.files import File

    from network.models import Person

__all__ = [
    "FileRefused",
    "add_material",
    "bring_back_material",
    "change_material",
    "remove_material",
]


@transaction.atomic
def add_material(
    convening: Convening,
    *,
    kind: str,
    title: str,
    access: str,
    file: File[bytes] | None = None,
    url: str = "",
    by: Person | None,
) -> Material:
    """Add a file or a link. Safe to repeat: the same title with the same content is one material.

    Raises FileRefused for a file that is too large or of a type that we do not take.
    """
    material = _of_file(file) if not url else Material(url=url)
    # A second click waits here, and then finds what the first one made.
    held = Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    same = held.materials.kept().filter(
        title=title, url=url, file_name=material.file_name, size=material.size
    )
    if known := same.first():
        return known
    material.convening, material.kind, material.title = held, kind, title
    material.access, material.added_by, material.added_at = access, by, clock.now()
    material.save()
    words = f"{material} was added for {material.get_access_display().lower()}."
    activity.record(held, "added", words, by=by)
    return material


@transaction.atomic
def change_material(
    material: Material, *, kind: str, title: str, access: str, by: Person | None
) -> Material:
    """Change what it is called and who may open it."""
    facts = {"kind": kind, "title": title, "access": access}
    if changes := activity.save_changes(material, facts):
        words = f"The material {material} was changed."
        activity.record(material.convening, "changed", words, by=by, changes=changes)
    return material


def remove_material(material: Material, *, by: Person | None) -> None:
    """Take it off the pages; the file is kept, so that it can be brought back. Safe to repeat."""
    _set_removed(material, "removed", f"{material} was removed.", by=by)


def bring_back_material(material: Material, *, by: Person | None) -> None:
    """Undo the removal. Safe to repeat."""
    _set_removed(material, "brought back", f"{material} was brought back.", by=by)


@transaction.atomic
def _set_removed(material: Material, verb: str, words: str, *, by: Person | None) -> None:
    held = Material.objects.select_for_update(of=("self",)).get(pk=material.pk)
    removed_at = clock.now() if verb == "removed" else None
    if (held.removed_at is None) == (removed_at is None):
        return
    held.removed_at = removed_at
    held.save(update_fields=["removed_at"])
    activity.record(material.convening, verb, words, by=by)


def _of_file(file: File[bytes] | None) -> Material:
    """A material that is not saved yet."""
    found = content.taken_in(file)
    return Material(
        file=file, file_name=found.name, content_type=found.content_type, size=found.size
    )
