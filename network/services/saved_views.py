"""Keeping a list with its filters, order and columns under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from network.models import SavedView

if TYPE_CHECKING:
    from network.models import Person


class NameTaken(Exception):
    """Meanwhile another view has the name that this one had."""


class Before(TypedDict):
    """A view as it was, for taking a change back."""

    pk: int
    page: str
    name: str
    query: str
    is_shared: bool


def as_it_is(view: SavedView) -> Before:
    """What `restore_view` needs to know."""
    return Before(
        pk=view.pk, page=view.page, name=view.name, query=view.query, is_shared=view.is_shared
    )


def save_view(view: SavedView, *, by: Person) -> SavedView:
    """Keep a new view, or a new name of an old one."""
    view.owner = by
    view.save()
    return view


def delete_view(view: SavedView, *, by: Person) -> Before:
    """Forget a view of one's own; the answer is what brings it back."""
    before = as_it_is(view)
    SavedView.objects.filter(pk=view.pk, owner=by).delete()
    return before


def restore_view(before: Before, *, by: Person) -> SavedView:
    """Bring back a view as it was, whether it was deleted or renamed since.

    Raises NameTaken when its name was given to another in between.
    """
    same_name = SavedView.objects.filter(owner=by, page=before["page"], name=before["name"])
    if same_name.exclude(pk=before["pk"]).exists():
        raise NameTaken("You have another view of this name by now.")
    return save_view(SavedView(**before), by=by)
