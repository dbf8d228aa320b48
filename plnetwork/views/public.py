"""Pages that anybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from plnetwork.front import front_page
from reports.findings import public_findings

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    context = {**front_page(), "findings": public_findings()}
    return render(request, "plnetwork/landing.html", context)


@login_not_required
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "plnetwork/accessibility.html")


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "plnetwork/privacy.html")


@login_not_required
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "plnetwork/help.html")


@login_not_required
def no_passwords(request: HttpRequest, rest: str) -> HttpResponse:
    """Nobody has a password. allauth's page to reset one would frighten people by mail."""
    return redirect("account_login")
