"""Nobody sees other people's data before a second factor is set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect

from network.access import standing_of
from network.roles import NEEDS_SECOND_FACTOR

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# Where somebody without a second factor may still go: to set it up, to sign out, to answer.
OPEN_WITHOUT = ("/accounts/", "/static/", "/healthz", "/answer/", "/join/", "/demo/")


class SecondFactorMiddleware:
    """Sends state, ESC, partner, evaluator and district staff to the set-up page first.

    The demo's sign-in list is let through: it exists only on fictional data.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._must_set_up(request):
            messages.warning(request, "Set up a second factor to see the network's data.")
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated or request.path.startswith(OPEN_WITHOUT):
            return False
        if settings.DEMO and request.session.get("demo_sign_in"):
            return False
        if not standing_of(request.user).holds(*NEEDS_SECOND_FACTOR):
            return False
        return not is_mfa_enabled(request.user)
