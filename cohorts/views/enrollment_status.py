"""Saying what becomes of a place in a cohort, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cohorts import services
from cohorts.forms.enrollment import StatusForm
from cohorts.models import Cohort, Enrollment
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

FIELD_OF = {
    services.CannotBecome: "to",
    services.CohortFull: "to",
    services.ReasonMissing: "reason",
    services.OutsideCohort: "on",
    services.BeforeTheLast: "on",
}


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    place = _place(request, pk)
    form = StatusForm(request.POST or None, enrollment=place)
    if form.is_valid():
        person = standing_of(request.user).person
        try:
            changed = services.change_status(place, **form.cleaned_data, by=person)
        except tuple(FIELD_OF) as refusal:
            form.add_error(FIELD_OF[type(refusal)], str(refusal))
        else:
            newest = changed.changes.order_by("-pk")[0]
            undo = reverse("cohorts:enrollment-undo", args=[pk, newest.pk])
            words = f"{place.place} in {place.cohort}: {changed.get_status_display().lower()}."
            messages.success(request, words, extra_tags=undo)
            return redirect(place.cohort)
    history = place.changes.select_related("changed_by").order_by("-pk")
    context = {"enrollment": place, "form": form, "history": history}
    return form_page(request, "cohorts/enrollment_status.html", context)


@require_POST
def undo(request: PageRequest, pk: int, change: int) -> HttpResponse:
    place = _place(request, pk)
    try:
        place = services.undo_change(place, change=change, by=standing_of(request.user).person)
    except (services.ChangedSince, services.CohortFull) as refusal:
        messages.warning(request, str(refusal))
    else:
        is_now = place.get_status_display().lower()
        messages.success(request, f"{place.place} in {place.cohort} is {is_now} again.")
    return redirect(place.cohort)


def _place(request: PageRequest, pk: int) -> Enrollment:
    """A place in a cohort that this person runs."""
    run = Enrollment.objects.filter(cohort__in=Cohort.objects.run_by(request.user))
    return get_object_or_404(run.select_related("cohort", "school__agency", "district"), pk=pk)
