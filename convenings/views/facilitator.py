"""Who runs a session or its door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from convenings import services
from convenings.forms.venue import FacilitatorForm
from convenings.models import Facilitator, Session
from convenings.views.scope import session_run_by
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def add(request: PageRequest, pk: int) -> HttpResponse:
    session = session_run_by(request, pk)
    form = FacilitatorForm(request.POST or None)
    if form.is_valid():
        duty = Facilitator.Duty(form.cleaned_data["duty"])
        by = standing_of(request.user).person
        added = services.add_facilitator(session, person=form.person, duty=duty, by=by)
        messages.success(
            request, f"{added.person}: {added.get_duty_display().lower()} in {session.region}."
        )
        return redirect(session)
    context = {"session": session, "convening": session.convening, "form": form}
    return form_page(request, "convenings/facilitator_new.html", context)


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    mine = Session.objects.run_by(request.user).values("pk")
    facilitator = get_object_or_404(
        Facilitator.objects.filter(session__in=mine).select_related("session", "person"), pk=pk
    )
    services.remove_facilitator(facilitator, by=standing_of(request.user).person)
    messages.success(
        request, f"{facilitator.person} no longer has a duty in {facilitator.session.region}."
    )
    return redirect(facilitator.session)
