"""The global search: one field, and what each app finds within one's own scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from core import offers
from core.shortcuts import render_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from core.offers import Hit, SearchGroup

AT_MOST = 8  # of each kind; a list shows all
SHORTEST = 2  # a single letter is in everything
LONGEST = 200


class Found(NamedTuple):
    """One kind of thing, what was found of it, and where there is more."""

    title: str
    hits: list[Hit]
    has_more: bool
    more_url: str


@require_GET
def search(request: PageRequest) -> HttpResponse:
    typed = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    is_asked = len(typed) >= SHORTEST
    found = [_look(request, group, typed) for group in offers.search_groups()] if is_asked else []
    context = {
        "typed": typed,
        "is_asked": is_asked,
        "found": [group for group in found if group.hits],
        "count": sum(len(group.hits) for group in found),
        "has_more": any(group.has_more for group in found),
    }
    response = render_page(request, "plnetwork/search.html", context, fragment="found")
    response["HX-Replace-Url"] = f"{request.path}?{urlencode({'q': typed})}"
    return response


def _look(request: PageRequest, group: SearchGroup, typed: str) -> Found:
    # One more than is shown tells that there is more, without counting.
    hits = list(group.find(request.user, typed, AT_MOST + 1))
    more_url = ""
    if group.more_url_name and len(hits) > AT_MOST:
        more_url = f"{reverse(group.more_url_name)}?{urlencode({'q': typed})}"
    return Found(group.title, hits[:AT_MOST], len(hits) > AT_MOST, more_url)
