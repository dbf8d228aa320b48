"""The code of a room: showing it, and checking oneself in with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from convenings import services
from convenings.forms.room import RoomCodeForm
from convenings.views.scope import door_of
from core.qr import svg_of
from core.ratelimit import too_many
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from core.http import PageRequest

GUESSES, SECONDS = 20, 600
TOO_MANY = "That was the wrong code too often. Wait ten minutes, or ask at the door."


@require_http_methods(["GET", "POST"])
def room(request: PageRequest, pk: int) -> HttpResponse:
    """Big enough for the back row; the code is made when somebody asks for it."""
    session = door_of(request, pk)
    by = standing_of(request.user).person
    if request.POST.get("action") == "stop":
        services.end_room_code(session, by=by)
        messages.success(request, "The code is taken away. Marks made with it stay.")
        return redirect("convenings:attendance", pk)
    if request.method == "POST":
        services.offer_room_code(session, by=by)
        return redirect("convenings:room", pk)
    context: dict[str, Any] = {"session": session, "convening": session.convening}
    if session.checkin_code:
        address = settings.SITE_URL + reverse("convenings:here")
        context |= {
            "address": address.split("://", 1)[-1],
            "drawing": svg_of(f"{address}?code={session.checkin_code}", scale=8),
        }
    return render(request, "convenings/room.html", context)


@require_http_methods(["GET", "POST"])
def here(request: PageRequest) -> HttpResponse:
    """Somebody checks themselves in; scanning the room's code only fills the field."""
    person = standing_of(request.user).person
    if person is None:
        raise Http404
    form = RoomCodeForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    context = {"form": form}
    if form.is_valid():
        if is_guessing(request, person.pk):
            form.add_error("code", TOO_MANY)
            return form_page(request, "convenings/check_in.html", context)
        try:
            mark = services.check_oneself_in(form.cleaned_data["code"], person=person)
        except (services.WrongCode, services.NotOnTheList) as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, f"You are here: {mark.session}.")
            return redirect(mark.session.convening)
    return form_page(request, "convenings/check_in.html", context)


def is_guessing(request: HttpRequest, who: int) -> bool:
    """Whether this person has tried too many codes."""
    return too_many(request, f"room-code:{who}", limit=GUESSES, seconds=SECONDS)
