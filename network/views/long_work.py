"""Long work of one's own: how far it is, and the file that came of it. Nobody else's is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.proof import recent_proof_required
from core.personal import personal
from core.shortcuts import attachment, page_of, render_page
from network import long_work
from network.models import ExportJob

if TYPE_CHECKING:
    from django.http import FileResponse, HttpResponse

    from core.http import PageRequest


@personal
@require_GET
def work_list(request: PageRequest) -> HttpResponse:
    page = page_of(request, ExportJob.objects.visible_to(request.user))
    return render(request, "network/work_list.html", {"page": page})


@personal
@require_GET
def work(request: PageRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(ExportJob.objects.visible_to(request.user), pk=pk)
    context = {"job": job, "is_allowed": long_work.is_allowed(job)}
    return render_page(request, "network/work.html", context, fragment="state")


@recent_proof_required
@require_GET
@never_cache
def work_file(request: PageRequest, pk: int) -> FileResponse:
    job = get_object_or_404(ExportJob.objects.visible_to(request.user), pk=pk)
    if not job.file or not long_work.is_allowed(job):
        raise Http404
    try:
        return attachment(job.file, name=job.file_name, content_type="application/octet-stream")
    except FileNotFoundError as lost:  # a restored database knows files that are gone
        raise Http404 from lost
