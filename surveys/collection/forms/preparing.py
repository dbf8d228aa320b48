"""A survey to prepare or to change before it opens, as people type it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Max, Q

from cohorts.models import Cohort
from core import clock, local_time
from core.forms import MomentField
from surveys.collection.models import Administration
from surveys.collection.waves import SEASONS, season_of, season_on, wave_of
from surveys.instruments.models import InstrumentVersion

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

Mode = Administration.Mode
SCHOOL_YEAR = re.compile(r"\d{4}-\d{2}", re.ASCII)
USUAL_THRESHOLD = 10
USUAL_GRACE = 24
LONGEST_GRACE = 72
KEPT = "kept"  # a wave with words of its own, from an earlier time
ANONYMOUS_ONLY = "This form is asked anonymously only. Choose “Anonymous”."
CHILDREN_ANONYMOUS = "Children are asked anonymously only. Choose “Anonymous”."


class VersionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # django has no subscript
    """Forms with how long they take and in which languages."""

    def label_from_instance(self, version: InstrumentVersion) -> str:
        """One line of the choice."""
        names = [Locale(code).get_display_name("en") or code for code in version.languages]
        told = f"{version.minutes} minutes, {' and '.join(names)}"
        return f"{version.instrument} ({version.instrument.code} {version.number}): {told}"


class AdministrationForm(forms.Form):
    """What is asked, of whom, when, and how it is protected."""

    version = VersionField(InstrumentVersion.objects.none(), label="Form", empty_label=None)
    cohort = forms.ModelChoiceField(
        Cohort.objects.none(),
        required=False,
        empty_label="No cohort: choose schools by hand",
        help_text="Its schools are asked; others may be added.",
    )
    school_year = forms.CharField(max_length=7, help_text="Such as 2023-24.")
    season = forms.ChoiceField(label="Wave", required=False)
    title = forms.CharField(
        max_length=120,
        required=False,
        help_text="Everybody asked reads it. Left empty it is made of the form and the wave, such "
        "as Implementation survey, spring 2024.",
    )
    opens_at = MomentField(label="Opens")
    closes_at = MomentField(label="Closes")
    mode = forms.ChoiceField(choices=Mode, widget=forms.RadioSelect, label="Who can see answers")
    reminders = forms.ChoiceField(
        choices=Administration.Reminders,
        help_text="Only to those who have not sent their answers.",
    )
    grace_hours = forms.IntegerField(
        label="Hours to finish after the close",
        min_value=0,
        max_value=LONGEST_GRACE,
        help_text=f"Whoever has begun may still send then. Usually {USUAL_GRACE}.",
    )
    threshold = forms.IntegerField(
        label="Fewest answers behind a figure",
        min_value=5,
        max_value=1000,
        help_text=f"Usually {USUAL_THRESHOLD}, never below 5. Smaller groups stay hidden.",
    )
    copied = forms.ModelChoiceField(
        Administration.objects.none(), required=False, widget=forms.HiddenInput
    )
    takes_frame = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, user: User, changed: Administration | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.changed = changed
        kept = changed.version_id if changed else None
        choose_from(self.fields["version"], versions_to_ask_with(kept))
        choose_from(self.fields["cohort"], Cohort.objects.run_by(user))
        choose_from(self.fields["copied"], Administration.objects.run_by(user))
        wave = changed.wave if changed else ""
        seasons = [("", "No wave"), *((name, name.capitalize()) for name in SEASONS)]
        if wave and not season_of(wave):
            seasons.append((KEPT, wave))
        self.fields["season"].choices = seasons  # type: ignore[attr-defined]  # a choice
        zone = local_time.zone_words(clock.today().year)
        self.fields["opens_at"].help_text = self.fields["closes_at"].help_text = f"{zone}."

    def clean_school_year(self) -> str:
        """Two years that follow each other."""
        given: str = self.cleaned_data["school_year"].strip()
        if not SCHOOL_YEAR.fullmatch(given) or (int(given[2:4]) + 1) % 100 != int(given[5:]):
            raise ValidationError("Write it as 2023-24.")
        return given

    def clean(self) -> dict[str, Any]:
        """The window in order, a mode that the form allows, and words for wave and title."""
        cleaned = super().clean() or {}
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", "A survey closes after it opens. Choose a later time.")
        elif closes_at and closes_at <= clock.now():
            self.add_error("closes_at", "This time has passed. Choose a later one.")
        version = cleaned.get("version")
        if version and cleaned.get("mode") not in (None, Mode.ANONYMOUS):
            self._refuse_other_modes(version)
        if not self.errors:
            cleaned["wave"] = self._wave(cleaned)
            parts = [str(cleaned["version"].instrument), cleaned["wave"] or cleaned["school_year"]]
            cleaned["title"] = cleaned["title"].strip() or ", ".join(parts)[:120]
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the services take."""
        left_out = {"season", "copied", "takes_frame"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}

    def _wave(self, cleaned: dict[str, Any]) -> str:
        if cleaned["season"] == KEPT and self.changed:
            return self.changed.wave
        return wave_of(cleaned["season"], cleaned["school_year"], cleaned["opens_at"])

    def _refuse_other_modes(self, version: InstrumentVersion) -> None:
        if version.instrument.is_for_learners:
            self.add_error("mode", CHILDREN_ANONYMOUS)
        elif version.instrument.is_anonymous_only:
            self.add_error("mode", ANONYMOUS_ONLY)


