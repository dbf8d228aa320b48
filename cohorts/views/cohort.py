"""The list of cohorts, and opening one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from cohorts import services
from cohorts.filters import CohortFilter
from cohorts.forms.cohort import CohortForm
from cohorts.models import Cohort, Offering
from cohorts.querysets import homes_open_to
from core.shortcuts import id_in, page_of, render_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def cohort_list(request: PageRequest) -> HttpResponse:
    visible = Cohort.objects.visible_to(request.user).with_counts()
    narrowed = CohortFilter(
        request.GET, queryset=visible.select_related("offering__pathway", "home")
    )
    context = {
        "filter": narrowed,
        "page": page_of(request, narrowed.qs),
        "is_narrowed": any(request.GET.get(name) for name in narrowed.filters),
        "may_open": homes_open_to(request.user).exists(),
    }
    return render_page(request, "cohorts/list.html", context, fragment="rows")


@require_http_methods(["GET", "POST"])
def cohort_new(request: PageRequest) -> HttpResponse:
    homes = homes_open_to(request.user)
    if not homes.exists():
        raise Http404
    offering = _offering_named_in(request)
    form = CohortForm(request.POST or None, homes=homes, offering=offering)
    if form.is_valid():
        try:
            cohort = services.open_cohort(**form.cleaned_data, by=standing_of(request.user).person)
        except services.CohortNameTaken as taken:
            form.add_error("name", str(taken))
        else:
            messages.success(request, f"{cohort} is open. Enroll its schools next.")
            return redirect(cohort)
    context = {"form": form, "offering": offering}
    return render_page(request, "cohorts/new.html", context, fragment="dates")


def _offering_named_in(request: PageRequest) -> Offering | None:
    """The offering of the address, which fills in the dates; else the newest one."""
    offerings = Offering.objects.select_related("pathway")
    asked = id_in(request.GET.get("offering", ""))
    return offerings.filter(pk=asked).first() if asked is not None else offerings.first()
