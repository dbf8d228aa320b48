"""Releasing an administration: once, audited, for every viewer the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from network.services import activity
from surveys.collection.models import Administration
from surveys.results.audit import audit
from surveys.results.disclosure import Policy
from surveys.results.release import build
from surveys.results.services.gathering import (
    closed_items,
    leaf_counts,
    scale_spec_of,
    scales_asked,
    spec_of,
    tree_of,
)
from surveys.results.services.storing import store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.models import Person
    from surveys.results.counts import ItemSpec, LeafCounts, ScaleSpec, WrongCounts
    from surveys.results.figures import ReleasedFigures
    from surveys.results.findings import Finding
    from surveys.results.models import Release
    from surveys.results.tree import Unit


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


@transaction.atomic
def release_administration(administration: Administration, *, by: Person | None) -> Release:
    """Compute, audit and store the figures of a closed administration.

    Safe to repeat: the first release stays. Open answers are not part of it: they are read by a
    person first, and the page for that is not built yet. Raises NotClosed, AnswersWaiting and
    AuditStoppedRelease.
    """
    # Two people may press the button at once; the lock makes one of them find the other's release.
    Administration.objects.select_for_update().get(pk=administration.pk)
    administration.refresh_from_db()
    if existing := administration.releases.filter(is_current=True).first():
        return existing
    _refuse_early(administration)
    items = closed_items(administration)
    units = list(administration.units.all())
    leaves = leaf_counts(administration, units, items)
    released = checked_figures(
        tree_of(units),
        leaves,
        [spec_of(item) for item in items],
        Policy.of(administration.threshold),
        scales=[scale_spec_of(scale) for scale in scales_asked(administration)],
        roles=administration.version.roles,
    )
    release = store(administration, released, items, units, leaves, by)
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


def checked_figures(
    units: Sequence[Unit],
    leaves: Mapping[str, LeafCounts],
    items: Sequence[ItemSpec],
    policy: Policy,
    *,
    scales: Sequence[ScaleSpec] = (),
    roles: Sequence[str] = (),
) -> ReleasedFigures:
    """The figures of the counts; raises AuditStoppedRelease when the audit finds anything."""
    released = build(units, leaves, items, policy, scales=scales, roles=roles)
    refuse_findings(audit(released, units, leaves))
    return released


def refuse_findings(findings: Sequence[Finding]) -> None:
    """Stop at any finding: a release is stored whole or not at all."""
    if findings:
        raise AuditStoppedRelease(findings)


def _refuse_early(administration: Administration) -> None:
    if administration.state != Administration.State.CLOSED:
        raise NotClosed(f"{administration.title} has not closed. Close it first.")
    if not administration.is_settled or administration.drafts.sealed().exists():
        raise AnswersWaiting(
            "Some answers are not counted yet. The release can be made when all of them are."
        )
