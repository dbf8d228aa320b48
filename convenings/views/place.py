"""One's own place by a link from a mail, without signing in: take it, leave the waitlist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from convenings import services
from convenings.codes import SEAT
from convenings.links import place_behind
from convenings.models import Registration
from convenings.pages.registration import people_before

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TAKE, LEAVE = "take", "leave"
REASONS = {
    Registration.State.OFFERED: "Said no to the offered seat.",
    Registration.State.WAITING: "Left the waitlist by the link in the mail.",
    Registration.State.REGISTERED: "Gave the seat back by the link in the mail.",
}


@login_not_required
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing: programs that look at links in mails follow them."""
    found = place_behind(token)
    if found is None:
        raise Http404
    action = request.POST.get("action")
    if action in (TAKE, LEAVE):
        try:
            _act(found, action)
        except (services.OfferEnded, services.SessionClosed) as refusal:
            messages.warning(request, str(refusal))
        return redirect("convenings:place", token)
    context = {
        "seat": found,
        "session": found.session,
        "token": token,
        "code": SEAT.token(found.nonce),
        "before": people_before(found),
    }
    return render(request, "convenings/place.html", context)


def _act(registration: Registration, action: str) -> None:
    if action == TAKE:
        services.take_offer(registration, by=registration.person)
        return
    reason = REASONS.get(Registration.State(registration.state), "")
    services.cancel_registration(registration, by=registration.person, reason=reason)
