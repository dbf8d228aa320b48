"""Writing a release down: figures of shown cells and wordings as they are now, nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Max

from surveys.results.engine.basis import basis_json, packed
from surveys.results.models import Basis, Release
from surveys.results.services.gathering import scale_of, unit_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from network.models import Person
    from surveys.collection.models import Administration, FrameUnit
    from surveys.instruments.models import Item
    from surveys.results.engine.counts import LeafCounts
    from surveys.results.engine.figures import ReleasedFigures
    from surveys.results.services.gathering import Material

ROWS_AT_ONCE = 500
# Written by hand: one document for many units. Django's own way quotes each unit's figures again,
# which took longer than making them.
UNITS = """
INSERT INTO surveys_releasedunit (release_id, unit_id, base, items, scales, roles)
SELECT %s, unit, base, items, scales, roles
FROM jsonb_to_recordset(%s::jsonb)
  AS made (unit bigint, base jsonb, items jsonb, scales jsonb, roles jsonb)
"""


def store(
    administration: Administration,
    released: ReleasedFigures,
    material: Material,
    leaves: Mapping[str, LeafCounts],
    *,
    by: Person | None,
    **facts: Any,
) -> Release:
    """One row for the release, one for every unit it lists, and what it was made from.

    It takes the place of the release before, which stays to be cited. `facts` are further fields.
    """
    framed = [unit for unit in material.frame if unit_id(unit) in released.units]
    before = administration.releases.aggregate(last=Max("number", default=0))
    administration.releases.current().update(is_current=False)
    release = Release.objects.create(
        administration=administration,
        number=before["last"] + 1,
        threshold=released.policy.threshold,
        unanimity_below=released.policy.unanimity_below,
        items=[_snapshot(item) for item in material.items],
        scales=[
            {
                "code": scale.code,
                "name": material.scale_names[scale.code],
                "items": list(scale.items),
                "points": scale.points,
            }
            for scale in released.scales
        ],
        roles=[group.words for group in released.roles],
        summary=shown_by_kind(framed, released),
        released_by=by,
        **facts,
    )
    _write_units(release, framed, released)
    Basis.objects.create(release=release, leaves=packed(basis_json(released.items, leaves)))
    return release


def _write_units(release: Release, framed: Sequence[FrameUnit], released: ReleasedFigures) -> None:
    """While the database writes some, the next are made ready: that is what the pipeline is for."""
    with connection.cursor() as cursor, connection.connection.pipeline():
        for start in range(0, len(framed), ROWS_AT_ONCE):
            rows = [
                {"unit": unit.pk, **released.units[unit_id(unit)].to_json()}
                for unit in framed[start : start + ROWS_AT_ONCE]
            ]
            cursor.execute(UNITS, [release.pk, json.dumps(rows, separators=(",", ":"))])


def shown_by_kind(
    frame: Iterable[FrameUnit], released: ReleasedFigures
) -> dict[str, dict[str, int]]:
    """Units of each kind: all of them, and how many are shown. Made from frames and patterns."""
    found: dict[str, dict[str, int]] = {}
    for unit in frame:
        if (figures := released.units.get(unit_id(unit))) is not None:
            own = found.setdefault(unit.kind, {"all": 0, "shown": 0})
            own["all"] += 1
            own["shown"] += figures.base is not None
    return found


def _snapshot(item: Item) -> dict[str, Any]:
    """What pages say about an item, kept so that a later wording changes nothing here."""
    scale = scale_of(item)
    return {
        "code": item.code,
        "wording": item.wording,
        "labels": list(scale.labels),
        "favorable": sorted(scale.favorable),
        "any_favorable": sorted(scale.any_favorable),
        "neutral": scale.neutral,
        "group": str(item.group),
        "indicator": "" if item.indicator is None else item.indicator.code,
        "section": item.section.title,
    }
