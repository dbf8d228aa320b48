"""Releasing an administration: once, audited, for every viewer the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core.collecting import collecting_later
from network.services import activity
from surveys.collection.models import Administration
from surveys.results.engine.audit import audit
from surveys.results.engine.former import without_late
from surveys.results.engine.release import build
from surveys.results.models import Basis, Release
from surveys.results.progress import Step, tell
from surveys.results.services.formers import Holding, basis_of, former_of
from surveys.results.services.gathering import material_of
from surveys.results.services.storing import store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.models import Person
    from surveys.results.engine.counts import LeafCounts, WrongCounts
    from surveys.results.engine.figures import ReleasedFigures
    from surveys.results.engine.findings import Finding
    from surveys.results.services.gathering import Material


class NotClosed(Exception):
    """The administration has not closed, so its counts are not final."""


class AnswersWaiting(Exception):
    """Submitted answers are not counted yet."""


class AuditStoppedRelease(Exception):
    """The audit found something that must not be published as it stands."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        more = f", and {len(findings) - 3} more" if len(findings) > 3 else ""
        super().__init__(
            f"The audit stopped the release: {'; '.join(map(str, self.findings[:3]))}{more}."
        )


@collecting_later()
@transaction.atomic
def release_administration(administration: Administration, *, by: Person | None) -> Release:
    """Compute, audit and store the figures of a closed administration.

    Safe to repeat: the first release stays. After an interim release, answers that came late stay
    out where they are too few to be told apart. Open answers are published in a step of their own,
    after a person has read them. Raises NotClosed, AnswersWaiting and AuditStoppedRelease.
    """
    # Two people may press the button at once; the lock makes one of them find the other's release.
    Administration.objects.select_for_update().get(pk=administration.pk)
    administration.refresh_from_db()
    if existing := administration.releases.final().first():
        return existing
    _refuse_early(administration)
    material = material_of(administration)
    leaves, holding = final_leaves(administration, material)
    tell(administration, Step.COMPUTING)
    released = computed(material, leaves, holding)
    tell(administration, Step.STORING)
    late = leaves != material.leaves
    release = store(administration, released, material, leaves, by=by, leaves_out_late=late)
    # What came before the interim and what after is told apart no longer than it must be.
    Basis.objects.filter(release__in=administration.releases.interim()).delete()
    before = activity.facts_of(administration, ["state"])
    administration.state = Administration.State.RELEASED
    administration.save(update_fields=["state"])
    changes = activity.changes_since(administration, before)
    words = f"Released {administration.title}"
    activity.record(administration, "released", words, by=by, changes=changes)
    return release


@transaction.atomic
def refuse_release(
    administration: Administration, *, because: AuditStoppedRelease | WrongCounts
) -> None:
    """Tell those who asked that nothing was published, and why; the job then leaves it alone."""
    administration.release_refusal = str(because)[:300]
    administration.save(update_fields=["release_refusal"])
    # Many read the log: the reason names a unit and stays with those who may act on it.
    summary = f"The audit held the figures of {administration.title} back."
    activity.record(administration, "held back", summary, by=None)


def final_leaves(
    administration: Administration, material: Material
) -> tuple[dict[str, LeafCounts], Holding]:
    """The counts of a final release, and what it must hide because an interim one did."""
    interim = administration.releases.interim().first()
    if interim is None:
        return material.leaves, Holding(material, ())
    former, then = former_of(interim, material), basis_of(interim, material)
    leaves = without_late(
        material.tree, material.specs, material.policy, former, then, material.leaves
    )
    return leaves, Holding(material, (former,))


def built(
    material: Material, leaves: Mapping[str, LeafCounts], holding: Holding
) -> ReleasedFigures:
    """The figures of the counts, hidden as far as earlier releases demand; not audited."""
    return build(
        material.units,
        leaves,
        material.specs,
        material.policy,
        scales=material.scales,
        roles=material.roles,
        held_by=holding,
    )


def computed(
    material: Material,
    leaves: Mapping[str, LeafCounts],
    holding: Holding,
) -> ReleasedFigures:
    """The figures of the counts, audited by themselves and against every earlier release."""
    released = built(material, leaves, holding)
    found = [*audit(released, material.units, leaves), *holding.findings(released)]
    refuse_findings(found)
    return released


def refuse_findings(findings: Sequence[Finding]) -> None:
    """Stop at any finding: a release is stored whole or not at all."""
    if findings:
        raise AuditStoppedRelease(findings)


def _refuse_early(administration: Administration) -> None:
    if administration.state != Administration.State.CLOSED:
        raise NotClosed(f"{administration.title} has not closed. Close it first.")
    refuse_uncounted(administration)


def refuse_uncounted(administration: Administration) -> None:
    """Figures are final only when every answer is in them. Raises AnswersWaiting."""
    if not administration.is_settled or administration.drafts.sealed().exists():
        raise AnswersWaiting(
            "Some answers are not counted yet. The release can be made when all of them are."
        )
