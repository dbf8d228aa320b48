"""What may be typed about an agreement on rows, and its signed copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from core import clock
from core.forms import DayField
from network.models import Person, RoleGrant
from network.roles import Role
from surveys.collection.models import Administration
from surveys.results.evaluators.terms import TERMS
from surveys.results.models import Agreement
from surveys.results.services.agreements import SIGNED_COPIES, SIGNED_COPIES_TAKEN

if TYPE_CHECKING:
    import datetime as dt

    from accounts.models import User

LEAST_GROUP, MOST_GROUP = 2, 100
ENDINGS = ",".join(ending for kind in SIGNED_COPIES for ending in kind.endings)


class AgreementForm(forms.ModelForm[Agreement]):
    """What for, who, which surveys and facts, how coarse, and until when."""

    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", help_text="Rows may be taken up to this day.")
    variables = forms.MultipleChoiceField(
        label="Facts that go along",
        required=False,
        choices=[(term.name, term.label) for term in TERMS],
        widget=forms.CheckboxSelectMultiple,
        help_text="The fewer, the safer. Codes of schools and districts are made for this "
        "agreement alone. Words come in a file of their own.",
    )

    class Meta:
        model = Agreement
        fields = (
            "title",
            "purpose",
            "people",
            "administrations",
            "variables",
            "least_group",
            "starts_on",
            "ends_on",
        )
        labels = {
            "people": "Evaluators",
            "administrations": "Surveys",
            "least_group": "Rows in each group",
        }
        help_texts = {
            "title": "What people know it by, such as Pathway study 2024.",
            "purpose": "What the data may be used for. Evaluators read it first.",
            "people": "Only they can take rows. Whoever is missing here needs the role first.",
            "administrations": "Only surveys whose figures are released.",
            "least_group": "At least so many rows share the same facts. Facts are taken out of "
            "smaller groups.",
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "people": forms.CheckboxSelectMultiple,
            "administrations": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holding = RoleGrant.objects.current().filter(role=Role.EVALUATOR).values("person")
        people, surveys = self.fields["people"], self.fields["administrations"]
        assert isinstance(people, forms.ModelMultipleChoiceField)  # noqa: S101  as declared above
        assert isinstance(surveys, forms.ModelMultipleChoiceField)  # noqa: S101  as above
        people.queryset = Person.objects.filter(pk__in=holding).order_by("last_name", "first_name")
        surveys.queryset = Administration.objects.run_by(user).released()

    def clean_least_group(self) -> int:
        """One row is no group, and very large groups would leave nothing."""
        least: int = self.cleaned_data["least_group"]
        if not LEAST_GROUP <= least <= MOST_GROUP:
            raise forms.ValidationError(
                f"Choose a number between {LEAST_GROUP} and {MOST_GROUP}. 5 is usual."
            )
        return least

    def clean(self) -> dict[str, Any]:
        """The days in their order, and not all of them over."""
        typed = super().clean() or self.cleaned_data
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day lies before the first. Choose a later one.")
        elif last and last < clock.today():
            self.add_error("ends_on", "This day is over. Choose today or a later one.")
        return typed


class SignForm(forms.Form):
    """The signed copy, and the day of the last signature."""

    file = forms.FileField(
        label="Signed copy", widget=forms.ClearableFileInput(attrs={"accept": ENDINGS})
    )
    signed_on = DayField(label="Signed on", help_text="The day of the last signature.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        size = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        self.fields["file"].help_text = f"{SIGNED_COPIES_TAKEN}, at most {size}."

    def clean_signed_on(self) -> dt.date:
        """Nobody has signed in the future."""
        day: dt.date = self.cleaned_data["signed_on"]
        if day > clock.today():
            raise forms.ValidationError(
                "This day is still to come. Choose today or an earlier one."
            )
        return day
