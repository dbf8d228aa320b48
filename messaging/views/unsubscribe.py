"""Stopping a kind of message from the mail itself, without signing in (RFC 8058)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from messaging import services
from messaging.emails.addresses import message_behind
from messaging.emails.letters import is_optional

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from messaging.models import Message


# SECURITY: no CSRF token, because a mail program posts here by itself. The signed token in the
# address is the right to do so, and all it does is stop one kind of optional message.
@login_not_required
@csrf_exempt
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing: programs that look at links in mails follow them."""
    found = _behind(token)
    if request.method == "POST":
        services.switch_off(found)
    context = {"message": found, "token": token, "is_off": request.method == "POST"}
    return render(request, "messaging/unsubscribe.html", context)


@login_not_required
@require_POST
def undo(request: HttpRequest, token: str) -> HttpResponse:
    found = _behind(token)
    services.switch_on(found)
    context = {"message": found, "token": token, "is_off": False, "is_on_again": True}
    return render(request, "messaging/unsubscribe.html", context)


def _behind(token: str) -> Message:
    found = message_behind(token)
    if found is None or not is_optional(found):
        raise Http404
    return found
