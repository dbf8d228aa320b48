"""Whether changed items can be compared with the version before, decided once and recorded."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from network.services import activity
from surveys.instruments.comparing import changes_between, version_before
from surveys.instruments.models import Comparison, InstrumentVersion
from surveys.instruments.refusals import AlreadyDecided

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from network.models import Person
    from surveys.instruments.differences import Change


@transaction.atomic
def decide(
    version: InstrumentVersion, *, decisions: Mapping[str, bool], by: Person | None
) -> list[Comparison]:
    """Record who decided what about which changed item; the same again changes nothing.

    Codes that did not change are passed over. Raises AlreadyDecided for another decision about a
    version that was opened: figures may stand on it.
    """
    held = InstrumentVersion.objects.select_for_update().get(pk=version.pk)
    before = version_before(held)
    changed = changes_between(before, held).to_decide if before else ()
    known = {one.code: one for one in held.comparisons.all()}
    written = []
    for code in changed:
        if code not in decisions:
            continue
        one = known.get(code) or Comparison(version=held, code=code)
        old = _in_words(one.is_comparable) if one.pk else ""
        new = _in_words(decisions[code])
        if old == new:
            continue
        if old and held.is_frozen:
            raise AlreadyDecided(
                f"It is decided that {code} is {old}. A survey has opened with this version, so "
                "the decision stays."
            )
        one.is_comparable, one.decided_by, one.decided_at = decisions[code], by, clock.now()
        one.save()
        change = activity.Change(code, old, new)
        activity.record(held, "decided", f"{code}: {new} with before.", by=by, changes=[change])
        written.append(one)
    return written


@contextmanager
def reopening_decisions(version: InstrumentVersion, *, by: Person | None) -> Iterator[None]:
    """Forget what was decided about items that are changed once more inside of this.

    Whoever decided has seen other words than people would answer. Within a transaction, of a
    version that is held.
    """
    before = _changes_of_decided(version)
    yield
    if not before:
        return
    now = _changes_of_decided(version)
    stale = [code for code, changes in before.items() if now[code] != changes]
    if stale:
        version.comparisons.filter(code__in=stale).delete()
        words = f"{', '.join(stale)}: to be decided anew, since it changed once more."
        activity.record(version, "reopened", words, by=by)


def _changes_of_decided(version: InstrumentVersion) -> dict[str, tuple[Change, ...]]:
    """What had changed in the items of which somebody has said something."""
    codes = sorted(version.comparisons.values_list("code", flat=True))
    before = version_before(version) if codes else None
    if before is None:
        return {}
    found = {item.code: item.changes for item in changes_between(before, version).items}
    return {code: tuple(c for c in found.get(code, ()) if c.matters) for code in codes}


def _in_words(is_comparable: bool) -> str:
    return "comparable" if is_comparable else "not comparable"
