"""Trying the links of resources. What does not open is said, and never removed by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import clock
from core.outside import answer_of, is_public
from library.models import Resource

if TYPE_CHECKING:
    from collections.abc import Callable


def try_link(resource: Resource, *, may_ask: Callable[[str], bool] = is_public) -> bool:
    """Ask the link and write down what came; whether it opens.

    No lock is held while the web answers: a link that was changed meanwhile stays untried.
    """
    answer = answer_of(resource.url, may_ask=may_ask)
    states = Resource.LinkState
    Resource.objects.filter(pk=resource.pk, url=resource.url).update(
        link_state=states.WORKS if answer.opens else states.BROKEN,
        link_checked_at=clock.now(),
        link_fault=answer.fault,
    )
    return answer.opens
