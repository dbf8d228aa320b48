"""Writing the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.models import Activity
from network.querysets.activity import log_type

if TYPE_CHECKING:
    from django.db.models import Model

    from network.models import Person


def record(about: Model, verb: str, summary: str, *, by: Person | None) -> Activity:
    """Write one line about an object, in the caller's transaction. `by` None is the system."""
    return Activity.objects.create(
        content_type=log_type(about),
        object_id=about.pk,
        verb=verb,
        summary=summary[:300],
        actor=by,
    )
