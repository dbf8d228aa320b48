"""Where somebody is signed in, and how to end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.devices import device_of
from accounts.services import sign_out_everywhere
from core import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def sessions(request: PageRequest) -> HttpResponse:
    key = request.session.session_key
    going_on = _going_on(request).order_by("-created_at")
    if not going_on.filter(session_key=key).exists():
        UserSession.objects.create_from_request(request)
    rows = [
        {
            "pk": row.pk,
            "device": device_of(row.user_agent),
            "address": row.ip,
            "since": row.created_at,
            "is_here": row.session_key == key,
        }
        for row in going_on.all()
    ]
    return render(request, "accounts/sessions.html", {"rows": rows})


@require_POST
def session_end(request: PageRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_going_on(request), pk=pk)
    if row.session_key == request.session.session_key:
        return redirect("account_logout")
    row.end()
    messages.success(request, f"Signed out: {device_of(row.user_agent)}.")
    return redirect("accounts:sessions")


@require_POST
def sessions_end_others(request: PageRequest) -> HttpResponse:
    """All but this one, also those that are on no list."""
    sign_out_everywhere(request.user)
    update_session_auth_hash(request, request.user)
    UserSession.objects.create_from_request(request)
    messages.success(request, "You are signed out everywhere but here.")
    return redirect("accounts:sessions")


def _going_on(request: PageRequest) -> QuerySet[UserSession]:
    """Own sign-ins whose session still is there."""
    alive = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    own: QuerySet[UserSession] = UserSession.objects.filter(user=request.user)
    return own.filter(session_key__in=alive)
