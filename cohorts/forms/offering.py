"""What people may type about an offering: its facts, whom its teams need, and its phases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from cohorts.milestones import BY_HAND, rules
from cohorts.models import ApplicationForm, Offering, Phase, Position
from core.forms import DateInput, DayField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR = 2000, 2100
LONGEST_OFFERING = 120  # months
LAST_DAY_OF_A_PLAN = LONGEST_OFFERING * 31
MOST_PARTS, MOST_MILESTONES = 12, 40


class OfferingForm(forms.ModelForm[Offering]):
    """Dates, who takes part, how many, who pays, and how one applies."""

    apply_from = DayField(label="Applications from", required=False)
    apply_until = DayField(
        label="Applications until", required=False, help_text="That whole day included."
    )
    grant = forms.CharField(
        label="Paid by",
        max_length=120,
        required=False,
        help_text="The name of the grant.",
    )
    fiscal_year = forms.IntegerField(
        label="In the fiscal year",
        required=False,
        min_value=FIRST_FISCAL_YEAR,
        max_value=LAST_FISCAL_YEAR,
        help_text="The year in which it ends.",
    )

    class Meta:
        model = Offering
        fields = (
            *("pathway", "name", "description", "unit", "starts_on", "length_months", "capacity"),
            *("team_min", "team_max", "apply_from", "apply_until", "offer_days", "form"),
        )
        labels = {
            "description": "What it brings",
            "unit": "Who takes part",
            "team_min": "People in a team at least",
            "team_max": "People in a team at most",
            "form": "Form to apply with",
        }
        help_texts = {
            "name": "Such as LAUNCH, two years. Everybody reads it.",
            "form": "Without one, nobody can apply here.",
        }
        widgets = {
            "starts_on": DateInput(),
            "description": forms.Textarea(attrs={"rows": 3}),
            "unit": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = Offering.Unit.choices  # type: ignore[attr-defined]  # none is not offered
        self.fields["unit"].initial = Offering.Unit.SCHOOL
        newest = ApplicationForm.objects.newest().values("pk")
        forms_offered = ApplicationForm.objects.filter(pk__in=newest)
        if self.instance.form_id:  # an edition that is in use stays until another is chosen
            forms_offered |= ApplicationForm.objects.filter(pk=self.instance.form_id)
        self.fields["form"].queryset = forms_offered  # type: ignore[attr-defined]  # a choice of rows
        self.fields["form"].empty_label = "None"  # type: ignore[attr-defined]  # as above
        if self.instance.funding:
            self.initial["grant"] = self.instance.funding.name
            self.initial["fiscal_year"] = self.instance.funding.fiscal_year
        for name, most in [("length_months", LONGEST_OFFERING), ("team_max", 99)]:
            self.fields[name].max_value = most  # type: ignore[attr-defined]  # a number

    def clean(self) -> dict[str, Any]:
        """A grant and its year belong together; lengths are ones that a calendar can compute."""
        cleaned = super().clean() or {}
        grant, year = cleaned.get("grant"), cleaned.get("fiscal_year")
        if grant and year is None and "fiscal_year" not in self.errors:
            self.add_error("fiscal_year", "Enter the year in which the grant ends.")
        if year is not None and not grant:
            self.add_error("grant", "Enter the name of the grant, or leave both empty.")
        months = cleaned.get("length_months")
        if months is not None and not 1 <= months <= LONGEST_OFFERING:
            self.add_error("length_months", f"Enter 1 to {LONGEST_OFFERING} months.")
        if cleaned.get("apply_until") and not cleaned.get("apply_from"):
            self.add_error("apply_from", "Enter from when one can apply.")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the service takes; who pays is looked up apart."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RulePartForm(forms.Form):
    """How many people of some positions a team has."""

    label = forms.CharField(label="Called", max_length=60, help_text="Such as teachers.")
    positions = forms.MultipleChoiceField(
        label="Who counts", choices=Position.choices, widget=forms.CheckboxSelectMultiple
    )
    least = forms.IntegerField(label="At least", min_value=0, max_value=99, initial=1)
    most = forms.IntegerField(
        label="At most", min_value=0, max_value=99, required=False, help_text="Empty: any number."
    )

    def clean(self) -> dict[str, Any]:
        """The most is no less than the least."""
        cleaned = super().clean() or {}
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and most < least:
            self.add_error("most", f"Enter {least} or more, or leave it empty.")
        return cleaned


class PhaseForm(forms.ModelForm[Phase]):
    """A part of the time of an offering."""

    class Meta:
        model = Phase
        fields = ("name", "description", "starts_after")
        labels = {"description": "What happens in it", "starts_after": "Begins after how many days"}
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}

    def clean_starts_after(self) -> int:
        """A day that a calendar can compute."""
        return _day_of_a_plan(self.cleaned_data["starts_after"])


class PlannedMilestoneForm(forms.Form):
    """What every team reaches, by what it is known, and when."""

    name = forms.CharField(label="What is reached", max_length=120)
    rule = forms.ChoiceField(label="Reached when")
    number = forms.IntegerField(label="Which convening", required=False, min_value=1, max_value=99)
    due_after = forms.IntegerField(
        label="Due after how many days", min_value=0, help_text="From a cohort’s first day."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = rule_choices()  # type: ignore[attr-defined]  # a choice
        self.fields["rule"].initial = BY_HAND  # so that an empty row counts as empty

    def clean_due_after(self) -> int:
        """A day that a calendar can compute."""
        return _day_of_a_plan(self.cleaned_data["due_after"])

    def clean(self) -> dict[str, Any]:
        """A number where the rule asks for one, and only there."""
        cleaned = super().clean() or {}
        if fault := number_fault(cleaned):
            self.add_error("number", fault)
        return cleaned


class Rows(forms.BaseFormSet[Any]):
    """Rows of a plan; a row can be taken out, and empty ones are left out."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Removal in our words."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Take it out"

    def rows(self) -> list[dict[str, Any]]:
        """What the service takes."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        filled = [form.cleaned_data for form in kept if form.cleaned_data]
        return [{name: row[name] for name in row if name != "DELETE"} for row in filled]


RuleParts = forms.formset_factory(
    RulePartForm, formset=Rows, extra=1, max_num=MOST_PARTS, validate_max=True, can_delete=True
)
PlannedMilestones = forms.formset_factory(
    PlannedMilestoneForm,
    formset=Rows,
    extra=2,
    max_num=MOST_MILESTONES,
    validate_max=True,
    can_delete=True,
)


def rule_choices() -> Sequence[tuple[str, str]]:
    """Every rule in words; where it counts a convening, which one is asked beside it."""
    return [(code, rule.words.format(number="…")) for code, rule in rules().items()]


def number_fault(cleaned: Mapping[str, Any]) -> str:
    """What to say about the number of a rule; empty when it fits."""
    rule = rules().get(cleaned.get("rule") or "")
    if rule is None:
        return ""
    has_one = cleaned.get("number") is not None
    if rule.has_number and not has_one:
        return "Enter which convening."
    return "Leave it empty: this needs no number." if has_one and not rule.has_number else ""


def _day_of_a_plan(days: int) -> int:
    if days > LAST_DAY_OF_A_PLAN:
        raise forms.ValidationError(f"Enter {LAST_DAY_OF_A_PLAN} days or fewer.")
    return days
