"""What changed since the version before, and which changed items can still be compared."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from network.access import standing_of
from surveys.instruments import services
from surveys.instruments.comparing import changes_between, version_before
from surveys.instruments.models import InstrumentVersion
from surveys.instruments.querysets import edits_instruments
from surveys.instruments.refusals import Refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

DECISIONS = {"comparable": True, "not-comparable": False}


@require_http_methods(["GET", "POST"])
def changes(request: PageRequest, pk: int) -> HttpResponse:
    visible = InstrumentVersion.objects.visible_to(request.user).select_related("instrument")
    version = get_object_or_404(visible, pk=pk)
    may_edit = edits_instruments(request.user)
    if request.method == "POST":
        if not may_edit:
            raise Http404
        _decide(request, version)
        return redirect("surveys:instrument-changes", pk=pk)
    before = version_before(version)
    found = changes_between(before, version) if before else None
    decided = {one.code: one for one in version.comparisons.select_related("decided_by")}
    items = found.items if found else ()
    context = {
        "version": version,
        "before": before,
        "found": found,
        # What is to be decided first; else in the order of the form.
        "rows": [
            (item, decided.get(item.code))
            for item in sorted(items, key=attrgetter("needs_decision"), reverse=True)
        ],
        "open": sum(item.needs_decision and item.code not in decided for item in items),
        "may_edit": may_edit,
    }
    return render(request, "surveys/instruments/changes.html", context)


def _decide(request: PageRequest, version: InstrumentVersion) -> None:
    """All decisions of the form at once; what was left open stays so."""
    decisions = {
        name.removeprefix("decide-"): DECISIONS[answer]
        for name, answer in request.POST.items()
        if name.startswith("decide-") and answer in DECISIONS
    }
    try:
        by = standing_of(request.user).person
        written = services.decide(version, decisions=decisions, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        number = len(written)
        words = "1 decision is recorded." if number == 1 else f"{number} decisions are recorded."
        messages.success(request, words if number else "Nothing was decided anew.")
