"""How the lists of surveys, and of the schools of a frame, are narrowed; kept in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Q

from core.words import SearchText, every_word, words_in
from network.models import District, School, ServiceCenter
from surveys.collection.frame_schools import own_schools
from surveys.collection.models import Administration, FrameUnit
from surveys.collection.readiness import has_a_way_in
from surveys.instruments.models import Instrument

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from surveys.collection.querysets import AdministrationQuerySet

SEARCH = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


class SurveyFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By words, state, school year, form and mode."""

    q = django_filters.CharFilter(method="containing", label="Title or form", widget=SEARCH)
    state = django_filters.ChoiceFilter(choices=Administration.State.choices, empty_label="All")
    school_year = django_filters.ChoiceFilter(choices=[], empty_label="All", label="School year")
    form = django_filters.ModelChoiceFilter(
        field_name="version__instrument",
        queryset=Instrument.objects.none(),
        empty_label="All",
        label="Form",
    )
    mode = django_filters.ChoiceFilter(choices=Administration.Mode.choices, empty_label="All")

    class Meta:
        model = Administration
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, *, visible: AdministrationQuerySet) -> None:
        super().__init__(data, queryset=visible)
        # Only what this reader's surveys have: a choice that finds nothing helps nobody.
        years = visible.order_by("-school_year").values_list("school_year", flat=True).distinct()
        self.filters["school_year"].extra["choices"] = [(year, year) for year in years]
        used = visible.order_by().values("version__instrument")
        self.filters["form"].queryset = Instrument.objects.filter(pk__in=used)

    def containing(self, rows: QuerySet[Administration], name: str, typed: str) -> Any:
        """Every word stands in the title or the name of the form."""
        text = SearchText("title", "version__instrument__name")
        return rows.filter(every_word(words_in(typed), text))


class FrameFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """Schools of a survey's frame; while it is prepared also all others, to add them."""

    WHICH = (("own", "Of this survey"), ("framed", "With a number"), ("all", "All schools"))

    which = django_filters.ChoiceFilter(
        choices=WHICH, method="of_kind", empty_label=None, label="Show"
    )
    q = django_filters.CharFilter(method="containing", label="School or IRN", widget=SEARCH)
    center = django_filters.ModelChoiceFilter(
        queryset=ServiceCenter.objects.order_by("name"),
        method="in_branch",
        empty_label="All",
        label="Service center",
    )
    district = django_filters.ModelChoiceFilter(
        queryset=District.objects.order_by("name"), field_name="agency", widget=forms.HiddenInput
    )
    ways = django_filters.ChoiceFilter(
        choices=[("none", "Nobody is reached yet")],
        method="without_a_way",
        empty_label="Any",
        label="Links",
    )

    class Meta:
        model = School
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, *, administration: Administration) -> None:
        self.administration = administration
        super().__init__(data, queryset=School.objects.select_related("agency"))

    @property
    def qs(self) -> QuerySet[School]:
        """In order of names; without a choice the schools of this survey."""
        found: QuerySet[School] = super().qs
        if not self._chosen_which():
            found = found.filter(self._own())
        return found.order_by("name", "pk")

    def of_kind(self, rows: QuerySet[School], name: str, which: str) -> Any:
        """Those of the survey, those with a number, or all that are open."""
        if which == "all" and self.administration.is_draft:
            return rows.filter(self._own() | Q(pk__in=School.objects.known().open()))
        if which == "framed":
            units = self.administration.units.filter(kind=FrameUnit.Kind.SCHOOL, staff__gt=0)
            return rows.filter(pk__in=units.values("organization"))
        return rows.filter(self._own())

    def containing(self, rows: Any, name: str, typed: str) -> Any:
        """Name, IRN and place, as the directory searches."""
        return rows.containing(typed)

    def in_branch(self, rows: Any, name: str, center: ServiceCenter) -> Any:
        """Everything aligned with the center today."""
        return rows.branch_of(center)

    def without_a_way(self, rows: QuerySet[School], name: str, value: str) -> Any:
        """Framed schools where nobody has a link."""
        units = self.administration.units.filter(kind=FrameUnit.Kind.SCHOOL, staff__gt=0)
        return rows.filter(pk__in=units.exclude(has_a_way_in()).values("organization"))

    def _own(self) -> Q:
        return own_schools(self.administration)

    def _chosen_which(self) -> bool:
        return self.form.is_valid() and bool(self.form.cleaned_data.get("which"))
