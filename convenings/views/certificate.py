"""The public page at which anybody who holds a certificate may check it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from convenings.models import Certificate
from core.ratelimit import too_many

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# A human resources office checks a staff's certificates one by one.
CHECKS = {"limit": 120, "seconds": 3600}


@login_not_required
@never_cache
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Says what was issued, whether it stands, or that there is none with this code."""
    if too_many(request, "certificate", **CHECKS):
        return _page(request, {"is_too_often": True}, 429)
    found = Certificate.objects.filter(code=code).first()
    return _page(request, {"certificate": found}, 200 if found else 404)


def _page(request: HttpRequest, context: dict[str, object], status: int) -> HttpResponse:
    response = render(request, "convenings/certificate.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
