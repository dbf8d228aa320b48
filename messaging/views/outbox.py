"""The outbox page: what went out, what waits, what was held back; the same as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.http import Http404
from django.views.decorators.http import require_GET

from accounts.proof import recent_proof_required
from core.csv import csv_response
from core.shortcuts import page_of, render_page
from messaging.filters import MessageFilter
from messaging.models import Message
from messaging.querysets import sees_outbox
from network.access import standing_of
from network.roles import Role
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from messaging.querysets import MessageQuerySet

CSV_HEAD = (
    "Kind",
    "To",
    "Organization",
    "Subject",
    "State",
    "Written (UTC)",
    "Not before (UTC)",
    "Sent (UTC)",
    "Attempts",
    "Trouble",
)


@require_GET
def outbox(request: PageRequest) -> HttpResponse:
    narrowed = _narrowed(request)
    counts = _counts_by_state(narrowed.qs)
    context = {
        "filter": narrowed,
        "page": page_of(request, narrowed.qs),
        "counts": counts,
        "any_open": any(count["state"] in ("draft", "queued") for count in counts),
        "sees_all": standing_of(request.user).holds(Role.STATE_ADMIN),
    }
    return render_page(request, "messaging/outbox.html", context, fragment="rows")


@require_GET
@recent_proof_required
def outbox_csv(request: PageRequest) -> StreamingHttpResponse:
    """The same rows as the list with the same filters, all pages of it."""
    found: MessageQuerySet = _narrowed(request).qs
    person = standing_of(request.user).person
    if person is not None:
        activity.record_export(person, f"{found.count()} messages of the outbox as CSV", by=person)
    return csv_response(_csv_rows(found), "outbox.csv")


def _narrowed(request: PageRequest) -> MessageFilter:
    if not sees_outbox(request.user):
        raise Http404
    rows = Message.objects.visible_to(request.user).order_by("-created_at", "-pk")
    return MessageFilter(request.GET, queryset=rows)


def _counts_by_state(rows: MessageQuerySet) -> list[dict[str, object]]:
    """How many of the rows are in each state, in the order of a message's life."""
    found = rows.order_by().values_list("state").annotate(number=Count("pk"))
    numbers = dict(found)
    return [
        {"state": state, "label": state.label, "number": numbers[state]}
        for state in Message.State
        if state in numbers
    ]


def _csv_rows(rows: MessageQuerySet) -> Iterator[tuple[object, ...]]:
    yield CSV_HEAD
    for one in rows.select_related("organization").iterator(chunk_size=500):
        yield (
            one.kind_title,
            one.to,
            one.organization or "",
            one.subject,
            one.get_state_display(),
            f"{one.created_at:%Y-%m-%d %H:%M}",
            f"{one.send_after:%Y-%m-%d %H:%M}",
            f"{one.sent_at:%Y-%m-%d %H:%M}" if one.sent_at else "",
            one.attempts,
            one.trouble,
        )
