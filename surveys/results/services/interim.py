"""Figures of the network and its service centers before the last answers are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core.collecting import collecting_later
from network.services import activity
from surveys.collection.models import Administration, FrameUnit
from surveys.results.engine.audit import audit
from surveys.results.engine.figures import ReleasedFigures
from surveys.results.engine.interim import hold_all_but, interim_policy, upper_part
from surveys.results.engine.release import build
from surveys.results.models import Release
from surveys.results.refusals import InterimNotPossible
from surveys.results.services.gathering import material_of, unit_id
from surveys.results.services.releasing import refuse_findings
from surveys.results.services.storing import store

if TYPE_CHECKING:
    from network.models import Person
    from surveys.results.engine.counts import Counts
    from surveys.results.engine.held import Held
    from surveys.results.engine.tree import Tree
    from surveys.results.services.gathering import Material

KINDS = (FrameUnit.Kind.NETWORK, FrameUnit.Kind.SERVICE_CENTER)
State = Administration.State


@collecting_later()
@transaction.atomic
def release_interim(administration: Administration, *, by: Person | None) -> Release:
    """Publish what has been counted so far, of large groups only; once, before the final release.

    What is sealed and not counted yet waits: in an anonymous survey answers are counted by schools,
    the threshold at a time. A second call finds the first release. Raises InterimNotPossible and
    AuditStoppedRelease.
    """
    Administration.objects.select_for_update().get(pk=administration.pk)
    administration.refresh_from_db()
    if existing := administration.releases.interim().first():
        return existing
    _refuse(administration)
    material = material_of(administration)
    released = _figures(material)
    if all(own.base is None for own in released.units.values()):
        least = released.policy.threshold
        raise InterimNotPossible(
            f"Fewer than {least} answers are counted so far. Wait for more, or for the close."
        )
    release = store(
        administration, released, material, material.leaves, by=by, kind=Release.Kind.INTERIM
    )
    words = f"Interim figures of {administration} were released."
    activity.record(administration, "released interim figures of", words, by=by)
    return release


def why_no_interim(administration: Administration) -> str:
    """Why there can be no interim release now; empty if there can be one."""
    if administration.purpose == Administration.Purpose.CONVENING:
        return "Feedback on a convening is released once, after it closed."
    if administration.is_draft:
        return "The survey has not opened yet."
    if administration.state == State.RELEASED:
        return "The final figures are released."
    if administration.is_settled:
        return "Every answer is counted. Release the final figures."
    return ""


def _refuse(administration: Administration) -> None:
    if why := why_no_interim(administration):
        raise InterimNotPossible(why)


def _figures(material: Material) -> ReleasedFigures:
    units, leaves = upper_part(material.units, material.specs, material.leaves)
    names = {unit_id(unit) for unit in material.frame if unit.kind in KINDS}

    def held(tree: Tree, _counts: Counts, _roles: object) -> Held:
        return hold_all_but(names, tree)

    policy = interim_policy(material.policy.threshold)
    whole = build(units, leaves, material.specs, policy, held_by=held)
    refuse_findings(audit(whole, units, leaves))
    return ReleasedFigures(
        policy=policy,
        items=whole.items,
        parents=whole.parents,
        units={name: own for name, own in whole.units.items() if name in names},
    )
