"""Enrolling schools or districts in a cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from cohorts import services
from cohorts.forms.enrollment import EnrollForm
from cohorts.models import Cohort, Offering
from core.shortcuts import id_in, render_page
from network.access import standing_of
from network.models import District, School

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from core.http import PageRequest

SCHOOLS_SHOWN = 50  # more are found by typing


@require_http_methods(["GET", "POST"])
def enroll(request: PageRequest, pk: int) -> HttpResponse:
    cohort = get_object_or_404(
        Cohort.objects.run_by(request.user).select_related("offering"), pk=pk
    )
    candidates = _candidates(request, cohort)
    q = request.GET.get("q", "").replace("\0", " ").strip()
    nouns = nouns_of(cohort)
    words = Q(name__icontains=q)
    if nouns == "schools":
        words |= Q(agency__name__icontains=q)
    found = candidates.filter(words)
    ticked = list(candidates.filter(pk__in=_ticked(request)))
    form = EnrollForm(
        request.POST or None,
        initial={"schools": ticked},
        candidates=candidates,
        shown=ticked + [place for place in found[:SCHOOLS_SHOWN] if place not in ticked],
        nouns=nouns,
    )
    if form.is_valid():
        chosen = form.cleaned_data["schools"]
        try:
            services.enroll_all(cohort, places=chosen, by=standing_of(request.user).person)
        except services.CohortFull as full:
            form.add_error("schools", str(full))
        else:
            many = f"{len(chosen)} {nouns}" if len(chosen) > 1 else str(chosen[0])
            messages.success(request, f"{many} joined {cohort}. Form their teams next.")
            return redirect(cohort)
    context = {"cohort": cohort, "form": form, "q": q, "found": found.count(), "nouns": nouns}
    return render_page(
        request, "cohorts/enroll.html", context | {"limit": SCHOOLS_SHOWN}, fragment="schools"
    )


def nouns_of(cohort: Cohort) -> str:
    """What takes part in a cohort."""
    takes_districts = cohort.offering.unit == Offering.Unit.DISTRICT
    return "districts" if takes_districts else "schools"


def _candidates(request: PageRequest, cohort: Cohort) -> QuerySet[Any]:
    """Open schools, or districts, that this person sees and that are not in the cohort."""
    staying = cohort.enrollments.staying()
    if nouns_of(cohort) == "districts":
        there = staying.filter(school=None).values("district_id")
        return District.objects.visible_to(request.user).open().exclude(pk__in=there)
    enrolled = staying.filter(district=None).values("school_id")
    visible = School.objects.visible_to(request.user).open().exclude(pk__in=enrolled)
    return visible.select_related("agency")


def _ticked(request: PageRequest) -> list[int]:
    """What was ticked stays, after an error and whatever is searched for next."""
    sent = request.POST if request.method == "POST" else request.GET
    ids = map(id_in, sent.getlist("schools"))
    return [pk for pk in ids if pk is not None]