def versions_to_ask_with(kept: int | None = None) -> QuerySet[InstrumentVersion]:
    """The newest version of each form in use, and the newest fixed one while that is being written.

    `kept` stays a choice for a survey that was prepared with it.
    """
    versions = InstrumentVersion.objects.without_variants().select_related("instrument")
    newest = Max("instrument__versions__number")
    fixed = Max("instrument__versions__number", filter=Q(instrument__versions__is_frozen=True))
    in_use = Q(instrument__archived_at=None) & (Q(number=F("newest")) | Q(number=F("fixed")))
    return (
        versions.annotate(newest=newest, fixed=fixed)
        .filter(in_use | Q(pk=kept))
        .order_by("instrument__name", "-number")
    )


def choose_from(field: forms.Field, rows: QuerySet[Any]) -> None:
    """Let a field offer these rows."""
    field.queryset = rows  # type: ignore[attr-defined]  # a choice of rows


def usual_answers() -> dict[str, Any]:
    """The teacher form, this school year, three weeks from tomorrow morning to a late evening."""
    tomorrow = clock.today() + dt.timedelta(days=1)
    return {
        "version": versions_to_ask_with().filter(instrument__code="IMT").first(),
        "school_year": local_time.school_year(tomorrow),
        "season": season_on(tomorrow),
        "opens_at": clock.on_day(tomorrow, 8),
        "closes_at": clock.on_day(tomorrow + dt.timedelta(days=21), 23, 59),
        "mode": Mode.ANONYMOUS,
        "reminders": Administration.Reminders.USUAL,
        "grace_hours": USUAL_GRACE,
        "threshold": USUAL_THRESHOLD,
    }


def answers_as_of(administration: Administration) -> dict[str, Any]:
    """What a form that changes this survey begins with."""
    season = season_of(administration.wave)
    return {
        "version": administration.version_id,
        "cohort": administration.cohort_id,
        "title": administration.title,
        "school_year": administration.school_year,
        "season": season or (KEPT if administration.wave else ""),
        "opens_at": administration.opens_at,
        "closes_at": administration.closes_at,
        "mode": administration.mode,
        "reminders": administration.reminders,
        "grace_hours": administration.grace_hours,
        "threshold": administration.threshold,
    }


def answers_like(earlier: Administration) -> dict[str, Any]:
    """What the next wave begins with: the same settings, a year later, the form's newest version.

    The title is made anew, and the window stays as long as it was.
    """
    usual = usual_answers()
    version = versions_to_ask_with().filter(instrument=earlier.version.instrument_id).first()
    first = int(earlier.school_year[:4]) + 1
    length = earlier.closes_at - earlier.opens_at
    return {
        **answers_as_of(earlier),
        "version": version or usual["version"],
        "title": "",
        "school_year": f"{first}-{(first + 1) % 100:02}",
        "season": season_of(earlier.wave),
        "opens_at": usual["opens_at"],
        "closes_at": usual["opens_at"] + length,
        "copied": earlier.pk,
        "takes_frame": True,
    }
