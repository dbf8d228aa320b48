"""Whether changed items can be compared with the version before, decided once and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from network.services import activity
from surveys.instruments.comparing import changes_between, version_before
from surveys.instruments.models import Comparison, InstrumentVersion
from surveys.instruments.refusals import AlreadyDecided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.models import Person


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


def _in_words(is_comparable: bool) -> str:
    return "comparable" if is_comparable else "not comparable"
