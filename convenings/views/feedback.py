"""The feedback on a convening: where it stands, the report, and its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from convenings.models import Convening
from convenings.pages.feedback import askings_of, standing_of_feedback
from convenings.pages.head import head_of
from convenings.pages.report import report_of
from convenings.pages.report_file import report_pdf

if TYPE_CHECKING:
    from core.http import PageRequest


@require_GET
def report(request: PageRequest, pk: int) -> HttpResponse:
    """Whoever sees the convening reads the same figures, or when they will come."""
    head = head_of(request.user, pk, "feedback")
    standing = standing_of_feedback(head.convening, request.user)
    context = {
        "head": head,
        "standing": standing,
        "report": report_of(head.convening) if standing.survey else None,
        "askings": askings_of(head.convening) if head.may_run else [],
    }
    return render(request, "convenings/report.html", context)


@require_GET
def pdf(request: PageRequest, pk: int) -> HttpResponse:
    visible = Convening.objects.visible_to(request.user).select_related("cohort", "feedback")
    convening = get_object_or_404(visible.with_dates(), pk=pk)
    found = report_of(convening) if convening.feedback else None
    if found is None:
        raise Http404
    name = f"feedback-convening-{convening.number}.pdf"
    return HttpResponse(
        report_pdf(found),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
