"""What people may type about a convening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from convenings.services.convening import next_number
from network.models import Component

if TYPE_CHECKING:
    from cohorts.models import Cohort
    from convenings.models import Convening

LONGEST_TARGET = 200


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
    learning_targets = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One per line, beginning with a verb: build, develop, determine, engage.",
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
                "learning_targets": "\n".join(convening.learning_targets),
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

    def clean_learning_targets(self) -> list[str]:
        """The lines that are not empty."""
        lines = [line.strip() for line in self.cleaned_data["learning_targets"].splitlines()]
        targets = [line for line in lines if line]
        if any(len(target) > LONGEST_TARGET for target in targets):
            raise forms.ValidationError(
                f"Keep each target under {LONGEST_TARGET} characters; one per line."
            )
        return targets
