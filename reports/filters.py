"""What may be chosen on an overview; the address keeps it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django import forms

from core.shortcuts import id_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from surveys.results.models import Release


def years(school_year: str) -> str:
    """ "2023–24", as ranges are printed."""
    return school_year.replace("-", "–")


def chosen_wave(asked: QueryDict, waves: Sequence[Release]) -> Release:
    """The wave that the address names, else the latest."""
    return next((wave for wave in waves if str(wave.pk) == asked.get("wave")), waves[0])


class OverviewChoice(forms.Form):
    """The wave and the service center: what every release declares. Nothing else may be asked.

    Typology, pathway and role are no margins of a release (disclosure.md 4).
    """

    wave = forms.ChoiceField(label="School year")
    center = forms.ChoiceField(label="Service center", required=False)

    def __init__(
        self,
        asked: QueryDict,
        waves: Sequence[Release],
        centers: Mapping[int, str],
    ) -> None:
        center = id_in(asked.get("center", ""))
        self.center_pk = center if center in centers else None
        super().__init__(
            {"wave": str(chosen_wave(asked, waves).pk), "center": str(self.center_pk or "")}
        )
        often = Counter(wave.administration.school_year for wave in waves)
        self._offer("wave", [(str(wave.pk), _wave_words(wave, often)) for wave in waves])
        listed = [(str(pk), name) for pk, name in centers.items()]
        self._offer("center", [("", f"All {len(centers)}"), *listed])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _wave_words(wave: Release, often: Mapping[str, int]) -> str:
    """The school year; with the wave's name where a year has several."""
    year = wave.administration.school_year
    name = wave.administration.wave if often[year] > 1 else ""
    return f"{years(year)}, {name}" if name else years(year)
