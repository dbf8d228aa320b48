"""The operator's pages of releases: preview, interim figures, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from core.shortcuts import form_page, render_page
from network.access import standing_of
from surveys.collection.models import Administration
from surveys.results import services
from surveys.results.engine.counts import WrongCounts
from surveys.results.forms.releasing import CorrectionForm
from surveys.results.pages.releases_page import ReleasesPage
from surveys.results.refusals import InterimNotPossible, NotReleased

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def releasing(request: PageRequest, pk: int) -> HttpResponse:
    """Where a survey's figures stand, and what can be done next."""
    administration = _run(request, pk)
    page = ReleasesPage(administration)
    form = CorrectionForm(initial={"reason": administration.correction_reason})
    context = {"page": page, "administration": administration, "form": form}
    return render_page(request, "surveys/results/releasing.html", context, fragment="progress")


@require_GET
def preview(request: PageRequest, pk: int) -> HttpResponse:
    """How many places will be hidden at each level, once every answer is counted."""
    administration = _run(request, pk)
    context: dict[str, object] = {"administration": administration}
    try:
        if administration.state == Administration.State.CLOSED:
            context["preview"] = services.preview_release(administration)
    except services.AnswersWaiting:
        pass  # the page says so: without a preview it tells when there will be one
    except WrongCounts as wrong:
        context["fault"] = wrong
    return render_page(
        request, "surveys/results/releasing_preview.html", context, fragment="preview"
    )


@require_POST
def interim(request: PageRequest, pk: int) -> HttpResponse:
    administration = _run(request, pk)
    try:
        services.release_interim(administration, by=standing_of(request.user).person)
    except (InterimNotPossible, services.AuditStoppedRelease, WrongCounts) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The interim figures are released.")
    return redirect("surveys:releasing", pk=pk)


@require_POST
def correct(request: PageRequest, pk: int) -> HttpResponse:
    administration = _run(request, pk)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        page = ReleasesPage(administration)
        context = {"page": page, "administration": administration, "form": form}
        return form_page(request, "surveys/results/releasing.html", context)
    reason, by = form.cleaned_data["reason"], standing_of(request.user).person
    try:
        services.request_correction(administration, reason=reason, by=by)
    except NotReleased as refusal:
        messages.error(request, str(refusal))
    return redirect("surveys:releasing", pk=pk)


def _run(request: PageRequest, pk: int) -> Administration:
    return get_object_or_404(Administration.objects.run_by(request.user), pk=pk)
