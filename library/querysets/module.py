"""Modules, and who may see how far somebody has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from network.access import standing_of
from network.roles import Role

if TYPE_CHECKING:
    from accounts.models import User
    from library.models import (  # noqa: F401  quoted below
        LessonProgress,
        Module,
        ModuleCompletion,
    )


class ModuleQuerySet(models.QuerySet["Module"]):
    """Published modules are public; the state's administrators change them."""

    def published(self) -> Self:
        """What everybody sees."""
        return self.filter(is_published=True)

    def run_by(self, user: User) -> Self:
        """Modules this user may change."""
        return self if standing_of(user).holds(Role.STATE_ADMIN) else self.none()


class LessonProgressQuerySet(models.QuerySet["LessonProgress"]):
    """A person's own; what others see of it is counted, never read."""

    def of(self, user: User) -> Self:
        """The person's own progress; not that of whom one views the network as."""
        standing = standing_of(user)
        if standing.person is None or standing.is_viewed:
            return self.none()
        return self.filter(person=standing.person)

    def done(self) -> Self:
        """Lessons that are done."""
        return self.filter(done_at__isnull=False)


class ModuleCompletionQuerySet(models.QuerySet["ModuleCompletion"]):
    """Finished modules."""

    def of(self, user: User) -> Self:
        """The person's own."""
        person = standing_of(user).person
        return self.none() if person is None else self.filter(person=person)
