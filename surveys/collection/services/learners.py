"""Holding the opening of a learner form to its safeguards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from surveys.collection.models import OptOut
from surveys.collection.protection import faults_of
from surveys.collection.refusals import SafeguardsMissing
from surveys.collection.services.tree import add_up

if TYPE_CHECKING:
    from surveys.collection.models import Administration


def hold_to_safeguards(administration: Administration) -> None:
    """For opening: learners are asked only when all is in order, and without those opted out.

    Raises SafeguardsMissing. The numbers expected are lowered by the opt-outs, once, for good.
    """
    if faults := faults_of(administration):
        raise SafeguardsMissing(" ".join(faults))
    counts = dict(
        OptOut.objects.filter(unit__administration=administration)
        .values_list("unit")
        .annotate(Count("pk"))
    )
    if not counts:
        return
    units = list(administration.units.all())
    for unit in units:
        if unit.pk in counts:
            # A place where nobody is expected has no figures, and its open link would take answers.
            if counts[unit.pk] >= unit.staff:
                raise SafeguardsMissing(
                    f"{unit}: as many learners are left out as are expected. Correct one of the "
                    "two numbers, or take the school out of the frame."
                )
            unit.staff -= counts[unit.pk]
            # Nobody knows which role group a code belongs to.
            unit.staff_by_role = {}
    add_up(units)
