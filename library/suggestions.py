"""What the catalogue offers to other apps: search hits, to-dos, and its messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from core import mail, offers
from core.offers import Place, SearchGroup, ToDo
from library.emails import DECLINED, PUBLISHED, STATE_IS
from library.models import Resource
from library.search import find_resources
from network.access import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

WHY = "You get this because you suggested something for the catalogue."


def offer() -> None:
    """Called once, by offers.py."""
    for name, title in ((PUBLISHED, "Suggestions published"), (DECLINED, "Suggestions declined")):
        mail.offer_kind(mail.Kind(name, title, WHY, is_optional=True, may_wait=True))
    mail.offer_check(STATE_IS, state_is)
    offers.offer_search(SearchGroup("Resources and moves", find_resources, 56, "library:resources"))
    offers.offer_todos(suggestions_to_decide)
    offers.offer_place(
        Place(
            "Resources", "library:resources", _is_known, 83, is_in_menu=True, icon="local_library"
        )
    )


def suggestions_to_decide(user: User) -> Iterator[ToDo]:
    """For ESC staff and the state: what waits, in one line."""
    waiting = list(Resource.objects.run_by(user).suggested())
    if not waiting:
        return
    first = waiting[0]
    title = f"Decide on “{first}”"
    if len(waiting) > 1:
        title = f"Decide on {len(waiting)} suggestions for the catalogue"
    since = timezone.localdate(first.suggested_at)
    why = f"Suggested for the catalogue on {since:%b} {since.day}"
    yield ToDo(title, reverse("library:review"), "Read and decide", why)


def state_is(key: str) -> bool:
    """Whether a decision that waits to be told still stands."""
    pk, _, state = key.partition(":")
    return Resource.objects.filter(pk=pk, state=state).exists()


def _is_known(user: User) -> bool:
    return standing_of(user).person is not None
