"""What can be asked about role grants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from core import clock

if TYPE_CHECKING:
    import datetime as dt

    from network.models import RoleGrant  # noqa: F401  named in quotes below


def in_force(on: dt.date) -> Q:
    """The condition of everything with `starts_on` and `ends_on`, both days included."""
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """States of grants."""

    def current(self) -> Self:
        """Grants in force today, their first and last day included."""
        return self.filter(in_force(clock.today()))
