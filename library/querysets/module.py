"""Modules, and who may see how far somebody has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from cohorts.querysets import rows_of
from network.access import standing_of
from network.models import Person
from network.roles import ESC_STAFF, STATE_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User
    from library.models import (  # noqa: F401  quoted below
        Lesson,
        LessonProgress,
        Module,
        ModuleCompletion,
    )


def follows_modules(user: User) -> bool:
    """Whether somebody facilitates: sees who has done which module, of the people they see."""
    return standing_of(user).holds(*STATE_STAFF, Role.PARTNER_FACILITATOR, *ESC_STAFF)


def may_contact(user: User) -> bool:
    """Whether somebody gets in touch with people they see who wish for it; no mere reader does."""
    return standing_of(user).holds(Role.STATE_ADMIN, Role.PARTNER_FACILITATOR, *ESC_STAFF)


class ModuleQuerySet(models.QuerySet["Module"]):
    """Published modules are public; the state's administrators change them."""

    def published(self) -> Self:
        """What everybody sees."""
        return self.filter(is_published=True)

    def visible_to(self, user: User) -> Self:
        """What everybody sees; those who change modules also see what is not published."""
        return self if standing_of(user).holds(Role.STATE_ADMIN) else self.published()

    def run_by(self, user: User) -> Self:
        """Modules this user may change."""
        return self if standing_of(user).holds(Role.STATE_ADMIN) else self.none()


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Parts of modules."""

    def taught(self) -> Self:
        """Not put away."""
        return self.filter(put_away_at=None)

    def run_by(self, user: User) -> Self:
        """Lessons this user may change, put away and bring back."""
        return self.filter(module__in=rows_of(self.model, "module").run_by(user))


class LessonProgressQuerySet(models.QuerySet["LessonProgress"]):
    """A person's own; what others see of it is counted, never read."""

    def of(self, user: User) -> Self:
        """The person's own progress; not that of whom one views the network as."""
        standing = standing_of(user)
        if standing.person is None or standing.is_viewed:
            return self.none()
        return self.filter(person=standing.person)

    def done(self) -> Self:
        """Lessons that are done, of those that are taught."""
        return self.filter(done_at__isnull=False, lesson__put_away_at=None)


class ModuleCompletionQuerySet(models.QuerySet["ModuleCompletion"]):
    """Finished modules."""

    def of(self, user: User) -> Self:
        """The person's own."""
        person = standing_of(user).person
        return self.none() if person is None else self.filter(person=person)

    def visible_to(self, user: User) -> Self:
        """One's own, and for those who facilitate, those of the people they see."""
        if not follows_modules(user):
            return self.of(user)
        return self.filter(person__in=Person.objects.visible_to(user))

    def contacted_by(self, user: User) -> Self:
        """Those whose wish for contact this user meets, or says that it is met."""
        return (
            self.visible_to(user).filter(wants_contact=True) if may_contact(user) else self.none()
        )

    def awaiting_contact(self) -> Self:
        """Of people who wish for contact, with whom nobody has been in touch."""
        return self.filter(wants_contact=True, contacted_at=None)
