"""The demo's own doors; they do not exist when DEMO is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from plnetwork.demo import cast, mailbox

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BACKEND = "django.contrib.auth.backends.ModelBackend"


def _only_in_demo() -> None:
    """SECURITY: without this check anybody could sign in as anybody."""
    if not settings.DEMO:
        raise Http404


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in_list(request: HttpRequest) -> HttpResponse:
    _only_in_demo()
    if request.method == "POST":
        chosen = get_object_or_404(
            User.objects.filter(email__in=cast.addresses()),
            email=request.POST.get("email", "").replace("\0", ""),
        )
        login(request, chosen, backend=BACKEND)
        request.session["demo_sign_in"] = True
        UserSession.objects.create_from_request(request)
        return redirect("home")
    context = {"players": cast.players(), "respondent_link": cast.respondent_link()}
    return render(request, "plnetwork/demo_sign_in.html", context)


@login_not_required
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    _only_in_demo()
    return render(request, "plnetwork/mailbox.html", {"letters": mailbox.letters()})


@login_not_required
@require_GET
def letter(request: HttpRequest, name: str) -> HttpResponse:
    _only_in_demo()
    found = mailbox.letter(name)
    if found is None:
        raise Http404
    return render(request, "plnetwork/mail.html", {"letter": found})
