"""Who may see and run directory imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Func, IntegerField

from network.access import standing_of
from network.roles import Role

if TYPE_CHECKING:
    from accounts.models import User
    from network.models import DirectoryImport  # noqa: F401  named in quotes below


def may_import(user: User) -> bool:
    """State administrators import."""
    return standing_of(user).holds(Role.STATE_ADMIN)


class DirectoryImportQuerySet(models.QuerySet["DirectoryImport"]):
    """State administrators import; nobody else sees the files."""

    def run_by(self, user: User) -> Self:
        """Imports this user may look at and apply."""
        return self if may_import(user) else self.none()

    def waiting(self) -> Self:
        """Imports that are not written yet."""
        return self.exclude(state="applied")

    def with_counts(self) -> Self:
        """The counts of the report without its thousands of lines."""
        return self.defer("report").annotate(
            counts=F("report__counts"),
            faults=Func(
                "report__faulty", function="jsonb_array_length", output_field=IntegerField()
            ),
        )
