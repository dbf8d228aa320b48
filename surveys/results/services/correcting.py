"""A new release after the final one, where no difference between them tells of anybody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from core.collecting import collecting_later
from network.services import activity
from surveys import tasks
from surveys.collection.models import Administration
from surveys.results.engine.former import without_late
from surveys.results.models import Release
from surveys.results.progress import Step, tell
from surveys.results.refusals import NotReleased, TooFewChanged
from surveys.results.services.formers import Holding, basis_of, former_of
from surveys.results.services.gathering import material_of
from surveys.results.services.releasing import computed, refuse_uncounted
from surveys.results.services.storing import store

if TYPE_CHECKING:
    from network.models import Person
    from surveys.results.engine.counts import LeafCounts
    from surveys.results.services.gathering import Material

Kind = Release.Kind


@transaction.atomic
def request_correction(
    administration: Administration, *, reason: str, by: Person | None
) -> Administration:
    """Ask for corrected figures; a job computes and checks them. Asked again, it is tried again.

    Raises NotReleased.
    """
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    administration.refresh_from_db()
    _refuse_unreleased(administration)
    administration.correction_reason = reason
    administration.release_requested_at = clock.now()
    administration.release_requested_by = by
    administration.release_refusal = ""
    fields = ["correction_reason", "release_requested_at", "release_requested_by"]
    administration.save(update_fields=[*fields, "release_refusal"])
    words = f"A correction of the figures of {administration} was asked for."
    activity.record(administration, "requested", words, by=by)
    tell(administration, Step.WAITING)
    transaction.on_commit(partial(tasks.release_soon))
    return administration


@collecting_later()
@transaction.atomic
def correct_release(administration: Administration, *, by: Person | None) -> Release:
    """Publish the figures anew; those before stay to be cited at their own address.

    Only if in every group that was told before nothing changed, or as many answers as the
    threshold. Raises NotReleased, AnswersWaiting, TooFewChanged and AuditStoppedRelease.
    """
    Administration.objects.select_for_update().get(pk=administration.pk)
    administration.refresh_from_db()
    current = _refuse_unreleased(administration)
    if not administration.correction_reason:
        return current  # somebody else was faster
    refuse_uncounted(administration)
    material = material_of(administration)
    leaves = _without_late(administration, material, current)
    releases = administration.releases.order_by("number")
    formers = [former_of(release, material) for release in releases]
    holding = Holding(material, formers, refuse=_refuse_small_changes)
    tell(administration, Step.COMPUTING)
    released = computed(material, leaves, holding)
    tell(administration, Step.STORING)
    release = store(
        administration,
        released,
        material,
        leaves,
        by=by,
        kind=Kind.CORRECTION,
        reason=administration.correction_reason,
        leaves_out_late=current.leaves_out_late,
    )
    administration.correction_reason = ""
    administration.save(update_fields=["correction_reason"])
    words = f"The figures of {administration} were corrected."
    activity.record(administration, "corrected", words, by=by)
    return release


@transaction.atomic
def hold_correction(administration: Administration, *, because: TooFewChanged) -> None:
    """Say to those who asked that it waits; the job then leaves it alone."""
    administration.release_refusal = str(because)[:300]
    administration.save(update_fields=["release_refusal"])
    words = f"The correction of {administration} waits until more has changed."
    activity.record(administration, "held back", words, by=None)


def _refuse_unreleased(administration: Administration) -> Release:
    current = administration.releases.final().first()
    if current is None:
        raise NotReleased("Figures are corrected after their release. Release them first.")
    return current


def _without_late(
    administration: Administration, material: Material, current: Release
) -> dict[str, LeafCounts]:
    """What came too late after the interim release stays out for good."""
    interim = administration.releases.interim().first()
    if interim is None or not current.leaves_out_late:
        return material.leaves
    return without_late(
        material.tree,
        material.specs,
        material.policy,
        former_of(interim, material),
        basis_of(current, material),
        material.leaves,
    )


def _refuse_small_changes(holding: Holding) -> None:
    """One sentence for both reasons: which of them it is would tell of a single answer."""
    if holding.changed_by_too_few or not holding.changed:
        least = holding.material.policy.threshold
        raise TooFewChanged(
            f"Nothing changed since the release, or fewer than {least} answers did in some place, "
            "so that the difference would tell of them. The correction waits. The figures stay as "
            "they are; ask again when more has changed."
        )
