"""The phases of an offering, each with its milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.forms.offering import PhaseForm, PlannedMilestones
from cohorts.models import Offering, Phase
from cohorts.services import offering as services
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def phase_new(request: PageRequest, pk: int) -> HttpResponse:
    offering = get_object_or_404(Offering.objects.run_by(request.user), pk=pk)
    return _write(request, offering, None)


@require_http_methods(["GET", "POST"])
def phase_change(request: PageRequest, pk: int) -> HttpResponse:
    phase = _run_by(request, pk)
    return _write(request, phase.offering, phase)


@require_POST
def phase_remove(request: PageRequest, pk: int) -> HttpResponse:
    phase = _run_by(request, pk)
    services.remove_phase(phase, by=standing_of(request.user).person)
    messages.success(request, f"“{phase}” is taken out. Cohorts keep the milestones they have.")
    return redirect(phase.offering)


def _write(request: PageRequest, offering: Offering, phase: Phase | None) -> HttpResponse:
    form = PhaseForm(request.POST or None, instance=phase)
    milestones = _milestones(request, phase)
    if form.is_valid() and milestones.is_valid():
        facts = {**form.cleaned_data, "by": standing_of(request.user).person}
        try:
            services.write_phase(offering, phase=phase, milestones=milestones.rows(), **facts)
        except services.AlreadyThere as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"“{form.cleaned_data['name']}” is saved.")
            return redirect(offering)
    if request.method == "POST" and milestones.total_error_count():
        form.add_error(None, "Look at the milestones below: something in them is to be corrected.")
    context = {"offering": offering, "phase": phase, "form": form, "milestones": milestones}
    return form_page(request, "cohorts/phase.html", context)


def _milestones(request: PageRequest, phase: Phase | None) -> Any:
    there = phase.milestones.values(*services.OF_A_MILESTONE) if phase else []
    return PlannedMilestones(request.POST or None, initial=list(there), prefix="milestones")


def _run_by(request: PageRequest, pk: int) -> Phase:
    mine = Offering.objects.run_by(request.user)
    return get_object_or_404(
        Phase.objects.filter(offering__in=mine).select_related("offering"), pk=pk
    )
