"""Questions about certificates, and about layouts of files for the state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from network.access import standing_of
from network.roles import ESC_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import Certificate, ExportLayout  # noqa: F401  quoted


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """A certificate is the person's own, and whoever has its code may check it.

    SECURITY: nobody else learns who has one, not even who runs the cohort: where feedback is asked
    for it, counting certificates would tell how many sent theirs (disclosure.md 7).
    """

    def of(self, user: User) -> Self:
        """The user's own."""
        person = standing_of(user).person
        return self.none() if person is None else self.filter(person=person)

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(revoked_at=None)


class ExportLayoutQuerySet(models.QuerySet["ExportLayout"]):
    """Layouts are shared by everybody who runs convenings."""

    def visible_to(self, user: User) -> Self:
        """All of them for service centers and the state's administrators."""
        return self if exports_hours(user) else self.none()

    def changed_by(self, user: User) -> Self:
        """One's own; the state's administrators change all."""
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self
        mine = Q(made_by__isnull=False, made_by=standing.person)
        return self.visible_to(user).filter(mine)


def exports_hours(user: User) -> bool:
    """Whether somebody runs convenings, and hands their hours on."""
    return standing_of(user).holds(Role.STATE_ADMIN, *ESC_STAFF)
