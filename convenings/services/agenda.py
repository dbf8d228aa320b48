"""The steps of the day, and what is tried or brought before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from convenings.models import AgendaItem, ChecklistItem, Convening
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network.models import Person


class Step(NamedTuple):
    """One step of an agenda as it is typed."""

    minutes: int
    title: str
    detail: str = ""


@transaction.atomic
def set_agenda(convening: Convening, *, steps: Sequence[Step], by: Person | None) -> None:
    """The agenda is these steps from now on. Safe to repeat."""
    _lock(convening)
    before = [Step(*row) for row in convening.agenda.values_list("minutes", "title", "detail")]
    if before == list(steps):
        return
    convening.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(convening=convening, position=place, **step._asdict())
        for place, step in enumerate(steps, start=1)
    )
    words = f"The agenda has {len(steps)} step{'' if len(steps) == 1 else 's'}."
    activity.record(convening, "changed", words, by=by)


@transaction.atomic
def set_checklist(convening: Convening, *, lines: Sequence[str], by: Person | None) -> None:
    """The list has these lines from now on; what was done under the same words stays done."""
    _lock(convening)
    before = {item.words: item for item in convening.checklist.all()}
    if list(before) == list(lines):
        return
    kept = []
    for place, words in enumerate(dict.fromkeys(lines), start=1):
        item = before.get(words) or ChecklistItem(convening=convening, words=words)
        item.position = place
        item.save()
        kept.append(item.pk)
    convening.checklist.exclude(pk__in=kept).delete()
    activity.record(convening, "changed", "The list for the dry run was changed.", by=by)


@transaction.atomic
def tick(item: ChecklistItem, *, is_done: bool, by: Person | None) -> None:
    """Mark a line as done, or as not done yet. Safe to repeat: the first tick stays."""
    locked = ChecklistItem.objects.select_for_update().get(pk=item.pk)
    if is_done == (locked.done_at is not None):
        return
    locked.done_at, locked.done_by = (clock.now(), by) if is_done else (None, None)
    locked.save(update_fields=["done_at", "done_by"])


def _lock(convening: Convening) -> None:
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
