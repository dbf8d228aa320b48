"""The request our views receive: signed in, and aware of htmx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest as DjangoRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from accounts.models import User


class PageRequest(DjangoRequest):
    """What LoginRequiredMiddleware lets through; pages open to strangers take Django's own."""

    htmx: HtmxDetails
    user: User
