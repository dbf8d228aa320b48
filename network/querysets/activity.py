"""What can be asked about the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models

if TYPE_CHECKING:
    from network.models import Activity  # noqa: F401  named in quotes below


def log_type(thing: models.Model) -> ContentType:
    """The type under which a thing is logged: a school's lines are its organization's lines."""
    parents = thing._meta.get_parent_list()
    return ContentType.objects.get_for_model(parents[-1] if parents else thing)


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Lines of the log. Whoever may see the object may see its lines."""

    def about(self, thing: models.Model) -> Self:
        """The lines about one object, newest first."""
        return self.filter(content_type=log_type(thing), object_id=thing.pk).select_related("actor")
