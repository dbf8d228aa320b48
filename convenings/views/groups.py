"""Groups in the room, by session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from convenings.forms.groups import GroupsForm
from convenings.models import Session
from convenings.services import groups as services
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def groups(request: PageRequest, pk: int) -> HttpResponse:
    """The groups of a session and which teams are in them."""
    session = _facilitated(request, pk)
    there = list(session.breakouts.prefetch_related("teams__school", "teams__district"))
    teams = list(services.teams_of(session).select_related("school", "district").order_by("name"))
    form = GroupsForm(request.POST or None, groups=there, teams=teams)
    if form.is_valid():
        services.arrange_groups(session, **form.facts(), by=standing_of(request.user).person)
        messages.success(request, "The groups are saved.")
        return redirect("convenings:groups", pk)
    context = {"session": session, "convening": session.convening, "groups": there, "form": form}
    return form_page(request, "convenings/groups.html", context)


@require_POST
def form_anew(request: PageRequest, pk: int) -> HttpResponse:
    """Groups out of the choices; they take the place of those that were there."""
    session = _facilitated(request, pk)
    try:
        formed = services.form_groups(session, by=standing_of(request.user).person)
    except services.NothingChosen as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{len(formed)} groups are formed from the choices.")
    return redirect("convenings:groups", pk)


def _facilitated(request: PageRequest, pk: int) -> Session:
    mine = Session.objects.checked_in_by(request.user).filter(is_cancelled=False)
    return get_object_or_404(mine.select_related("convening__cohort"), pk=pk)
