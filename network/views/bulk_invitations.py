"""Many invitations at once: paste, look at every row, send."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.proof import recent_proof_required
from core.csv import csv_response
from core.encoding import NotText, decode
from core.pasted import NotRows
from network.forms.grants import BulkForm
from network.services import bulk_invitations as bulk
from network.services import bulk_rows
from network.views.grants import giver_or_404

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from core.http import PageRequest

FILE_AT_MOST = 200_000  # bytes; 500 rows are a tenth of it


@recent_proof_required
@require_http_methods(["GET", "POST"])
def invitations_bulk(request: PageRequest) -> HttpResponse:
    """Three steps in one address: paste, dry run, send. Nothing is kept between them."""
    me = giver_or_404(request)
    form = BulkForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "network/invitations_bulk.html", {"form": form})
    try:
        text = _text_of(form)
        rows = bulk.judge(bulk_rows.read_rows(text), user=request.user)
    except (NotRows, NotText) as refusal:
        form.add_error("text", str(refusal))
        return render(request, "network/invitations_bulk.html", {"form": form})
    if "send" not in request.POST:
        context = {"text": text, "rows": _by_need(rows), **_counts(rows)}
        return render(request, "network/invitations_dry_run.html", context)
    sent = bulk.invite_all(rows, by=me)
    said = f"{sent} invitation{'' if sent == 1 else 's'} on the way."
    messages.success(request, said if sent else "Everybody was invited before.")
    return redirect("network:invitations")


@recent_proof_required
@require_POST
def invitations_faults(request: PageRequest) -> HttpResponseBase:
    """The rows that cannot be sent, with the reason, to be corrected and pasted again."""
    giver_or_404(request)
    form = BulkForm(request.POST)
    try:
        text = form.cleaned_data["text"] if form.is_valid() else ""
        rows = bulk.judge(bulk_rows.read_rows(text), user=request.user)
    except NotRows as refusal:
        messages.warning(request, str(refusal))
        return redirect("network:invitations-bulk")
    return csv_response(_fault_lines(rows), "faults.csv")


def _text_of(form: BulkForm) -> str:
    """What was pasted, else what the file says."""
    file = form.cleaned_data["file"]
    if file is None:
        text: str = form.cleaned_data["text"]
        return text
    if file.size > FILE_AT_MOST:
        raise NotRows("The file is too large for 500 rows. Split the list.")
    return decode(file.read())[0]


def _by_need(rows: list[bulk_rows.Row]) -> list[bulk_rows.Row]:
    """Faults first: they are what somebody has to look at."""
    order = [
        bulk_rows.FAULT,
        bulk_rows.TWICE,
        bulk_rows.HOLDS_IT,
        bulk_rows.INVITED,
        bulk_rows.WILL_BE_INVITED,
    ]
    return sorted(rows, key=lambda row: (order.index(row.outcome), row.number))


def _counts(rows: list[bulk_rows.Row]) -> dict[str, Any]:
    counted = Counter(row.outcome for row in rows)
    known = counted[bulk_rows.HOLDS_IT] + counted[bulk_rows.INVITED] + counted[bulk_rows.TWICE]
    return {
        "new": counted[bulk_rows.WILL_BE_INVITED],
        "known": known,
        "faults": counted[bulk_rows.FAULT],
    }


def _fault_lines(rows: list[bulk_rows.Row]) -> Iterator[list[object]]:
    yield [*(bulk_rows.LABELS[name] for name in bulk_rows.COLUMNS), "Row", "Column", "Reason"]
    for row in rows:
        if row.outcome == bulk_rows.FAULT:
            cells = [row.cells[name] for name in bulk_rows.COLUMNS]
            yield [*cells, row.number, row.column, row.reason]
