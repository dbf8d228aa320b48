"""Buildings where sessions are held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenings import services
from convenings.forms.venue import VenueForm
from convenings.models import Venue
from core.shortcuts import form_page, page_of
from network.access import standing_of
from network.models import Organization
from network.roles import ESC_STAFF, Role

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def venue_list(request: PageRequest) -> HttpResponse:
    edited = set(Venue.objects.edited_by(request.user).values_list("pk", flat=True))
    shown = Venue.objects.all() if edited else Venue.objects.offered()
    context = {
        "page": page_of(request, shown.with_use().order_by("is_retired", "name", "pk")),
        "edited": edited,
        "may_add": _may_add(request),
    }
    return render(request, "convenings/venues.html", context)


@require_http_methods(["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    if not _may_add(request):
        raise Http404
    form = VenueForm(request.POST or None)
    if form.is_valid():
        standing = standing_of(request.user)
        home = Organization.objects.filter(pk__in=standing.places(*ESC_STAFF)).first()
        venue = services.add_venue(by=standing.person, organization=home, **form.facts)
        messages.success(request, f"{venue} can be chosen for sessions now.")
        return redirect("convenings:venues")
    return form_page(request, "convenings/venue_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    venue = get_object_or_404(Venue.objects.edited_by(request.user), pk=pk)
    form = VenueForm(request.POST or None, instance=venue)
    if form.is_valid():
        services.change_venue(venue, by=standing_of(request.user).person, **form.facts)
        messages.success(request, f"{form.cleaned_data['name']} is saved.")
        return redirect("convenings:venues")
    return form_page(request, "convenings/venue_form.html", {"form": form, "venue": venue})


@require_POST
def retire(request: PageRequest, pk: int) -> HttpResponse:
    venue = get_object_or_404(Venue.objects.edited_by(request.user), pk=pk)
    by = standing_of(request.user).person
    if request.POST.get("back"):
        services.bring_back_venue(venue, by=by)
        messages.success(request, f"{venue} is offered again.")
        return redirect("convenings:venues")
    try:
        services.retire_venue(venue, by=by)
    except services.StillPlanned as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{venue} is no longer offered. Past sessions keep it.")
    return redirect("convenings:venues")


def _may_add(request: PageRequest) -> bool:
    """Whoever plans sessions."""
    return standing_of(request.user).holds(Role.STATE_ADMIN, *ESC_STAFF)
