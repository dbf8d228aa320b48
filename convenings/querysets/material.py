"""Questions about materials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from cohorts.models import Cohort

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from convenings.models import Material  # noqa: F401  quoted


class MaterialQuerySet(models.QuerySet["Material"]):
    """Whoever sees the convening opens its materials; public ones everybody, also signed out."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public ones, and those of convenings this user sees; removed ones never."""
        if not user.is_authenticated:
            return self.kept().filter(access="public")
        convenings: Any = self.model._meta.get_field("convening").related_model
        seen = convenings._default_manager.visible_to(user)
        return self.kept().filter(Q(access="public") | Q(convening__in=seen.values("pk")))

    def run_by(self, user: User) -> Self:
        """Those this user may change, remove and bring back."""
        return self.filter(convening__cohort__in=Cohort.objects.run_by(user))

    def kept(self) -> Self:
        """Those that nobody removed."""
        return self.filter(removed_at=None)
