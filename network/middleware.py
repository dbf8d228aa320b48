"""Nobody sees other people's data before a second factor is set up; who views as somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse

from core.personal import is_personal
from network import viewing
from network.access import standing_of
from network.models import ViewAs
from network.roles import NEEDS_SECOND_FACTOR, Role
from network.services import view_as as services

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Answer = Callable[[HttpRequest], HttpResponse]

# Where somebody without a second factor may still go: to set it up, to sign out, and by a personal
# link, which opens the same to a stranger.
OPEN_WITHOUT = (
    *("/accounts/", "/static/", "/healthz", "/demo/", "/answer/", "/welcome/"),
    *("/join/", "/write-together/", "/consent/", "/offered-place/"),
)
SAFE = ("GET", "HEAD", "OPTIONS")
# How somebody signs in is theirs alone.
NEVER_VIEWED = ("/accounts/", "/demo/")


class SecondFactorMiddleware:
    """Sends state, ESC, partner, evaluator and district staff to the set-up page first.

    The demo's sign-in list is let through: it exists only on fictional data.
    """

    def __init__(self, get_response: Answer) -> None:
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


class ViewAsMiddleware:
    """Answers a viewing state administrator as the viewed person would be answered, read-only.

    Stands after the second factor, which is asked of the real user. Costs nothing when nobody
    views: the key lies in the session.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated or viewing.SESSION_KEY not in request.session:
            return self.get_response(request)
        view_as = self._going_on(request)
        if view_as is None:
            return self._over(request)
        if request.path == reverse("account_logout") and request.method == "POST":
            services.stop_viewing(view_as)
            return self.get_response(request)
        if request.path == reverse("network:view-as-stop"):
            return self.get_response(request)
        return self._as_viewed(request, view_as)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Personal pages are known by their view."""
        if viewing.current() is not None and is_personal(view):
            return _refused(request, "personal")
        return None

    def _going_on(self, request: HttpRequest) -> ViewAs | None:
        """The viewing of this session, unless its time is up or one of the two lost their rights.

        Asked anew at every request, because the viewer's own grant may have ended meanwhile.
        """
        standing = standing_of(request.user)
        if not standing.holds(Role.STATE_ADMIN):
            return None
        key = request.session[viewing.SESSION_KEY]
        found = ViewAs.objects.running().with_both().filter(pk=key, viewer=standing.person).first()
        still_there = found and found.person.user and found.person.user.is_active
        return found if still_there else None

    def _over(self, request: HttpRequest) -> HttpResponse:
        """Whatever was asked is not answered as oneself: it was meant as somebody else."""
        ended = ViewAs.objects.filter(pk=request.session.pop(viewing.SESSION_KEY)).first()
        if ended is not None:
            services.stop_viewing(ended)
        rotate_token(request)
        messages.warning(request, "Viewing as somebody else is over. You are yourself again.")
        return redirect("home")

    def _as_viewed(self, request: HttpRequest, view_as: ViewAs) -> HttpResponse:
        viewed = view_as.person.user
        assert viewed is not None  # noqa: S101  _going_on has looked
        viewed.is_viewed = True
        request.user = viewed
        with viewing.through(view_as):
            if request.method not in SAFE:
                return _refused(request, "change")
            if request.path.startswith(NEVER_VIEWED):
                return _refused(request, "personal")
            if "HX-Request" not in request.headers:
                services.count_page(view_as)
            return self.get_response(request)


def _refused(request: HttpRequest, what: str) -> HttpResponse:
    """The page that says so; htmx puts it in place of the page's main part."""
    by_htmx = "HX-Request" in request.headers
    answer = render(
        request, "network/only_looking.html", {"refused": what}, status=200 if by_htmx else 403
    )
    if by_htmx:
        answer["HX-Retarget"] = answer["HX-Reselect"] = "#main"
        answer["HX-Reswap"] = "outerHTML"
    return answer
