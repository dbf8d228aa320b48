"""The page behind a personal link. GET never changes anything: mail scanners open links too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import clock
from core.personal import personal
from core.ratelimit import too_many
from surveys.collection import drafts, links
from surveys.collection.answer_page import page_of
from surveys.collection.models import Administration
from surveys.collection.refusals import AlreadySent, NotOpen, Refusal, UnknownLink

if TYPE_CHECKING:
    from django.http import HttpRequest

    from surveys.collection.models import Invitation

# Whole staffs share one address, so what is limited tightly is only guessing links.
WRONG_LINKS = {"limit": 20, "seconds": 600}
SAVES = {"limit": 240, "seconds": 60}
# Not answers: what the form's buttons and Django bring along.
NOT_ANSWERS = ("csrfmiddlewaretoken", "section", "go")
STATUS = {AlreadySent: 409, NotOpen: 409, UnknownLink: 404}


@personal
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    invitation = links.invitation_for(token)
    if invitation is None:
        return _private(_wrong_link(request))
    if request.method == "POST":
        if too_many(request, f"answer|{links.hash_of(token)}", **SAVES):
            return _private(_words(request, "too_many", status=429))
        if request.content_type == "application/json":
            return _private(_autosave(request, token))
        return _private(_turn_page(request, token, invitation))
    return _private(_show(request, token, invitation))


def _show(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    administration = invitation.administration
    if invitation.is_completed:
        return _words(request, "sent", invitation=invitation, is_new="sent" in request.GET)
    if administration.state == Administration.State.DRAFT:
        return _words(request, "not_yet", administration=administration)
    if not administration.is_open or clock.now() > administration.closes_at:
        return _words(request, "closed", administration=administration)
    page = page_of(invitation, section=request.GET.get("section"), answers=drafts.read(token) or {})
    return render(request, "surveys/answer/form.html", {"page": page})


def _autosave(request: HttpRequest, token: str) -> HttpResponse:
    """Keep single answers; what is wrong is told in words, and the rest stays kept."""
    try:
        sent = json.loads(request.body)
        given = sent["answers"]
        if not isinstance(given, dict):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):  # the last: nested without end
        return JsonResponse({"words": "This could not be read. Load the page again."}, status=400)
    try:
        saved = drafts.save(token, answers=given)
    except Refusal as refusal:
        return JsonResponse({"words": str(refusal)}, status=STATUS.get(type(refusal), 422))
    return JsonResponse({"revision": saved.revision})


def _turn_page(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """Without JavaScript the buttons do it all: save this section, then go where they say."""
    given = {name: value for name, value in request.POST.items() if name not in NOT_ANSWERS}
    go = request.POST.get("go", "next")
    section = request.POST.get("section")
    try:
        if go == "send":
            drafts.submit(token, answers=given)
            return redirect(f"{reverse('surveys:answer', args=[token])}?sent")
        drafts.save(token, answers=given)
    except (AlreadySent, NotOpen):
        return redirect("surveys:answer", token=token)
    except Refusal as refusal:
        kept: dict[str, Any] = drafts.read(token) or {}
        page = page_of(invitation, section=section, answers=kept | given, faults=[str(refusal)])
        return render(request, "surveys/answer/form.html", {"page": page}, status=422)
    number = page_of(invitation, section=section, answers={}).number
    number += -1 if go == "back" else 1
    return redirect(f"{reverse('surveys:answer', args=[token])}?section={max(number, 1)}")


def _wrong_link(request: HttpRequest) -> HttpResponse:
    if too_many(request, "answer", **WRONG_LINKS):
        return _words(request, "too_many", status=429)
    return _words(request, "unknown", status=404)


def _words(
    request: HttpRequest, name: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """A page that only says how things stand."""
    return render(request, f"surveys/answer/{name}.html", context, status=status)


def _private(response: HttpResponse) -> HttpResponse:
    """SECURITY: the address is the key, so no page keeps it or passes it on.

    "strict-origin" and not "no-referrer": with the latter browsers send the form's Origin as
    "null", and the check against forged forms would refuse every answer.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, no_store=True)
    return response
