"""What narrowing a list has in common: words, facets of other apps, pills to take away again."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import django_filters
from django import forms

from core import offers
from core.lists import without
from core.words import ALIKE_ENOUGH, alike
from network.models import ServiceCenter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from core.offers import Facet

SIMILAR_AT_MOST = 10


class Pill(NamedTuple):
    """A filter that is set, in words, and the address without it."""

    label: str
    value: str
    address: str


class FacetFilter(django_filters.ChoiceFilter):  # type: ignore[misc]  # django-filter has no types
    """A filter that a higher app offers; it gives the choices and narrows the rows."""

    def __init__(self, facet: Facet, user: User) -> None:
        super().__init__(label=facet.label, choices=list(facet.choices(user)), empty_label="All")
        self.facet = facet
        self.user = user

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Only what the offering app leaves."""
        return self.facet.narrow(rows, value, self.user) if value else rows


def words_filter(label: str) -> django_filters.CharFilter:
    """The search at the head of a list; `label` names every place where words are looked for."""
    looks = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    return django_filters.CharFilter(method="containing", label=label, widget=looks)


def center_filter() -> django_filters.ModelChoiceFilter:
    """The branch of a service center; whoever shows it offers the centers that a reader sees."""
    return django_filters.ModelChoiceFilter(
        queryset=ServiceCenter.objects.none(),
        method="in_branch",
        label="Service center",
        empty_label="All",
    )


class ListFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """The filters of a list; the choice lives in the address."""

    facets_of: ClassVar[str] = ""
    always_shown: ClassVar[tuple[str, ...]] = ("q",)

    class Meta:
        fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, data: Any, *, queryset: QuerySet[Any], user: User) -> None:
        super().__init__(data, queryset=queryset)
        self.user = user
        for facet in offers.facets_on(self.facets_of):
            self.filters[facet.name] = FacetFilter(facet, user)

    @property
    def is_narrowed(self) -> bool:
        """Whether the address narrows anything."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def is_similar(self) -> bool:
        """Whether nothing fits what was typed, so that similar names are shown instead."""
        return self._found[1]

    @property
    def rows(self) -> QuerySet[Any]:
        """What fits. A choice that is not offered fits nothing."""
        return self._found[0]

    @property
    def shown_fields(self) -> list[Any]:
        """The filters that always stand in the bar."""
        return [field for field in self._offered if field.name in self.always_shown]

    @property
    def folded_fields(self) -> list[Any]:
        """The filters that fold away behind "More filters"."""
        return [field for field in self._offered if field.name not in self.always_shown]

    @cached_property
    def _offered(self) -> list[Any]:
        """The filters, but for lists out of which there is nothing to choose."""
        fields = [self.form[name] for name in self.filters]
        return [asked for asked in fields if not _has_nothing_to_choose(asked.field)]

    @property
    def is_folded(self) -> bool:
        """Whether none of the folded filters is set."""
        return not any(self.data.get(field.name) for field in self.folded_fields)

    @property
    def pills(self) -> list[Pill]:
        """The filters that are set, in words, each with the address without it."""
        return [
            Pill(self._label(name), self._in_words(name), without(self.data, name))
            for name in self.filters
            if self.data.get(name)
        ]

    @cached_property
    def _found(self) -> tuple[QuerySet[Any], bool]:
        if not self.form.is_valid():
            return self.queryset.none(), False
        found = self.qs
        typed = self.form.cleaned_data["q"]
        if not typed or found.exists():
            return found, False
        similar = self._similar(typed)
        return (found, False) if similar is None else (similar, True)

    def _similar(self, typed: str) -> QuerySet[Any] | None:
        """The few rows whose words are most like what was typed, within the other filters."""
        rows = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name != "q":
                rows = self.filters[name].filter(rows, value)
        closest = rows.annotate(alike=alike(typed)).filter(alike__gte=ALIKE_ENOUGH)
        ids = list(closest.order_by("-alike", "pk").values_list("pk", flat=True)[:SIMILAR_AT_MOST])
        return self.queryset.filter(pk__in=ids) if ids else None

    def _label(self, name: str) -> str:
        """The label of a filter; that of the words names every place where they are looked for."""
        return "Words" if name == "q" else str(self.form[name].label)

    def _in_words(self, name: str) -> str:
        """What is chosen, as the choice is worded; what is not offered stays as it was typed."""
        chosen = self.form.cleaned_data.get(name) if self.form.is_valid() else None
        if chosen is None or isinstance(chosen, str):
            typed = self.data[name]
            choices = getattr(self.form.fields[name], "choices", ()) if chosen else ()
            return str(dict(choices).get(typed, typed))
        return str(chosen)


def _has_nothing_to_choose(field: Any) -> bool:
    """Whether a written list holds "All" alone; one made of rows is not asked for this."""
    if isinstance(field, forms.ModelChoiceField) or not hasattr(field, "choices"):
        return False
    return len(list(field.choices)) == 1
