"""The reading list: which open answers are listed, in which order, and how far reading has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import django_filters
from django.db.models import Count, Q

from surveys.results.models import OpenAnswer, Tag
from surveys.results.words.comments import open_questions

if TYPE_CHECKING:
    from django.http import QueryDict

    from network.models import Person
    from surveys.collection.models import Administration
    from surveys.results.querysets import OpenAnswerQuerySet

UNCODED = "uncoded"
STATES = (*OpenAnswer.Verdict.choices, (UNCODED, "Not coded by you"))


class ReadingFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """Question, verdict and tag; the address keeps them from one answer to the next."""

    question = django_filters.ChoiceFilter(
        field_name="item_code", empty_label="All questions", label="Question"
    )
    state = django_filters.ChoiceFilter(
        choices=STATES, method="in_state", empty_label="All", label="State"
    )
    tag = django_filters.ModelChoiceFilter(
        queryset=Tag.objects.none(), method="with_tag", empty_label="Any", label="Tag"
    )

    class Meta:
        model = OpenAnswer
        fields: tuple[str, ...] = ()

    def __init__(
        self,
        data: QueryDict,
        *,
        administration: Administration,
        visible: OpenAnswerQuerySet,
        reader: Person | None,
    ) -> None:
        self.reader = reader
        super().__init__(data, queryset=visible.filter(administration=administration))
        self.filters["question"].extra["choices"] = open_questions(administration)
        self.filters["tag"].queryset = Tag.objects.filter(
            instrument=administration.version.instrument_id
        )

    def in_state(self, rows: OpenAnswerQuerySet, name: str, state: str) -> Any:
        """By verdict, or what this reader has not coded."""
        return rows.not_coded_by(self.reader) if state == UNCODED else rows.filter(verdict=state)

    def with_tag(self, rows: OpenAnswerQuerySet, name: str, tag: Tag) -> Any:
        """As far as this reader may know of tags."""
        return rows.tagged(tag, seen_by=self.reader)


class Progress(NamedTuple):
    """How far reading has come; of one coder, how far coding has."""

    read: int
    total: int
    coded: int

    @property
    def unread(self) -> int:
        """How many nobody has decided about."""
        return self.total - self.read


def progress_of(rows: OpenAnswerQuerySet, reader: Person | None) -> Progress:
    """In one query."""
    counted = rows.aggregate(
        total=Count("pk", distinct=True),
        unread=Count("pk", filter=Q(verdict=OpenAnswer.Verdict.UNREAD), distinct=True),
        coded=Count("pk", filter=Q(codings__coder=reader), distinct=True),
    )
    return Progress(counted["total"] - counted["unread"], counted["total"], counted["coded"])


def before(rows: OpenAnswerQuerySet, answer: OpenAnswer) -> OpenAnswer | None:
    """The one that stands before it in the list, whether or not it is in the list itself."""
    earlier = Q(item_code__lt=answer.item_code) | Q(item_code=answer.item_code, pk__lt=answer.pk)
    return rows.filter(earlier).order_by("item_code", "pk").last()


def after(rows: OpenAnswerQuerySet, answer: OpenAnswer) -> OpenAnswer | None:
    """The one that stands after it."""
    later = Q(item_code__gt=answer.item_code) | Q(item_code=answer.item_code, pk__gt=answer.pk)
    return rows.filter(later).order_by("item_code", "pk").first()
