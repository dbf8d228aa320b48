"""Calendars to subscribe to: a person's own, a team's, and the feed itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from cohorts.models import DesignTeam
from convenings.calendars import address, entry, feed
from convenings.pages.calendar import to_come
from convenings.services.calendar import new_own_address, new_team_address
from core.personal import personal
from core.ratelimit import too_many
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from core.http import PageRequest
    from network.models import Person

ASKED = {"limit": 600, "seconds": 3600}  # of one address; programs ask once an hour


@personal
@require_GET
def own(request: PageRequest) -> HttpResponse:
    person = _person(request)
    link = address.address_of(person)
    context = {
        "address": link,
        "subscribing": address.subscribing(link),
        "rows": to_come(person),
        "teams": DesignTeam.objects.joined_by(request.user).select_related("cohort"),
    }
    return render(request, "convenings/calendar.html", context)


@personal
@require_POST
def new_address(request: PageRequest) -> HttpResponse:
    new_own_address(_person(request))
    messages.success(request, "Your calendar has a new address.")
    return redirect("convenings:calendar")


@personal
@require_GET
def of_team(request: PageRequest, pk: int) -> HttpResponse:
    team = _joined(request, pk)
    link = address.address_of(team)
    context = {"team": team, "address": link, "subscribing": address.subscribing(link)}
    return render(request, "convenings/team_calendar.html", context)


@personal
@require_POST
def new_address_of_team(request: PageRequest, pk: int) -> HttpResponse:
    team = _joined(request, pk)
    new_team_address(team, by=standing_of(request.user).person)
    messages.success(request, f"The calendar of {team} has a new address.")
    return redirect("convenings:team-calendar", pk)


@personal
@login_not_required
@never_cache
@require_safe
def file(request: HttpRequest, token: str) -> HttpResponse:
    """What calendar programs fetch, which cannot sign in: the address is the key."""
    found = address.feed_behind(token)
    if found is None:
        raise Http404
    if too_many(request, f"calendar-{found.pk}", **ASKED):
        return HttpResponse("Fetch this calendar once an hour.", status=429)
    name = slugify(str(found)) or "calendar"
    return HttpResponse(
        feed.feed_of(found),
        content_type=entry.CONTENT_TYPE,
        headers={"Content-Disposition": f'inline; filename="{name}.ics"'},
    )


def _person(request: PageRequest) -> Person:
    person = standing_of(request.user).person
    if person is None:
        raise Http404
    return person


def _joined(request: PageRequest, pk: int) -> DesignTeam:
    mine = DesignTeam.objects.joined_by(request.user).select_related("calendar_feed")
    return get_object_or_404(mine, pk=pk)
