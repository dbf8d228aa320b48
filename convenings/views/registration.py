"""Taking a seat and giving it back, each for oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from convenings import services
from convenings.models import Registration, Session
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_POST
def register(request: PageRequest, pk: int) -> HttpResponse:
    mine = Session.objects.joinable_by(request.user).select_related("convening")
    session = get_object_or_404(mine, pk=pk)
    person = standing_of(request.user).person
    if person is None:
        raise Http404
    try:
        registration = services.register(session, person=person, by=person)
    except (services.SessionFull, services.SessionClosed) as refusal:
        messages.warning(request, str(refusal))
    else:
        undo = reverse("convenings:cancel-registration", args=[pk])
        messages.success(request, _words(registration), extra_tags=undo)
    return redirect(session.convening)


@require_POST
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    mine = Registration.objects.filter(person=standing_of(request.user).person)
    registration = get_object_or_404(mine.select_related("session", "convening"), session=pk)
    try:
        services.cancel_registration(registration, by=registration.person)
    except services.SessionClosed as refusal:
        messages.warning(request, str(refusal))
    else:
        words = f"Your place in {registration.session.region} is given back."
        undo = reverse("convenings:register", args=[pk])
        messages.success(request, words, extra_tags=undo)
    return redirect(registration.convening)


def _words(registration: Registration) -> str:
    region = registration.session.region
    if registration.state == Registration.State.WAITING:
        return f"{region} is full. You are on its waitlist; we write to you when a seat is free."
    return f"Your seat in {region} is confirmed."
