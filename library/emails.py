"""Words we send about suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import mail

if TYPE_CHECKING:
    from library.models import Resource

PUBLISHED, DECLINED = "library/suggestion-published", "library/suggestion-declined"
STATE_IS = "library_state_is"  # the check whether a decision still stands


def suggestion_decided(resource: Resource) -> None:
    """Tell who suggested it what was decided; nobody is told of what they decided themselves."""
    author = resource.suggested_by
    if author is None or not author.email or author == resource.decided_by:
        return
    mail.queue(
        PUBLISHED if resource.is_published else DECLINED,
        to=author.email,
        context={
            "first_name": author.first_name,
            "title": resource.title,
            "words": resource.decision,
            "path": resource.get_absolute_url(),
        },
        dedupe_key=f"library:{resource.pk}:{resource.state}:{resource.decided_at}",
        still_due=f"{STATE_IS}:{resource.pk}:{resource.state}",
        person_id=author.pk,
    )
