"""Who may see and run directory imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from network.access import standing_of
from network.roles import Role

if TYPE_CHECKING:
    from accounts.models import User
    from network.models import DirectoryImport  # noqa: F401  named in quotes below


class DirectoryImportQuerySet(models.QuerySet["DirectoryImport"]):
    """State administrators import; nobody else sees the files."""

    def run_by(self, user: User) -> Self:
        """Imports this user may look at and apply."""
        return self if standing_of(user).holds(Role.STATE_ADMIN) else self.none()
