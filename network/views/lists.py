"""What the lists of the network have in common: one page, its fragment, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.lists import without
from core.shortcuts import page_of, render_page
from network.access import standing_of
from network.models import SavedView
from network.querysets.person import reads_no_names, sees_people

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from core.lists import Listing
    from network.filters.narrowing import ListFilter


def list_page(
    request: PageRequest,
    narrowed: ListFilter,
    listing: Listing,
    *,
    page_name: str,
    template: str,
    **more: Any,
) -> HttpResponse:
    """A list with its filters, columns, order, pages and saved views; htmx gets the rows."""
    page = page_of(request, listing.ids(narrowed.rows))
    address = without(request.GET)
    views = SavedView.objects.visible_to(request.user).of(page_name).select_related("owner")
    context = {
        "filter": narrowed,
        "listing": listing,
        "page": page,
        "lines": listing.lines(narrowed.rows, list(page)),
        "address": address,
        "kept": _kept(request),
        "list_name": page_name,
        "views": list(views),
        "view": next((view for view in views if view.query == address), None),
        "me": standing_of(request.user).person,
        "sees_people": sees_people(request.user),
        "names_owners": not reads_no_names(request.user),
        **more,
    }
    response = render_page(request, template, context, fragment="rows")
    # Typed as one searches, without the filters that are empty.
    response["HX-Replace-Url"] = f"{request.path}?{address}" if address else request.path
    return response


def _kept(request: PageRequest) -> list[tuple[str, str]]:
    """What a form that asks for other columns has to carry along."""
    names = [name for name in request.GET if name not in ("columns", "page")]
    return [(name, value) for name in names for value in request.GET.getlist(name) if value]
