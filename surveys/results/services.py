"""Releasing an administration: once, audited, for every viewer the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import transaction

from network.services import activity
from surveys.collection.models import Administration, FrameUnit
from surveys.instruments.models import Item
from surveys.results.audit import audit
from surveys.results.counts import ItemCounts, ItemSpec, LeafCounts, WrongCounts
from surveys.results.disclosure import Policy
from surveys.results.models import Release, ReleasedUnit
from surveys.results.release import build
from surveys.results.tree import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from network.models import Person
    from surveys.collection.models import Tally
    from surveys.results.audit import Finding
    from surveys.results.figures import ReleasedFigures

ROWS_AT_ONCE = 500


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
    items = _closed_items(administration)
    units = list(administration.units.all())
    released = checked_figures(
        tree_of(units),
        _leaf_counts(units, items, administration.tallies.all()),
        [_spec(item) for item in items],
        Policy.of(administration.threshold),
    )
    release = _store(administration, released, items, units, by)
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
) -> ReleasedFigures:
    """The figures of the counts; raises AuditStoppedRelease when the audit finds anything."""
    released = build(units, leaves, items, policy)
    refuse_findings(audit(released, units, leaves))
    return released


def refuse_findings(findings: Sequence[Finding]) -> None:
    """Stop at any finding: a release is stored whole or not at all."""
    if findings:
        raise AuditStoppedRelease(findings)


def unit_id(unit: FrameUnit) -> str:
    """The unit's name in the pure modules; among equal staff the key decides the order."""
    return f"{unit.key}|{unit.kind}"


def tree_of(units: Iterable[FrameUnit]) -> list[Unit]:
    """The frozen frame as the pure modules take it: staff at the leaves, sums above."""
    by_pk = {unit.pk: unit for unit in units}
    inner = {unit.parent_id for unit in by_pk.values()}
    return [
        Unit(
            id=unit_id(unit),
            parent=None if unit.parent_id is None else unit_id(by_pk[unit.parent_id]),
            staff=0 if unit.pk in inner else unit.staff,
        )
        for unit in by_pk.values()
    ]


def _refuse_early(administration: Administration) -> None:
    if administration.state != Administration.State.CLOSED:
        raise NotClosed(f"{administration.title} has not closed. Close it first.")
    if not administration.is_settled or administration.drafts.sealed().exists():
        raise AnswersWaiting(
            "Some answers are not counted yet. The release can be made when all of them are."
        )


def _closed_items(administration: Administration) -> list[Item]:
    """The items that get figures, in the order of the form; facts about people get none."""
    found = Item.objects.filter(
        section__version=administration.version_id, kind=Item.Kind.CHOICE, is_fact=False
    )
    ordered = found.order_by("section__position", "position")
    return list(ordered.select_related("scale", "section", "indicator"))


def _spec(item: Item) -> ItemSpec:
    scale = _scale_of(item)
    return ItemSpec(
        code=item.code,
        options=len(scale.labels),
        favorable=frozenset(scale.favorable),
        has_na=item.group == Item.Group.CONDITIONAL,
    )


def _snapshot(item: Item) -> dict[str, Any]:
    """What pages say about an item, kept so that a later wording changes nothing here."""
    scale = _scale_of(item)
    return {
        "code": item.code,
        "wording": item.wording,
        "labels": list(scale.labels),
        "favorable": sorted(scale.favorable),
        "neutral": scale.neutral,
        "group": str(item.group),
        "indicator": "" if item.indicator is None else item.indicator.code,
        "section": item.section.title,
    }


def _scale_of(item: Item) -> Any:
    if item.scale is None or item.slot is None:  # a constraint of the table says it cannot be
        raise ValueError(f"{item.code} has no scale.")
    return item.scale


def _leaf_counts(
    units: Iterable[FrameUnit], items: Sequence[Item], tallies: Iterable[Tally]
) -> dict[str, LeafCounts]:
    """Counts of every leaf that has any, all role groups together."""
    ids = {unit.pk: unit_id(unit) for unit in units}
    submitted: defaultdict[int, int] = defaultdict(int)
    answers: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for tally in tallies:
        submitted[tally.unit_id] += tally.submitted
        for item in items:
            own = answers[tally.unit_id]
            own[item.code] = _added(own[item.code], _slot_counts(tally, item))
    return {
        ids[unit]: LeafCounts(count, {code: _item_counts(c) for code, c in answers[unit].items()})
        for unit, count in submitted.items()
    }


def _slot_counts(tally: Tally, item: Item) -> list[int]:
    """Skipped, option 1, …, option k, does not apply."""
    options = len(_scale_of(item).labels)
    start = (item.slot or 0) * tally.width
    counts = tally.counts[start : start + tally.width]
    padded = [*counts, *[0] * (options + 2 - len(counts))]
    return padded[: options + 2]


def _added(so_far: list[int], counts: list[int]) -> list[int]:
    return [a + b for a, b in zip(so_far, counts, strict=True)] if so_far else counts


def _item_counts(counts: Sequence[int]) -> ItemCounts:
    skipped, *options, na = counts
    return ItemCounts(tuple(options), skipped=skipped, na=na)


def _store(
    administration: Administration,
    released: ReleasedFigures,
    items: Sequence[Item],
    units: Iterable[FrameUnit],
    by: Person | None,
) -> Release:
    framed = [unit for unit in units if unit_id(unit) in released.units]
    release = Release.objects.create(
        administration=administration,
        threshold=released.policy.threshold,
        unanimity_below=released.policy.unanimity_below,
        items=[_snapshot(item) for item in items],
        summary=_summary(framed, released),
        released_by=by,
    )
    rows = [
        ReleasedUnit(release=release, unit=unit, **released.units[unit_id(unit)].to_json())
        for unit in framed
    ]
    ReleasedUnit.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    return release


def _summary(units: Iterable[FrameUnit], released: ReleasedFigures) -> dict[str, dict[str, int]]:
    """Units of each kind: all of them, and how many are shown. Made from frames and patterns."""
    summary: dict[str, dict[str, int]] = {}
    for unit in units:
        own = summary.setdefault(unit.kind, {"all": 0, "shown": 0})
        own["all"] += 1
        own["shown"] += released.units[unit_id(unit)].base is not None
    return summary
