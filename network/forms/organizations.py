"""What may be typed about an organization: its facts, its status, and with whom it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.validators import RegexValidator

from core import clock
from core.forms import DayField
from network.models import (
    District,
    Organization,
    Partner,
    School,
    ServiceCenter,
    StateAgency,
)
from network.services.organizations import (
    CONTACT_FIELDS,
    IDENTITY_FIELDS,
    KIND_FIELDS,
    version_of,
)

if TYPE_CHECKING:
    import datetime as dt

zip_format = RegexValidator(r"^\d{5}(-\d{4})?$", "A ZIP code has five digits, or nine: 45801-1234.")
nces_format = RegexValidator(r"^(\d{7}|\d{12})$", "An NCES id has seven digits, a school's twelve.")
# How the fields stand on the page: under a heading, in lines of one or more.
GROUPS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("Name and identifiers", (("name",), ("irn", "nces_id"))),
    ("Address", (("street",), ("city", "state", "postal_code"), ("county",))),
    ("Contact", (("phone",), ("email",), ("website",))),
    (
        "What it is",
        (
            ("network_name", "place"),
            ("agency",),
            ("agency_type",),
            ("school_type",),
            ("lowest_grade", "highest_grade"),
            ("latitude", "longitude"),
            ("typology", "typology_version"),
            ("locale",),
            ("region",),
            ("hosts_specialist",),
            ("service_center",),
            ("on",),
        ),
    ),
)


class ContactForm(forms.ModelForm[Organization]):
    """Address, phone, e-mail and website."""

    website = forms.URLField(required=False, assume_scheme="https")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Organization
        fields: tuple[str, ...] = CONTACT_FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postal_code"].validators.append(zip_format)
        if self.instance.pk:
            self.initial["version"] = version_of(self.instance)

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    @property
    def groups(self) -> list[tuple[str, list[list[forms.BoundField]]]]:
        """The fields of this form under their headings, line by line."""
        drawn = []
        for title, lines in GROUPS:
            ours = [[self[name] for name in line if name in self.fields] for line in lines]
            if any(ours):
                drawn.append((title, [line for line in ours if line]))
        return drawn

    def with_version(self, version: int) -> ContactForm:
        """The same words typed, over the newest version: the next save is a decision."""
        self.data = {**self.data.dict(), "version": str(version)}  # type: ignore[attr-defined]  # posted
        return self


def _name_the_empty_choice(field: forms.TypedChoiceField) -> None:
    """In words, where Django draws dashes."""
    listed: list[Any] = list(cast("Any", field.choices))
    words = "Choose one" if field.required else "Not given"
    field.choices = [(value, label if value else words) for value, label in listed]


class WholeForm(ContactForm):
    """Everything about an organization; one subclass per kind."""

    class Meta(ContactForm.Meta):
        fields: tuple[str, ...] = (*IDENTITY_FIELDS, "state", *CONTACT_FIELDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nces_id"].validators.append(nces_format)
        self.fields["nces_id"].help_text = "Digits only; leading zeros stay."
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                _name_the_empty_choice(field)

    def clean_state(self) -> str:
        """Two capitals."""
        return str(self.cleaned_data["state"]).upper()

    def clean_irn(self) -> str:
        """An identifier names one organization of a kind."""
        irn: str = self.cleaned_data["irn"]
        kind = type(self.instance).KIND
        others = Organization.objects.known().filter(irn=irn, kind=kind)
        if irn and (other := others.exclude(pk=self.instance.pk).first()):
            raise forms.ValidationError(f"{other} has this IRN. Check the digits.")
        return irn


class StateAgencyForm(WholeForm):
    """The state's office."""

    class Meta(WholeForm.Meta):
        model = StateAgency
        fields = (*WholeForm.Meta.fields, *KIND_FIELDS["state"])


class ServiceCenterForm(WholeForm):
    """A service center."""

    class Meta(WholeForm.Meta):
        model = ServiceCenter
        fields = (*WholeForm.Meta.fields, *KIND_FIELDS["esc"])


class DistrictForm(WholeForm):
    """A district."""

    class Meta(WholeForm.Meta):
        model = District
        fields = (*WholeForm.Meta.fields, *KIND_FIELDS["district"])
        labels = {"typology": "Typology code"}
        help_texts = {
            "typology": "Empty for agencies that have none, such as community schools.",
            "typology_version": "The year of the typology, such as 2013.",
        }


class Agencies(forms.ModelChoiceField[Organization]):
    """Who runs a school; the IRN tells namesakes apart."""

    def label_from_instance(self, agency: Organization) -> str:
        return f"{agency.name}, IRN {agency.irn}" if agency.irn else agency.name


class SchoolForm(WholeForm):
    """A school."""

    agency = Agencies(Organization.objects.none(), label="Run by", empty_label="Choose who runs it")

    class Meta(WholeForm.Meta):
        model = School
        fields = (*WholeForm.Meta.fields, *KIND_FIELDS["school"])
        help_texts = {
            "lowest_grade": "Such as Pre-K, K or 9.",
            "latitude": "In degrees, such as 40.21735: how far teams travel is reckoned with it.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Organization.objects.known().filter(kind__in=["district", "esc"])
        field = cast("forms.ModelChoiceField[Organization]", self.fields["agency"])
        field.queryset = agencies.only("name", "irn")


class PartnerForm(WholeForm):
    """A partner organization."""

    class Meta(WholeForm.Meta):
        model = Partner
        fields = WholeForm.Meta.fields


WHOLE: dict[str, type[WholeForm]] = {
    "state": StateAgencyForm,
    "esc": ServiceCenterForm,
    "district": DistrictForm,
    "school": SchoolForm,
    "partner": PartnerForm,
}


def no_day_to_come(day: dt.date) -> None:
    """A status is written when it is so, not before."""
    if day > clock.today():
        raise forms.ValidationError("Choose today or a day before.")


def add_first_day(form: WholeForm) -> WholeForm:
    """A form for a new organization also asks since when it works, of a district with whom."""
    if form._meta.model is District:
        form.initial.setdefault("agency_type", District.AgencyType.REGULAR)
        form.fields["service_center"] = forms.ModelChoiceField(
            ServiceCenter.objects.known(),
            label="Service center",
            required=False,
            empty_label="None yet",
        )
    if form._meta.model is School:
        form.initial.setdefault("school_type", School.SchoolType.TRADITIONAL)
    form.fields["on"] = DayField(
        label="Works from",
        initial=clock.today,
        help_text="Its history begins with this day.",
    )
    return form


class StatusForm(forms.Form):
    """What became of an organization, and on which day."""

    to = forms.ChoiceField(label="Status", widget=forms.RadioSelect)
    on = DayField(label="Since", initial=clock.today, validators=[no_day_to_come])
    note = forms.CharField(
        max_length=150,
        required=False,
        help_text="Stands in the history, such as where its students went.",
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        never = (organization.status, Organization.Status.MERGED)
        field = cast("forms.ChoiceField", self.fields["to"])
        field.choices = [c for c in Organization.Status.choices if c[0] not in never]
