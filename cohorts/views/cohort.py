"""The list of cohorts, a cohort's page, and opening one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cohorts import services
from cohorts.filters import CohortFilter
from cohorts.forms.cohort import CohortForm
from cohorts.models import Cohort, DesignTeam, Enrollment, Offering
from cohorts.querysets import homes_open_to
from core import offers
from core.shortcuts import id_in, page_of, render_page
from network.access import standing_of
from network.models import Activity

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


@require_GET
def cohort_detail(request: PageRequest, pk: int) -> HttpResponse:
    visible = Cohort.objects.visible_to(request.user).with_counts()
    cohort = get_object_or_404(visible.select_related("offering__pathway", "home"), pk=pk)
    context = {
        "cohort": cohort,
        "rows": _school_rows(request, cohort),
        "panels": offers.panels_on("cohort"),
        "activity": Activity.objects.on_page_of(cohort, request.user),
        "may_run": Cohort.objects.run_by(request.user).filter(pk=pk).exists(),
        "may_form": Cohort.objects.teams_formed_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "cohorts/detail.html", context)


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


class TeamRow(NamedTuple):
    """A team of a school, and what the team rule says about its size."""

    team: DesignTeam
    hint: str


class SchoolRow(NamedTuple):
    """A school of a cohort and its teams."""

    enrollment: Enrollment
    teams: list[TeamRow]


def _school_rows(request: PageRequest, cohort: Cohort) -> list[SchoolRow]:
    """The cohort's schools that this person may see, each with its teams that they may see."""
    teams = DesignTeam.objects.visible_to(request.user).filter(cohort=cohort).with_member_count()
    of_place = defaultdict(list)
    for team in teams.select_related("cohort__offering", "school", "district"):
        of_place[team.place.pk].append(TeamRow(team, team.size_hint(team.member_count)))
    places = Enrollment.objects.visible_to(request.user).staying().filter(cohort=cohort)
    return [
        SchoolRow(place, of_place[place.place.pk])
        for place in places.select_related("school__agency", "district").order_by(
            Coalesce("school__name", "district__name"), "pk"
        )
    ]
