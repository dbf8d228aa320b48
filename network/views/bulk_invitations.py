"""Many invitations at once: paste, look at every row, send."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.proof import recent_proof_required
from core.csv import csv_response
from network.directory.encoding import NotText, decode
from network.forms.grants import BulkForm
from network.services import bulk_invitations as bulk
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
        rows = bulk.judge(bulk.read_rows(text), user=request.user)
    except (bulk.NotRows, NotText) as refusal:
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
        rows = bulk.judge(bulk.read_rows(text), user=request.user)
    except bulk.NotRows as refusal:
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
        raise bulk.NotRows("The file is too large for 500 rows. Split the list.")
    return decode(file.read())[0]


def _by_need(rows: list[bulk.Row]) -> list[bulk.Row]:
    """Faults first: they are what somebody has to look at."""
    order = [bulk.FAULT, bulk.TWICE, bulk.HOLDS_IT, bulk.INVITED, bulk.WILL_BE_INVITED]
    return sorted(rows, key=lambda row: (order.index(row.outcome), row.number))


def _counts(rows: list[bulk.Row]) -> dict[str, Any]:
    counted = Counter(row.outcome for row in rows)
    known = counted[bulk.HOLDS_IT] + counted[bulk.INVITED] + counted[bulk.TWICE]
    return {"new": counted[bulk.WILL_BE_INVITED], "known": known, "faults": counted[bulk.FAULT]}


def _fault_lines(rows: list[bulk.Row]) -> Iterator[list[object]]:
    yield [*(bulk.LABELS[name] for name in bulk.COLUMNS), "Row", "Column", "Reason"]
    for row in rows:
        if row.outcome == bulk.FAULT:
            cells = [row.cells[name] for name in bulk.COLUMNS]
            yield [*cells, row.number, row.column, row.reason]
