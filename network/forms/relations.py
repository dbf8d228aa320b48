"""What may be typed about alignments and support: with whom, from when, until when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import Prefetch

from core import clock
from core.forms import DayField
from network.models import Alignment, Organization, Person, RoleGrant, ServiceCenter
from network.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from network.models import District


def next_july() -> dt.date:
    """The first day of the next fiscal year, on which districts change their center."""
    today = clock.today()
    july = dt.date(today.year, 7, 1)
    return july if today < july else dt.date(today.year + 1, 7, 1)


class Dates(forms.Form):
    """A first day and, if it is known, a last one."""

    starts_on = DayField(label="First day", initial=clock.today)
    ends_on = DayField(label="Last day", required=False, help_text="Empty while it goes on.")

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Choose the first day or a later one.")
        return cleaned


class AlignForm(Dates):
    """The service center that a district belongs to from a day on."""

    service_center = forms.ModelChoiceField(
        ServiceCenter.objects.none(), empty_label="Choose a service center"
    )
    field_order = ("service_center", "starts_on", "ends_on")

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.district = district
        field = cast("forms.ModelChoiceField[ServiceCenter]", self.fields["service_center"])
        field.queryset = ServiceCenter.objects.known().open()
        self.fields["starts_on"].initial = next_july
        self.fields["starts_on"].help_text = "Everything before stays with the center before."

    def clean(self) -> dict[str, Any]:
        """Aligning again with the center of that day would only cut the history in two."""
        cleaned = super().clean()
        center, first = cleaned.get("service_center"), cleaned.get("starts_on")
        if center and first:
            since = Alignment.objects.on(first - dt.timedelta(days=1)).filter(ends_on=None)
            if since.filter(district=self.district, service_center=center).exists():
                self.add_error("service_center", f"{self.district} is aligned with {center} then.")
        return cleaned


class Specialists(forms.ModelChoiceField[Person]):
    """People who are specialists today; their center tells namesakes apart."""

    def label_from_instance(self, person: Person) -> str:
        places = [grant.organization.name for grant in person.grants.all()]
        return f"{person}, {places[0]}" if places else str(person)


class SupportForm(Dates):
    """Which specialist supports this district or school."""

    specialist = Specialists(Person.objects.none(), empty_label="Choose a specialist")
    field_order = ("specialist", "starts_on", "ends_on")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Person]", self.fields["specialist"])
        field.queryset = specialists_known_to(user)


class EndForm(forms.Form):
    """The last day of an alignment or of support."""

    on = DayField(label="Last day", initial=clock.today, help_text="That day included.")


def specialists_known_to(user: User) -> QuerySet[Person]:
    """Specialists of today at the service centers that this user sees."""
    centers = Organization.objects.visible_to(user).filter(kind="esc")
    grants = RoleGrant.objects.current().filter(role=Role.SPECIALIST)
    grants = grants.filter(organization__in=centers.values("pk"))
    people = Person.objects.known().filter(pk__in=grants.values("person_id"))
    return people.prefetch_related(
        Prefetch("grants", queryset=grants.select_related("organization"))
    )
