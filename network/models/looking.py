"""How people look at the network: saved views of lists, and state staff viewing as somebody."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models

from core import clock
from network.querysets.looking import SavedViewQuerySet, ViewAsQuerySet

VIEW_AS_LASTS = dt.timedelta(minutes=30)


def _view_as_ends() -> dt.datetime:
    return clock.now() + VIEW_AS_LASTS


class SavedView(models.Model):
    """A list with filters, columns and order, kept under a name; the query string is all of it."""

    owner = models.ForeignKey("network.Person", models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=40, db_comment="Url name of the list.")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    is_shared = models.BooleanField(
        "share with everybody who uses this list",
        db_default=False,
        help_text="Others see the same filters over what they may see.",
    )

    objects: ClassVar[SavedViewQuerySet] = SavedViewQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "page", "name"],
                name="saved_view_name_once",
                violation_error_message="You have a view of this name. Choose another.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ViewAs(models.Model):
    """A state administrator looking at the site as somebody else, read-only, for half an hour."""

    viewer = models.ForeignKey("network.Person", models.CASCADE, related_name="+")
    person = models.ForeignKey("network.Person", models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)
    started_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField(default=_view_as_ends, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    pages = models.PositiveIntegerField(db_default=0, editable=False)

    objects: ClassVar[ViewAsQuerySet] = ViewAsQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.viewer} as {self.person}"
