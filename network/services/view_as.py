"""Viewing the network as somebody else: when it begins, how it ends, what the log says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from core import clock
from network.models import ViewAs
from network.services import activity

if TYPE_CHECKING:
    from network.models import Person


@transaction.atomic
def start_viewing(person: Person, *, reason: str, by: Person) -> ViewAs:
    """Let a state administrator look through somebody's eyes for half an hour."""
    view_as = ViewAs.objects.create(viewer=by, person=person, reason=reason)
    activity.record_look(person, f"{by} began to view as {person}: {reason}", by=by)
    return view_as


@transaction.atomic
def stop_viewing(view_as: ViewAs) -> None:
    """Write down that it is over, at the latest when its time was up; safe to repeat."""
    held = ViewAs.objects.select_for_update(of=("self",)).with_both().get(pk=view_as.pk)
    if held.ended_at is not None:
        return
    held.ended_at = min(clock.now(), held.expires_at)
    held.save(update_fields=["ended_at"])
    pages = f"{held.pages} page{'' if held.pages == 1 else 's'}"
    summary = f"{held.viewer} stopped viewing as {held.person} after {pages}."
    activity.record_look(held.person, summary, by=held.viewer)


def count_page(view_as: ViewAs) -> None:
    """One more page was looked at."""
    ViewAs.objects.filter(pk=view_as.pk).update(pages=F("pages") + 1)


def close_what_ran_out() -> int:
    """End what nobody stopped; returns how many."""
    over = list(ViewAs.objects.run_out())
    for view_as in over:
        stop_viewing(view_as)
    return len(over)
