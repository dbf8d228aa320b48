"""Overviews: the state's, and each service center's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from core import clock, local_time
from core.csv import csv_response
from core.shortcuts import ROWS_PER_PAGE
from network.access import standing_of
from network.models import ServiceCenter
from network.roles import ESC_STAFF, SEES_THE_WHOLE_NETWORK
from reports.filters import OverviewChoice, chosen_wave, years
from reports.overview import Overview, overview
from reports.reach import came, enrolled
from reports.tables import centers_table, schools_table
from reports.tiles import what_was_held, who_came, who_is_in
from reports.waves import centers_of, released_waves, wave_before, wave_figures

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse

    from core.http import PageRequest


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and the figures that answer it; none before the first release."""

    choice: OverviewChoice | None
    shown: Overview | None
    center: int | None


@require_GET
def where_to(request: PageRequest) -> HttpResponseRedirect:
    """ "Overview" in the navigation: the state's for those who see it, else one's own center's."""
    standing = standing_of(request.user)
    if standing.holds(*SEES_THE_WHOLE_NETWORK):
        return redirect("reports:dashboard")
    mine = get_first_or_404(standing.places(*ESC_STAFF))
    return redirect("reports:esc", pk=mine)


@require_GET
def dashboard(request: PageRequest) -> HttpResponse:
    """The whole network, or one service center of it."""
    return _show(request, _asked_of_the_network(request), None)


@require_GET
def esc(request: PageRequest, pk: int) -> HttpResponse:
    """One service center, for its own staff and for the state."""
    center = _center(request, pk)
    return _show(request, _asked(request, center.pk), center)


@require_GET
def centers_csv(request: PageRequest) -> StreamingHttpResponse:
    """The table of service centers."""
    shown = _shown_or_404(_asked_of_the_network(request))
    return csv_response(centers_table(shown), "service-centers.csv")


@require_GET
def schools_csv(request: PageRequest) -> StreamingHttpResponse:
    """The table of schools, of the network or of the chosen service center."""
    shown = _shown_or_404(_asked_of_the_network(request))
    return csv_response(schools_table(shown), "schools.csv")


@require_GET
def esc_schools_csv(request: PageRequest, pk: int) -> StreamingHttpResponse:
    """The table of one service center's schools."""
    shown = _shown_or_404(_asked(request, _center(request, pk).pk))
    return csv_response(schools_table(shown), "schools.csv")


def get_first_or_404(places: list[int]) -> int:
    """The first of somebody's places."""
    if not places:
        raise Http404
    return places[0]


def _center(request: PageRequest, pk: int) -> ServiceCenter:
    return get_object_or_404(ServiceCenter.objects.visible_to(request.user), pk=pk)


def _asked_of_the_network(request: PageRequest) -> Asked:
    """SECURITY: only those who see the whole network get the state's overview."""
    if not standing_of(request.user).holds(*SEES_THE_WHOLE_NETWORK):
        raise Http404
    return _asked(request, None)


def _asked(request: PageRequest, center: int | None) -> Asked:
    waves = released_waves(request.user)
    if not waves:
        return Asked(None, None, center)
    wave = chosen_wave(request.GET, waves)
    choice = OverviewChoice(request.GET, waves, centers_of(wave))
    center = center or choice.center_pk
    earlier = wave_before(wave, waves)
    now = wave_figures(wave, center)
    if now is None:
        return Asked(choice, None, center)
    before = wave_figures(earlier, center) if earlier else None
    network = wave_figures(wave) if center else None
    return Asked(choice, overview(now, before, network), center)


def _shown_or_404(asked: Asked) -> Overview:
    if asked.shown is None:
        raise Http404
    return asked.shown


def _show(request: PageRequest, asked: Asked, own: ServiceCenter | None) -> HttpResponse:
    context = {"choice": asked.choice, "shown": asked.shown, "own": own}
    if asked.shown is None:
        return render(request, "reports/empty.html", {**context, **_before_release(asked.center)})
    schools = Paginator(asked.shown.schools, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    year = years(asked.shown.now.administration.school_year)
    return render(request, "reports/overview.html", {**context, "schools": schools, "year": year})


def _before_release(center: int | None) -> dict[str, object]:
    """What can be told without a survey: who is in, who came, what was held."""
    year = local_time.school_year(clock.today())
    people = came(year, center)
    members = enrolled(year, clock.today(), center)
    return {
        "year": years(year),
        "tiles": [who_is_in(members), who_came(people), what_was_held(people)],
    }
