"""What people may type about the plan of a cohort: its days, topics and milestones."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cohorts.forms.days import ClosedDaysField
from cohorts.forms.offering import number_fault, rule_choices
from cohorts.models import Cohort, CohortTopic, Milestone
from core.forms import DayField
from network.models import Component


class CohortDaysForm(forms.ModelForm[Cohort]):
    """The cohort's name, its first and last day, and the days on which nothing is put."""

    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day")
    closed_days = ClosedDaysField()

    class Meta:
        model = Cohort
        fields = ("name", "starts_on", "ends_on", "closed_days")
        labels: ClassVar[dict[str, str]] = {"name": "Name of the cohort"}


class TopicForm(forms.ModelForm[CohortTopic]):
    """What one of the cohort's convenings is about."""

    component = forms.ModelChoiceField(
        Component.objects.filter(version__is_current=True),
        label="Component of the framework",
        required=False,
        empty_label="None",
    )

    class Meta:
        model = CohortTopic
        fields = ("title", "component")
        labels: ClassVar[dict[str, str]] = {"title": "One more topic"}


class MilestoneForm(forms.ModelForm[Milestone]):
    """What the teams of a cohort reach by a day."""

    rule = forms.ChoiceField(label="Reached when")
    number = forms.IntegerField(label="Which convening", required=False, min_value=1, max_value=99)
    due_on = DayField(label="Due on")

    class Meta:
        model = Milestone
        fields = ("name", "phase", "rule", "number", "due_on")
        labels: ClassVar[dict[str, str]] = {"name": "What is reached", "phase": "In which phase"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = rule_choices()  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        """A number where the rule asks for one, and only there."""
        cleaned = super().clean() or {}
        if fault := number_fault(cleaned):
            self.add_error("number", fault)
        return cleaned
