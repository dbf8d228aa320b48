"""The demo's own doors; they do not exist when DEMO is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404


@login_not_required
def sign_in_list(request: HttpRequest) -> HttpResponse:
    _only_in_demo()
    raise Http404


@login_not_required
def mailbox(request: HttpRequest) -> HttpResponse:
    _only_in_demo()
    raise Http404


@login_not_required
def mail(request: HttpRequest, name: str) -> HttpResponse:
    _only_in_demo()
    raise Http404
