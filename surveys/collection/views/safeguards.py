"""What protects learners: the topics beside the questions, the notice to parents, their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from network.access import standing_of
from surveys.collection import services
from surveys.collection.forms import SafeguardsForm, usual_days
from surveys.collection.models import Administration, Safeguards
from surveys.collection.protection import faults_of
from surveys.collection.refusals import Refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def safeguards(request: PageRequest, pk: int) -> HttpResponse:
    mine = Administration.objects.run_by(request.user).filter(
        version__instrument__is_for_learners=True
    )
    administration = get_object_or_404(mine.select_related("version__instrument"), pk=pk)
    kept = Safeguards.objects.filter(administration=administration).first()
    form = SafeguardsForm(request.POST or None, initial=usual_days(kept))
    if form.is_valid() and _confirm(request, administration, form):
        return redirect("surveys:safeguards", pk=pk)
    copy = reverse("surveys:printable", args=[administration.version_id])
    context = {
        "administration": administration,
        "kept": kept,
        "form": form,
        "faults": faults_of(administration) if administration.is_draft else [],
        "sections": administration.version.sections.prefetch_related("items__scale"),
        "copy": request.build_absolute_uri(copy),
    }
    return render(request, "surveys/safeguards.html", context)


def _confirm(request: PageRequest, administration: Administration, form: SafeguardsForm) -> bool:
    """Whether it could be kept; else the form tells why."""
    try:
        by = standing_of(request.user).person
        services.confirm_safeguards(administration, **form.cleaned_data, by=by)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "The safeguards are saved.")
    return True
