"""Learners whose parents said no, by codes of the school's own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from network.services import activity
from surveys.collection.models import OptOut
from surveys.collection.refusals import FrameIsFrozen, NotOpen
from surveys.collection.services.administrations import hold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from network.models import Person
    from surveys.collection.models import FrameUnit

KEPT_FOR = dt.timedelta(days=90)  # after the close


@transaction.atomic
def add_opt_outs(unit: FrameUnit, *, codes: Iterable[str], by: Person | None) -> int:
    """Leave these learners out; how many are new. Safe to repeat. Raises NotOpen at the close."""
    held = hold(unit.administration)
    if not (held.is_draft or held.is_open):
        raise NotOpen("This survey has closed; nobody is asked any more.")
    known = set(unit.opt_outs.values_list("code", flat=True))
    new = [code for code in dict.fromkeys(codes) if code not in known]
    OptOut.objects.bulk_create(OptOut(unit=unit, code=code) for code in new)
    if new:
        learners = "1 learner is" if len(new) == 1 else f"{len(new)} learners are"
        activity.record(held, "left out", f"{unit}: {learners} left out of {held}.", by=by)
    return len(new)


@transaction.atomic
def take_back_opt_out(unit: FrameUnit, *, code: str, by: Person | None) -> bool:
    """The learner is asked after all; whether the code was on the list.

    Raises FrameIsFrozen once it has opened: the number expected counts on it.
    """
    held = hold(unit.administration)
    if not held.is_draft:
        raise FrameIsFrozen("The survey has opened, so the list can only grow.")
    gone = unit.opt_outs.filter(code=code).delete()[0]
    if gone:
        activity.record(held, "took back", f"{unit}: 1 learner is asked after all.", by=by)
    return bool(gone)


def forget_opt_outs() -> int:
    """Delete the codes of surveys that closed ninety days ago; how many. Safe to repeat."""
    before = clock.now() - KEPT_FOR
    return OptOut.objects.filter(unit__administration__closed_at__lte=before).delete()[0]
