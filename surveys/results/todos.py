"""What results put on a person's list of things to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse

from core.offers import ToDo
from surveys.results.models import OpenAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User


def todos_of_words(user: User) -> Iterator[ToDo]:
    """Surveys whose open answers nobody has read yet, for those who run them. One query."""
    waiting = (
        OpenAnswer.objects.run_by(user)
        .unread()
        .filter(administration__comments_published_at=None)
        .order_by()
        .values("administration", "administration__title")
        .annotate(unread=Count("pk"))
    )
    for row in waiting:
        url = f"{reverse('surveys:words', args=[row['administration']])}?state=unread"
        answers = "1 answer waits" if row["unread"] == 1 else f"{row['unread']} answers wait"
        title = f"Read what people wrote: {row['administration__title']}"
        yield ToDo(title, url, "Read", f"{answers}, nobody else sees them before")
