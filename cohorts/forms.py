"""What people may type about cohorts and teams, and the messages they get back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from cohorts.models import Cohort, Offering, TeamInvitation, TeamMembership
from cohorts.services.cohort import last_day
from core import clock
from core.forms import DateInput, DayField
from network.models import Organization, School

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from network.models import District


def choose_from(
    form: forms.BaseForm, name: str, rows: QuerySet[Any]
) -> forms.ModelChoiceField[Any]:
    """Let a field choose from these rows and no others; returns the field."""
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    field.queryset = rows
    return field


class SchoolChoices(forms.ModelMultipleChoiceField[School]):
    """Schools to tick, each with its district, so that two of one name can be told apart."""

    def label_from_instance(self, school: School) -> str:
        return f"{school}, {school.agency}"


class CohortForm(forms.ModelForm[Cohort]):
    """The database constraints already say what is allowed; this says what is asked."""

    offering = forms.ModelChoiceField(
        Offering.objects.select_related("pathway"), empty_label="Choose an offering"
    )
    home = forms.ModelChoiceField(
        Organization.objects.none(), label="Run by", empty_label="Choose who runs it"
    )
    ends_on = DayField(
        label="Last day",
        required=False,
        help_text="Empty takes the length of the offering.",
    )

    class Meta:
        model = Cohort
        fields = ("offering", "name", "starts_on", "ends_on", "home")
        labels = {"name": "Name of the cohort", "starts_on": "First day"}
        widgets = {"starts_on": DateInput()}
        help_texts = {"name": "Such as LAUNCH cohort 3. It stands on every page of the cohort."}

    def __init__(
        self,
        *args: Any,
        homes: QuerySet[Organization],
        offering: Offering | None,
        **kwargs: Any,
    ) -> None:
        """An offering fills in the dates; somebody with one home need not choose it."""
        filled: dict[str, Any] = {"home": homes.first() if homes.count() == 1 else None}
        if offering is not None:
            starts_on = max(clock.today(), offering.starts_on)
            ends_on = last_day(starts_on, months=offering.length_months)
            filled |= {"offering": offering, "starts_on": starts_on, "ends_on": ends_on}
        kwargs["initial"] = filled
        super().__init__(*args, **kwargs)
        choose_from(self, "home", homes)


class EnrollForm(forms.Form):
    """Schools to enroll, several at once."""

    schools = SchoolChoices(
        School.objects.none(), label="Schools to enroll", widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, candidates: QuerySet[School], shown: Iterable[School], **kwargs: Any
    ) -> None:
        """`candidates` is what may be chosen, `shown` the part of it that is on the page."""
        super().__init__(*args, **kwargs)
        field = choose_from(self, "schools", candidates)
        field.choices = [(school.pk, field.label_from_instance(school)) for school in shown]


class TeamForm(forms.Form):
    """A design team of one of the cohort's schools or districts."""

    place = forms.TypedChoiceField(label="School or district", coerce=int)
    name = forms.CharField(
        max_length=120,
        required=False,
        label="Name of the team",
        help_text="Empty names it after the school, such as Kettle Run High School design team.",
    )

    def __init__(self, *args: Any, places: Sequence[School | District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.pk: place for place in places}
        field = cast("forms.TypedChoiceField", self.fields["place"])
        named = [(pk, place.where) for pk, place in self.places.items()]
        field.choices = [("", "Choose a school or district"), *named]

    def clean_place(self) -> School | District:
        """The chosen place itself."""
        return self.places[self.cleaned_data["place"]]

    def clean(self) -> dict[str, Any]:
        """Name the team after its place when nobody said otherwise."""
        cleaned = super().clean() or {}
        if cleaned.get("place") and not cleaned.get("name"):
            cleaned["name"] = f"{cleaned['place']} design team"[:120]
        return cleaned


class InvitationForm(forms.ModelForm[TeamInvitation]):
    """Whom to invite, and as what."""

    role = forms.ChoiceField(
        label="Role in the team",
        choices=TeamMembership.Role.choices,
        initial=TeamMembership.Role.MEMBER,
        widget=forms.RadioSelect,
        help_text="The lead may invite further members.",
    )

    class Meta:
        model = TeamInvitation
        fields = ("first_name", "last_name", "email", "job", "role")
        labels = {"email": "Work e-mail", "job": "Job at the school"}
        help_texts = {
            "email": "The link goes there, and the person signs in with it.",
            "job": "Such as principal or art teacher.",
        }


class EndMembershipForm(forms.Form):
    """The last day of somebody's place in a team."""

    on = DayField(
        label="Last day in the team",
        initial=clock.today,
        help_text="What the person did stays with the team.",
    )

    def clean_on(self) -> dt.date:
        """A day to come would end the place while the person still works."""
        on: dt.date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError("Choose today or a day before.")
        return on
