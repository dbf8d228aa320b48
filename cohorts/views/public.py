"""Pages for everybody: the pathways, who takes part, how to join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from cohorts.models import Offering, Pathway
from cohorts.taking_part import taking_part
from core import clock
from network.models import ServiceCenter

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
@require_GET
def pathways(request: HttpRequest) -> HttpResponse:
    """The three ways in, side by side."""
    open_now = Prefetch(
        "offerings", Offering.objects.taking_applications(), to_attr="offerings_open"
    )
    context = {"pathways": Pathway.objects.prefetch_related(open_now)}
    return render(request, "cohorts/public/pathways.html", context)


@login_not_required
@require_GET
def pathway(request: HttpRequest, code: str) -> HttpResponse:
    """One pathway: for whom, how long, what a team looks like, and when one can apply."""
    shown = get_object_or_404(Pathway, code=code)
    offerings = list(
        shown.offerings.select_related("form").prefetch_related("team_rule", "phases__milestones")
    )
    context = {
        "pathway": shown,
        "pathways": Pathway.objects.all(),
        "offerings": offerings,
        "newest": offerings[0] if offerings else None,
        "today": clock.today(),
    }
    return render(request, "cohorts/public/pathway.html", context)


@login_not_required
@require_GET
def participants(request: HttpRequest) -> HttpResponse:
    """The table of counties, and the map beside it."""
    return render(request, "cohorts/public/participants.html", {"taking_part": taking_part()})


@login_not_required
@require_GET
def how_to_join(request: HttpRequest) -> HttpResponse:
    """What one can apply for now and soon, and whom to ask."""
    offerings = Offering.objects.select_related("pathway", "form")
    centers = ServiceCenter.objects.open().filter(hosts_specialist=True)
    context = {
        "open_now": offerings.taking_applications().order_by("apply_until", "pk"),
        "opening_soon": offerings.opening_soon().order_by("apply_from", "pk"),
        "centers": centers.order_by("region", "name"),
    }
    return render(request, "cohorts/public/how_to_join.html", context)
