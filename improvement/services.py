"""Everything that changes artifacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.models import DesignTeam
from core import content
from core.content import FileRefused
from improvement.models import Artifact, ArtifactComment, ArtifactVersion
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files import File

    from network.models import Indicator, Person

__all__ = [
    "FileRefused",
    "StudentsNotRuledOut",
    "add_artifact",
    "comment_on",
]


class StudentsNotRuledOut(Exception):
    """Nobody has stated that no student can be identified."""


@transaction.atomic
def add_artifact(
    team: DesignTeam,
    *,
    title: str,
    kind: str,
    indicators: Iterable[Indicator],
    no_student_identified: bool,
    file: File[bytes] | None = None,
    url: str = "",
    by: Person | None,
) -> Artifact:
    """Add a file or a link of a team. Safe to repeat: the same content and title is one artifact.

    Raises FileRefused for a file that is too large or of a type that we do not take, and
    StudentsNotRuledOut without the statement.
    """
    if not no_student_identified:
        raise StudentsNotRuledOut("State that no student can be identified.")
    version = _version_of_file(file) if kind == Artifact.Kind.FILE else ArtifactVersion(url=url)
    # A second click waits here, and then finds what the first one made.
    team = DesignTeam.objects.select_for_update().get(pk=team.pk)
    same = Artifact.objects.filter(
        team=team, title=title, added_by=by, versions__sha256=version.sha256, versions__url=url
    )
    if existing := same.first():
        return existing

    artifact = Artifact.objects.create(
        team=team, title=title, kind=kind, no_student_identified=True, added_by=by
    )
    artifact.indicators.set(indicators)
    version.artifact, version.added_by = artifact, by
    version.save()
    activity.record(artifact, "added", f"{artifact} was added.", by=by)
    activity.record(team, "added", f"{artifact} was added to the artifacts.", by=by)
    return artifact


@transaction.atomic
def comment_on(artifact: Artifact, *, text: str, by: Person | None) -> ArtifactComment:
    """Say something about an artifact. Safe to repeat: the same words twice in a row are once."""
    artifact = Artifact.objects.select_for_update().get(pk=artifact.pk)
    last = artifact.comments.last()
    if last is not None and (last.author, last.text) == (by, text):
        return last
    comment = artifact.comments.create(author=by, text=text)
    activity.record(artifact, "commented", f"{by or 'Somebody'} commented on it.", by=by)
    return comment


def _version_of_file(file: File[bytes] | None) -> ArtifactVersion:
    """A version that is not saved yet."""
    found = content.taken_in(file)
    version = ArtifactVersion(
        file_name=found.name, content_type=found.content_type, size=found.size
    )
    version.sha256 = content.fingerprint(found.file)
    version.file = found.file  # the field stores it under its new name on save
    return version
