"""Pages that belong to one human being, whoever else may look through their eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    View = TypeVar("View", bound=Callable[..., HttpResponseBase])
else:
    View = TypeVar("View")


def personal(view: View) -> View:
    """Close a page to a state administrator who views the network as this person.

    For secret links, private notes, what tells whether somebody answered, and exports. Decorators
    above or below keep the mark.
    """
    view.is_personal = True  # type: ignore[attr-defined]  # a mark on the function
    return view


def is_personal(view: object) -> bool:
    """Whether a view is marked so."""
    return bool(getattr(view, "is_personal", False))
