"""The page that the link of an invitation to a role opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.services import account_for
from accounts.sign_in import send_code
from core.personal import personal
from core.ratelimit import too_many
from network import links
from network.services import rights
from network.services import role_invitations as services
from network.services.people import is_invited

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from core.http import PageRequest
    from network.models import RoleInvitation

# Wrong links from one address; right ones are not counted.
KNOCKS, SECONDS = 30, 300
SESSION_KEY = "welcomed"


@personal
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: PageRequest, token: str) -> HttpResponse:
    """Show an invitation. Only its button takes the role, so that a mail scanner changes nothing.

    A stranger's button mails a code; who types it has taken the role. Nobody does by opening.
    """
    invitation = links.invitation_for(token)
    if invitation is None:
        if too_many(request, "welcome", limit=KNOCKS, seconds=SECONDS):
            return render(request, "network/welcome_later.html", status=429)
        return render(request, "network/welcome_unknown.html", status=404)
    context = {"invitation": invitation, "somebody_else": not is_invited(request.user, invitation)}
    has_asked = request.user.is_authenticated and _asked_before(request, invitation)
    if (request.method != "POST" and not has_asked) or context["somebody_else"]:
        return render(request, "network/welcome.html", context)
    try:
        if request.user.is_authenticated:
            return _take(request, invitation)
        return _ask_for_a_code(request, invitation)
    except rights.RightsRefused as refusal:
        return render(request, "network/welcome.html", context | {"refusal": str(refusal)})


def _take(request: PageRequest, invitation: RoleInvitation) -> HttpResponse:
    granted = services.accept_invitation(invitation, user=request.user)
    messages.success(request, f"You are {granted.in_words}.")
    return redirect("home")


def _ask_for_a_code(request: HttpRequest, invitation: RoleInvitation) -> HttpResponse:
    """The account is made only for an invitation that still leads to the role."""
    services.refuse_closed(invitation)
    request.session[SESSION_KEY] = invitation.pk
    account = account_for(invitation.email)
    return send_code(request, email=account.email, then=request.path)


def _asked_before(request: HttpRequest, invitation: RoleInvitation) -> bool:
    """Whether the button was pressed in this browser before the code was typed."""
    return bool(request.session.pop(SESSION_KEY, None) == invitation.pk)
