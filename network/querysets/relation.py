"""What can be asked about alignments and support assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from core import clock
from network.querysets.role import in_force

if TYPE_CHECKING:
    import datetime as dt

    from network.models import Alignment, SupportAssignment  # noqa: F401  named in quotes below


class AlignmentQuerySet(models.QuerySet["Alignment"]):
    """States of alignments. Public knowledge: borrows no scope."""

    def on(self, day: dt.date) -> Self:
        """Alignments in force on that day."""
        return self.filter(in_force(day))

    def current(self) -> Self:
        """Alignments in force today."""
        return self.on(clock.today())


class SupportAssignmentQuerySet(models.QuerySet["SupportAssignment"]):
    """States of support assignments. Borrows its scope from the organization."""

    def current(self) -> Self:
        """Assignments in force today."""
        return self.filter(in_force(clock.today()))
