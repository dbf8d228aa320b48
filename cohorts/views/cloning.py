"""A cohort again at other dates: said, looked at, made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from cohorts.forms.cloning import CohortCloneForm
from cohorts.models import Cohort
from cohorts.pages.cloning import preview
from cohorts.querysets import homes_open_to
from cohorts.services.cloning import clone_cohort
from cohorts.services.cohort import CohortNameTaken
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def cohort_clone(request: PageRequest, pk: int) -> HttpResponse:
    """Looking writes nothing; making takes the same days as the last look."""
    mine = Cohort.objects.run_by(request.user).select_related("offering__pathway", "home")
    source = get_object_or_404(mine, pk=pk)
    form = CohortCloneForm(request.POST or None, source=source, homes=homes_open_to(request.user))
    shown = None
    if form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on", "closed_days")}
        shown = preview(source, **days)
        if form.is_to_be_made():
            by = standing_of(request.user).person
            try:
                copy = clone_cohort(source, by=by, **form.cleaned_data)
            except CohortNameTaken as taken:
                form.add_error("name", str(taken))
            else:
                messages.success(request, f"{copy} is open. Enroll its schools next.")
                return redirect("cohorts:cohort-plan", copy.pk)
    context = {"cohort": source, "form": form, "shown": shown}
    return form_page(request, "cohorts/cohort_clone.html", context)
