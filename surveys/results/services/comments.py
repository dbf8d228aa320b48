"""Publishing comments: once, after they were read, each at exactly one level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from core import clock
from network.services import activity
from surveys.collection.models import Administration
from surveys.results.models import OpenAnswer, Release
from surveys.results.words.comments import standing

if TYPE_CHECKING:
    from network.models import Person
    from surveys.results.models import ReleasedComment

# In random order, also in the table; the place counts from 1 at each unit and question.
PUBLISH = """
    INSERT INTO surveys_releasedcomment (release_id, unit_id, item_code, text, place)
    SELECT %(release)s, stands.unit, said.item_code,
        CASE said.words WHEN '' THEN said.text ELSE said.words END,
        row_number() OVER (PARTITION BY stands.unit, said.item_code ORDER BY gen_random_uuid())
    FROM surveys_openanswer AS said
    JOIN unnest(%(codes)s::text[], %(leaves)s::bigint[], %(units)s::bigint[])
        AS stands (code, leaf, unit) ON said.item_code = stands.code AND said.unit_id = stands.leaf
    WHERE said.administration_id = %(administration)s AND said.verdict = 'publish'
    ORDER BY gen_random_uuid()
"""


class CannotPublish(Exception):
    """Comments are not ready to be published."""


@transaction.atomic
def publish_comments(administration: Administration, *, by: Person | None) -> int:
    """Show what was read and found fit to be shown, where enough of it comes together; how many.

    Safe to repeat: comments are published once, since a second time would tell by the difference
    where the new ones come from. Raises CannotPublish.
    """
    held = Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    if held.comments_published_at is not None:
        return 0
    release = _release_of(held)
    _refuse_unread(held)
    shown = _publish(held, release)
    held.comments_published_at = administration.comments_published_at = clock.now()
    held.save(update_fields=["comments_published_at"])
    activity.record(held, "published", f"Comments of {held} were published.", by=by)
    return shown


@transaction.atomic
def take_down_comment(comment: ReleasedComment, *, by: Person | None) -> None:
    """Show it no longer, for instance because a name slipped through. The others stay."""
    administration = comment.release.administration
    comment.delete()
    activity.record(administration, "took down", "A published comment was taken down.", by=by)


def _release_of(administration: Administration) -> Release:
    release = administration.releases.final().first()
    if release is None:
        raise CannotPublish("Release the figures first. Comments follow what the figures show.")
    return release


def _refuse_unread(administration: Administration) -> None:
    if administration.words_apart_at is None:
        raise CannotPublish("Comments are being set apart. Come back in a minute.")
    unread = administration.open_answers.filter(verdict=OpenAnswer.Verdict.UNREAD).count()
    if unread:
        answers = "1 answer is" if unread == 1 else f"{unread} answers are"
        raise CannotPublish(f"{answers} not read yet. Read them all before anybody else does.")


def _publish(administration: Administration, release: Release) -> int:
    """Write what is fit where it is to stand; how many."""
    stands = standing(release)
    with connection.cursor() as cursor:
        given: dict[str, Any] = {
            "administration": administration.pk,
            "release": release.pk,
            "codes": [code for code, _, _ in stands],
            "leaves": [leaf for _, leaf, _ in stands],
            "units": [unit for _, _, unit in stands],
        }
        cursor.execute(PUBLISH, given)
        written: int = cursor.rowcount
    return written
