"""What the board's template shows, on the survey's page and when it is asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from core.shortcuts import id_in
from surveys.collection.progress import BY_RATE, EXACT_FROM, LEVELS, begun_of, board_of

if TYPE_CHECKING:
    from core.http import PageRequest
    from surveys.collection.models import Administration


def board_context(request: PageRequest, administration: Administration) -> dict[str, Any]:
    """The rows, how they are narrowed and sorted, and the address that keeps both."""
    under = request.GET.get("under", "")
    sort = BY_RATE if request.GET.get("sort") == BY_RATE else ""
    rows = board_of(administration, request.user, under=under, sort=sort)
    groups = rows if not (under or sort) else board_of(administration, request.user)
    asked = {name: value for name, value in (("under", under), ("sort", sort)) if value}
    return {
        "administration": administration,
        "board": rows,
        "groups": [row.unit for row in groups if row.unit.kind in LEVELS],
        "under": id_in(under),
        "sort": sort,
        "board_query": f"?{urlencode(asked)}" if asked else "",
        "begun": begun_of(administration, request.user),
        "exact_from": EXACT_FROM * administration.threshold,
    }
