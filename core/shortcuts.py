"""Small helpers that keep views short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import Model, QuerySet
    from django.db.models.fields.files import FieldFile
    from django.http import HttpRequest, HttpResponse

    from core.http import PageRequest

ROWS_PER_PAGE = 25
LONGEST_ID = 18  # figures; the database's largest id has one more

Row = TypeVar("Row", bound="Model")


def render_page(
    request: PageRequest, template: str, context: dict[str, Any], *, fragment: str
) -> HttpResponse:
    """Render a page, or only its named fragment when htmx asks for it.

    A page and its fragment live in one template, so they cannot drift apart.
    """
    wants_fragment = request.htmx and not request.htmx.boosted
    response = render(request, f"{template}#{fragment}" if wants_fragment else template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def form_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render a page around `context["form"]`: with status 422 when it was sent with faults."""
    status = 422 if context["form"].errors else 200
    return render(request, template, context, status=status)


def attachment(file: FieldFile, *, name: str, content_type: str) -> FileResponse:
    """What somebody uploaded, always as an attachment: a browser must not run it."""
    response = FileResponse(
        file.open("rb"), as_attachment=True, filename=name, content_type=content_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"  # SECURITY: believe our type only
    return response


def id_in(typed: str) -> int | None:
    """The id that an address names; None for whatever can be none, however long it is."""
    is_id = typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_ID
    return int(typed) if is_id else None


def page_of(request: PageRequest, rows: QuerySet[Row], per_page: int = ROWS_PER_PAGE) -> Page[Row]:
    """The page that the address asks for; the last one when it asks for more than there are."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))
