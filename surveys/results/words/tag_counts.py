"""How often each tag was given to the comments that are published."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Case, Count, Exists, F, OuterRef, Q, When

from surveys.results.models import OpenAnswer, ReleasedComment
from surveys.results.words.comments import standing

if TYPE_CHECKING:
    from surveys.results.models import Release


def tag_counts(release: Release) -> dict[str, list[tuple[str, int]]]:
    """By question, the most frequent tag first: comments to which any coder gave it.

    SECURITY: only comments that everybody reads are counted. Of others a count would tell that
    they exist.
    """
    administration = release.administration
    if administration.comments_published_at is None:
        return {}
    where = Q(pk__in=[])
    for code, leaf, _ in standing(release):
        where |= Q(item_code=code, unit=leaf)
    fit = Case(When(words="", then=F("text")), default=F("words"))
    said = ReleasedComment.objects.filter(
        release__administration=administration,
        item_code=OuterRef("item_code"),
        text=OuterRef("fit_words"),
    )
    published = (
        OpenAnswer.objects.filter(where, administration=administration, verdict="publish")
        .annotate(fit_words=fit)
        .filter(Exists(said), codings__tags__isnull=False)
    )
    counted = published.order_by().values_list("item_code", "codings__tags__name")
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for code, tag, number in counted.annotate(Count("pk", distinct=True)):
        found[code].append((tag, number))
    return {code: sorted(tags, key=_most_first) for code, tags in found.items()}


def _most_first(tag: tuple[str, int]) -> tuple[int, str]:
    return (-tag[1], tag[0])
