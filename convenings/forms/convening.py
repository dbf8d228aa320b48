"""What people may type about a convening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from convenings.services.convening import next_number
from core.forms import LinesField
from network.models import Component, Indicator

if TYPE_CHECKING:
    from cohorts.models import Cohort
    from convenings.models import Convening

LONGEST_TARGET = 200
AFTERWARDS = ("feedback_hours", "least_share", "needs_feedback")


class ConveningForm(forms.Form):
    """Topic, place in the series, what it is about and what people will learn."""

    number = forms.IntegerField(
        min_value=1, max_value=99, help_text="Its place in the cohort's series."
    )
    topic = forms.CharField(max_length=120)
    components = forms.ModelMultipleChoiceField(
        Component.objects.filter(version__is_current=True),
        label="Components of the framework",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.filter(component__version__is_current=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    learning_targets = LinesField(
        required=False,
        help_text="One per line, beginning with a verb: build, develop, determine, engage.",
    )
    feedback_hours = forms.IntegerField(
        label="Hours that feedback stays open",
        min_value=1,
        max_value=336,
        required=False,
        initial=24,
        help_text="After the end of the last session.",
    )
    least_share = forms.IntegerField(
        label="Percent of the minutes that a certificate asks for",
        min_value=1,
        max_value=100,
        required=False,
        initial=80,
    )
    needs_feedback = forms.BooleanField(
        label="A certificate also asks that feedback was sent", required=False, initial=True
    )

    def __init__(
        self, *args: Any, cohort: Cohort, convening: Convening | None = None, **kwargs: Any
    ) -> None:
        self.cohort = cohort
        self.convening = convening
        filled: dict[str, Any] = {"number": next_number(cohort)}
        if convening is not None:
            filled = {
                "number": convening.number,
                "topic": convening.topic,
                "components": convening.components.all(),
                "indicators": convening.indicators.all(),
                "learning_targets": convening.learning_targets,
                **{name: getattr(convening, name) for name in AFTERWARDS},
            }
        kwargs["initial"] = filled
        super().__init__(*args, **kwargs)

    def clean_number(self) -> int:
        """A number stands once in a series."""
        number: int = self.cleaned_data["number"]
        others = self.cohort.convenings.filter(number=number)
        if self.convening is not None:
            others = others.exclude(pk=self.convening.pk)
        if others.exists():
            raise forms.ValidationError(
                f"{self.cohort} already has a convening {number}. Choose another number."
            )
        return number

    def clean_feedback_hours(self) -> int:
        """A day, where nothing is said."""
        return self._or_usual("feedback_hours")

    def clean_least_share(self) -> int:
        """Most of the day, where nothing is said."""
        return self._or_usual("least_share")

    def _or_usual(self, name: str) -> int:
        typed: int | None = self.cleaned_data[name]
        usual: int = self.fields[name].initial
        return usual if typed is None else typed

    def clean_learning_targets(self) -> list[str]:
        """None is longer than the page has room for."""
        targets: list[str] = self.cleaned_data["learning_targets"]
        if any(len(target) > LONGEST_TARGET for target in targets):
            raise forms.ValidationError(
                f"Keep each target under {LONGEST_TARGET} characters; one per line."
            )
        return targets
