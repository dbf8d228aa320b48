"""How the catalogue is narrowed, and how many there would be with each choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django.db.models import CharField, Count, F, Func

from core.shortcuts import id_in
from core.words import every_word, words_in
from library.models import Resource
from network.filters.narrowing import ListFilter, words_filter
from network.models import Component, Indicator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import QueryDict

    from accounts.models import User
    from library.querysets import ResourceQuerySet


def _containing(rows: ResourceQuerySet, typed: str) -> ResourceQuerySet:
    return rows.filter(every_word(words_in(typed)))


def _of_kind(rows: ResourceQuerySet, kind: str) -> ResourceQuerySet:
    return rows.filter(kind=kind)


def _of_component(rows: ResourceQuerySet, pk: str) -> ResourceQuerySet:
    return rows.filter(components=id_in(pk))


def _of_indicator(rows: ResourceQuerySet, pk: str) -> ResourceQuerySet:
    return rows.filter(indicators=id_in(pk))


def _for_audience(rows: ResourceQuerySet, audience: str) -> ResourceQuerySet:
    return rows.filter(audiences__contains=[audience])


def _of_source(rows: ResourceQuerySet, source: str) -> ResourceQuerySet:
    return rows.filter(source=source)


NARROW: dict[str, Callable[[ResourceQuerySet, str], ResourceQuerySet]] = {
    "q": _containing,
    "kind": _of_kind,
    "component": _of_component,
    "indicator": _of_indicator,
    "audience": _for_audience,
    "source": _of_source,
}
# What is counted for each facet.
COUNTED: dict[str, Any] = {
    "kind": F("kind"),
    "component": F("components"),
    "indicator": F("indicators"),
    "audience": Func(F("audiences"), function="unnest", output_field=CharField()),
    "source": F("source"),
}


class ResourceFilter(ListFilter):
    """By words, kind, component, indicator, audience and source; the choice is in the address."""

    always_shown = ("q", "kind", "component", "audience")

    q = words_filter("Title, what it is good for or source")
    kind = django_filters.ChoiceFilter(method="narrow", label="Kind", empty_label="All")
    component = django_filters.ChoiceFilter(method="narrow", label="Component", empty_label="All")
    audience = django_filters.ChoiceFilter(method="narrow", label="For whom", empty_label="All")
    indicator = django_filters.ChoiceFilter(method="narrow", label="Indicator", empty_label="All")
    source = django_filters.ChoiceFilter(method="narrow", label="From", empty_label="All")

    class Meta:
        model = Resource
        fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: QueryDict, *, queryset: ResourceQuerySet, user: User) -> None:
        super().__init__(data, queryset=queryset, user=user)
        self._names = {
            "kind": Resource.Kind.choices,
            "component": _names_of(Component.objects.filter(version__is_current=True)),
            "audience": Resource.Audience.choices,
            "indicator": _names_of(Indicator.objects.filter(component__version__is_current=True)),
            "source": [(row, row) for row in _sources(queryset)],
        }
        for name, choices in self._names.items():
            counts = self._counts_of(name)
            self.filters[name].extra["choices"] = [
                (value, f"{label} ({counts.get(value, 0)})")
                for value, label in choices
                if value in counts or value == data.get(name)
            ]

    def containing(self, rows: ResourceQuerySet, name: str, typed: str) -> ResourceQuerySet:
        """Every word has to stand somewhere."""
        return _containing(rows, typed)

    def narrow(self, rows: ResourceQuerySet, name: str, value: str) -> ResourceQuerySet:
        """One choice of one facet."""
        return NARROW[name](rows, value)

    def _counts_of(self, facet: str) -> dict[str, int]:
        """How many there are with each choice, if everything else stays as it is chosen."""
        rows = self.queryset
        for name, narrow in NARROW.items():
            if name != facet and self.data.get(name):
                rows = narrow(rows, self.data[name])
        counted = rows.order_by().values(choice=COUNTED[facet]).annotate(number=Count("pk"))
        return {str(row["choice"]): row["number"] for row in counted if row["choice"]}

    def _in_words(self, name: str) -> str:
        """What is chosen, without its count."""
        typed = self.data[name]
        return str(dict(self._names.get(name, ())).get(typed, typed))


def _names_of(rows: Iterable[Component | Indicator]) -> list[tuple[str, str]]:
    return [(str(row.pk), str(row)) for row in rows]


def _sources(rows: ResourceQuerySet) -> list[str]:
    named = rows.exclude(source="").order_by("source")
    return list(named.values_list("source", flat=True).distinct())
