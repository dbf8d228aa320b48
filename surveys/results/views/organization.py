"""The surveys of one organization, with the way to its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from core.shortcuts import render_page
from network.models import Organization
from surveys.collection.models import Administration, FrameUnit
from surveys.results.models import ReleasedUnit

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

ROWS_SHOWN = 10


@require_GET
def of_organization(request: PageRequest, pk: int) -> HttpResponse:
    """The surveys in whose frame an organization is; to the figures of those one may open."""
    found = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    seen = Administration.objects.visible_to(request.user)
    frames = FrameUnit.objects.filter(administration__in=seen)
    own = frames.filter(parent=None, kind="network") if found.kind == "state" else found.frame_units
    units = own.filter(administration__in=seen).select_related("administration")
    newest = list(units.order_by("-administration__opens_at", "-pk")[:ROWS_SHOWN])
    open_to_me = ReleasedUnit.objects.visible_to(request.user).current().filter(unit__in=newest)
    context = {
        "organization": found,
        "count": units.count(),
        "units": newest,
        "open_units": set(open_to_me.values_list("unit_id", flat=True)),
    }
    return render_page(request, "surveys/results/of_organization.html", context, fragment="panel")
