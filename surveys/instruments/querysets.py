"""Who may read and who may change instruments, and what is in which state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from network.access import standing_of
from network.roles import Role

if TYPE_CHECKING:
    from accounts.models import User
    from surveys.instruments.models import (  # noqa: F401  named in quotes below
        Instrument,
        InstrumentVersion,
        Scale,
    )


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    """Everybody signed in reads; state administrators change."""

    def visible_to(self, user: User) -> Self:
        """All but the archived ones, which only those who may bring them back see."""
        return self if edits_instruments(user) else self.filter(archived_at=None)

    def edited_by(self, user: User) -> Self:
        """What this user may change; frozen versions stay as they are whoever asks."""
        return self if edits_instruments(user) else self.none()

    def current(self) -> Self:
        """Those that are offered for new surveys."""
        return self.filter(archived_at=None)


class VersionQuerySet(models.QuerySet["InstrumentVersion"]):
    """Asks its instrument."""

    def visible_to(self, user: User) -> Self:
        """With the instrument; one that was asked stays readable for whoever has its address."""
        if edits_instruments(user):
            return self
        return self.filter(Q(instrument__archived_at=None) | Q(is_frozen=True))

    def public(self) -> Self:
        """What anybody may read, without an account: was asked with, or is about to be.

        A form for learners goes to parents with the notice, and nowhere before it (domain.md 8).
        """
        told = Q(administrations__safeguards__isnull=False) | Q(instrument__is_for_learners=False)
        prepared = Q(administrations__isnull=False, administrations__removed_at=None)
        shown = self.model._default_manager.filter(prepared & told)
        return self.filter(Q(is_frozen=True) | Q(pk__in=shown.order_by().values("pk")))

    def without_variants(self) -> Self:
        """Those that stand in lists: a variant belongs to one occasion."""
        return self.filter(base=None)

    def edited_by(self, user: User) -> Self:
        """Those of instruments this user may change."""
        return self if edits_instruments(user) else self.none()


class ScaleQuerySet(models.QuerySet["Scale"]):
    """Lists of answers, read and changed as instruments are."""

    def edited_by(self, user: User) -> Self:
        """What this user may change while no frozen version uses it."""
        return self if edits_instruments(user) else self.none()

    def frozen(self) -> Self:
        """Those that a frozen version uses, so that they never change again."""
        items = self.model._meta.apps.get_model("surveys", "Item")
        used = items._default_manager.filter(section__version__is_frozen=True, scale__isnull=False)
        return self.filter(pk__in=used.values("scale_id"))


def edits_instruments(user: User) -> bool:
    """State administrators make the forms of the network."""
    return standing_of(user).holds(Role.STATE_ADMIN)
