"""What improvement offers to lower apps: a panel on a team's page, and to-dos of specialists."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cohorts.models import DesignTeam
from core import clock, offers
from core.merging import MOVE, offer_merge_rule
from core.offers import ToDo
from improvement.models import Artifact
from network.access import standing_of
from network.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

RECENT = dt.timedelta(days=14)
AT_MOST = 5


def todos_for(user: User) -> Iterator[ToDo]:
    """For specialists: recent artifacts of their teams that nobody has said anything about."""
    if not standing_of(user).holds(Role.SPECIALIST):
        return
    recent = Artifact.objects.filter(added_at__range=(clock.now() - RECENT, clock.now()))
    theirs = recent.filter(team__in=DesignTeam.objects.run_by(user)).without_comment()
    for artifact in theirs.select_related("team")[:AT_MOST]:
        title = f"Read “{artifact}” and comment"
        why = f"{artifact.team} added it, no comment yet"
        yield ToDo(title, artifact.get_absolute_url(), "Read", why)


offers.offer_panel("team", offers.Panel("Artifacts", "improvement:team-artifacts"))
offers.offer_todos(todos_for)
offer_merge_rule("improvement.Artifact.added_by", MOVE, counted_as="artifacts")
offer_merge_rule("improvement.ArtifactVersion.added_by", MOVE)
offer_merge_rule("improvement.ArtifactComment.author", MOVE, counted_as="comments")
