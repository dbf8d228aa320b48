"""Questions about seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from convenings.querysets.session import TAKING
from core import clock

if TYPE_CHECKING:
    from convenings.models import Registration  # noqa: F401  quoted


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """States of registrations."""

    def holding(self) -> Self:
        """Those with a seat of their own."""
        return self.filter(state="registered")

    def taking(self) -> Self:
        """Those that take a seat: registered, or held for somebody who was offered it."""
        return self.filter(state__in=TAKING)

    def waiting(self) -> Self:
        """Those on the waitlist, who came first first."""
        return self.filter(state="waiting").order_by("registered_at", "pk")

    def offered(self) -> Self:
        """Those who were offered a seat and have not answered."""
        return self.filter(state="offered")

    def with_ended_offers(self) -> Self:
        """Those whose offer nobody took in time."""
        return self.offered().filter(offer_ends_at__lte=clock.now())

    def standing(self) -> Self:
        """Those with a seat or waiting for one."""
        return self.exclude(state="cancelled")
