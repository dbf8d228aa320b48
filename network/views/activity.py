"""The log: who changed, viewed or exported what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.proof import recent_proof_required
from core.csv import csv_response
from core.shortcuts import page_of, render_page
from network.access import standing_of
from network.forms.activity import ActivityForm
from network.models import Activity
from network.querysets.activity import sees_the_log
from network.services import activity as services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from network.querysets.activity import ActivityQuerySet

CSV_HEAD = ("When", "Who", "Kind", "What happened", "From what to what", "About", "Number of it")
LINES_AT_ONCE = 1000


@require_GET
def activity(request: PageRequest) -> HttpResponse:
    form, lines = _narrowed(request)
    page = page_of(request, lines.read_by(request.user).with_things())
    context = {"form": form, "page": page}
    return render_page(request, "network/activity.html", context, fragment="rows")


@recent_proof_required
@require_GET
def activity_csv(request: PageRequest) -> StreamingHttpResponse:
    """The same lines as on the page with the same filters, all of them; itself on the log."""
    _, lines = _narrowed(request)
    me = standing_of(request.user).person
    if me is not None:
        count = lines.count()
        words = f"{count} line{'' if count == 1 else 's'} of the activity log taken out as CSV."
        services.record_export(me, words, by=me)
    return csv_response(_csv_rows(lines), "activity.csv")


def _narrowed(request: PageRequest) -> tuple[ActivityForm, ActivityQuerySet]:
    if not sees_the_log(request.user):
        raise Http404
    visible = Activity.objects.visible_to(request.user)
    form = ActivityForm(request.GET, things=visible.kinds_of_things())
    return form, form.narrow(visible)


def _csv_rows(lines: ActivityQuerySet) -> Iterator[tuple[object, ...]]:
    yield CSV_HEAD
    rows = lines.select_related("actor", "content_type")
    for line in rows.iterator(chunk_size=LINES_AT_ONCE):
        yield (
            f"{timezone.localtime(line.at):%Y-%m-%d %H:%M:%S %z}",
            line.actor or "The system",
            line.get_kind_display(),
            line.summary,
            "; ".join(
                f"{change['label']}: {change['old'] or 'nothing'} → {change['new'] or 'nothing'}"
                for change in line.changes
            ),
            line.content_type.name,
            line.object_id,
        )
