"""Lists of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from network.services import activity
from surveys.instruments.models import InstrumentVersion, Scale
from surveys.instruments.refusals import CodeTaken, ListInUse
from surveys.instruments.services.decisions import reopening_decisions
from surveys.instruments.services.holding import assign, keeping_conditions, refuse_if_changed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.models import Person


@transaction.atomic
def add_list(*, facts: Mapping[str, Any], by: Person | None) -> Scale:
    """A list of answers under a code of its own. Raises CodeTaken."""
    if Scale.objects.filter(code__iexact=facts["code"]).exists():
        raise CodeTaken(f"There is another list with the code {facts['code']}.")
    scale = Scale.objects.create(**facts)
    activity.record(scale, "made", f"The list of answers {scale} was made.", by=by)
    return scale


@transaction.atomic
def edit_list(
    scale: Scale, *, facts: Mapping[str, Any], stamp: str | None = None, by: Person | None
) -> Scale:
    """Other labels, as long as no frozen version uses it; its code stays.

    Raises ListInUse, ChangedMeanwhile, and ConditionBreaks when a form depends on an answer that
    would be gone.
    """
    # A form that opens just now holds its version, so those that use the list are held first.
    using = InstrumentVersion.objects.filter(sections__items__scale=scale).order_by("pk")
    versions = list(
        InstrumentVersion.objects.filter(pk__in=using.values("pk"))
        .order_by("pk")
        .select_for_update()
    )
    held = Scale.objects.select_for_update().get(pk=scale.pk)
    if any(version.is_frozen for version in versions):
        raise ListInUse
    refuse_if_changed(held, stamp, what=f"the list {held}")
    before = activity.facts_of(held, facts)
    _save_keeping(held, assign(held, facts), versions, by)
    if changes := activity.changes_since(held, before):
        words = f"The list of answers {held} changed."
        activity.record(held, "changed", words, by=by, changes=changes)
    return held


def _save_keeping(
    scale: Scale, changed: list[str], versions: list[InstrumentVersion], by: Person | None
) -> None:
    """Save inside the conditions and the decisions of every form that uses it."""
    if not versions:
        scale.save(update_fields=changed)
        return
    with keeping_conditions(versions[0]), reopening_decisions(versions[0], by=by):
        _save_keeping(scale, changed, versions[1:], by)
