"""Closing, reopening and the like, and taking that back on the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from network.access import standing_of
from network.forms.organizations import StatusForm
from network.models import Organization, StatusEvent
from network.services import status

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def organization_status(request: PageRequest, pk: int) -> HttpResponse:
    rows = Organization.objects.known().edited_by(request.user)
    rows = rows.exclude(kind=Organization.Kind.STATE_AGENCY)  # it runs the network
    found = get_object_or_404(rows, pk=pk)
    form = StatusForm(request.POST or None, organization=found)
    if form.is_valid():
        by = standing_of(request.user).person
        changed = status.change_status(found, **form.cleaned_data, by=by)
        newest = changed.status_events.order_by("pk").last()
        undo = reverse("network:status-undo", args=[newest.pk]) if newest else ""
        said = f"{changed}: {changed.get_status_display().lower()}."
        messages.success(request, said, extra_tags=undo)
        return redirect(changed)
    context = {"organization": found, "form": form}
    return render(request, "network/organization_status.html", context)


@require_POST
def status_undo(request: PageRequest, pk: int) -> HttpResponse:
    editable = Organization.objects.edited_by(request.user)
    events = StatusEvent.objects.filter(organization__in=editable.values("pk"))
    event = get_object_or_404(events.select_related("organization"), pk=pk)
    try:
        found = status.undo_status(event, by=standing_of(request.user).person)
    except status.CannotUndo as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"{found}: {found.get_status_display().lower()} again.")
    return redirect(event.organization)
