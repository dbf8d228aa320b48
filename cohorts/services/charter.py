"""Writing a team's charter, by several people and without losing anybody's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from cohorts.models import DesignTeam, TeamCharter
from core import clock
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network.models import Person


class CharterChanged(Exception):
    """Somebody else changed the same parts meanwhile; `charter` is as it is now, `parts` which."""

    def __init__(self, charter: TeamCharter, parts: list[str]) -> None:
        super().__init__("Somebody changed the same part of the charter meanwhile.")
        self.charter = charter
        self.parts = parts


@transaction.atomic
def save_charter(
    team: DesignTeam, *, values: Mapping[str, Any], seen: Mapping[str, Any], by: Person | None
) -> TeamCharter:
    """Write what differs from `seen`, which is what the form was opened with.

    Parts that only one side changed go together; a part that both changed is refused and told.
    Safe to repeat. Raises CharterChanged.
    """
    DesignTeam.objects.select_for_update().get(pk=team.pk)  # two may write the first one at once
    charter = TeamCharter.objects.filter(team=team).first() or TeamCharter(team=team)
    mine = [name for name, value in values.items() if value != seen.get(name)]
    new = [name for name in mine if getattr(charter, name) != values[name]]
    if clashes := [name for name in new if getattr(charter, name) != seen.get(name)]:
        raise CharterChanged(charter, clashes)
    if not new:
        return charter
    for name in new:
        setattr(charter, name, values[name])
    charter.revision += 1
    charter.changed_by, charter.changed_at = by, clock.now()
    charter.save()
    labels = ", ".join(activity.label_of(charter, name).lower() for name in new)
    activity.record(team, "changed", f"The charter was changed: {labels}.", by=by)
    return charter
