"""Wishes for contact after a module, and saying that they are met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core import clock

if TYPE_CHECKING:
    from library.querysets import ModuleCompletionQuerySet
    from network.models import Person


@transaction.atomic
def meet_wishes(completions: ModuleCompletionQuerySet, *, by: Person) -> int:
    """Write down that somebody was in touch about these; how many wishes that met. Safe to repeat.

    Not in the log: who wishes for what after a module is read by those who follow modules alone.
    """
    return completions.awaiting_contact().update(contacted_at=clock.now(), contacted_by=by)


@transaction.atomic
def reopen_wishes(completions: ModuleCompletionQuerySet, *, by: Person) -> int:
    """Take one's own word back that somebody was in touch. Safe to repeat."""
    return completions.filter(contacted_by=by).update(contacted_at=None, contacted_by=None)
