"""Two coders of one survey, and how far they agree tag by tag."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from network.models import Person
from surveys.results.models import Coding, Tag
from surveys.results.words.coder_agreement import TagAgreement, agreement_by_tag, in_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from surveys.collection.models import Administration


@dataclass(frozen=True)
class Measured:
    """The agreement of two coders; `rows` is empty where nobody shares an answer yet."""

    administration: Administration
    coders: Sequence[Person]
    first: Person | None
    second: Person | None
    shared: int
    rows: Sequence[TagAgreement]

    @property
    def total(self) -> TagAgreement:
        """All tags together."""
        return in_all(self.rows)


def coders_of(administration: Administration) -> list[Person]:
    """Who has coded anything of this survey, by name."""
    coding = Coding.objects.filter(answer__administration=administration)
    people = Person.objects.filter(pk__in=coding.values("coder"))
    return list(people.order_by("last_name", "first_name", "pk"))


def measured(
    administration: Administration, coders: Sequence[Person], asked: Sequence[int | None]
) -> Measured:
    """The pair asked for; else the two who share most answers."""
    codings = Coding.objects.filter(answer__administration=administration)
    judged: dict[int, dict[str, set[int]]] = {coder.pk: {} for coder in coders}
    for coding in codings.prefetch_related("tags"):
        judged[coding.coder_id][str(coding.answer_id)] = {tag.pk for tag in coding.tags.all()}
    by_pk = {coder.pk: coder for coder in coders}
    first, second = (by_pk.get(pk or 0) for pk in asked)
    if first is None or second is None or first == second:
        first, second = _closest(coders, judged)
    if first is None or second is None:
        return Measured(administration, coders, first, second, 0, ())
    tags = dict(
        Tag.objects.filter(instrument=administration.version.instrument_id).values_list(
            "pk", "name"
        )
    )
    shared = len(judged[first.pk].keys() & judged[second.pk].keys())
    rows = agreement_by_tag(tags, judged[first.pk], judged[second.pk]) if shared else []
    return Measured(administration, coders, first, second, shared, rows)


def file_rows(found: Measured) -> Iterator[Sequence[object]]:
    """The table for a file, the coders by their order and not by name."""
    yield (
        "Tag",
        "Answers coded by both",
        "Both",
        "Only the first coder",
        "Only the second coder",
        "Neither",
        "Percent agreement",
        "Cohen's kappa",
        "In words",
    )
    for row in (*found.rows, found.total):
        kappa = "" if row.kappa is None else f"{row.kappa:.4f}"
        percent = "" if row.percent is None else row.percent
        counts = (row.both, row.only_first, row.only_second, row.neither)
        yield (row.name, row.judgments, *counts, percent, kappa, row.size_words)


def _closest(
    coders: Sequence[Person], judged: dict[int, dict[str, set[int]]]
) -> tuple[Person | None, Person | None]:
    pairs = list(combinations(coders, 2))
    if not pairs:
        return None, None
    return max(pairs, key=lambda pair: len(judged[pair[0].pk].keys() & judged[pair[1].pk].keys()))
