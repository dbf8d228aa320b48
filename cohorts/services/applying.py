"""Beginning an application, and asking to be let into one that is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from cohorts import application_emails as emails
from cohorts.models import Application, ApplicationEditor, Offering
from cohorts.rules import states
from cohorts.services.cohort import of_place
from core import clock
from core.templatetags.house import long_day
from network.models import District, School
from network.services import activity

if TYPE_CHECKING:
    from network.models import Person
    from network.querysets.organization import OrganizationQuerySet


class ClosedOffering(Exception):
    """The offering takes no applications now; the message says since or until when."""


class ClosedPlace(Exception):
    """The school or district does not work any more, or is not what the offering is for."""


class AppliedAlready(Exception):
    """The place has an application, which is `application`; its writers can let others in."""

    def __init__(self, application: Application) -> None:
        super().__init__(f"{application.place} has an application for {application.offering}.")
        self.application = application


@transaction.atomic
def begin_application(offering: Offering, *, place: School | District, by: Person) -> Application:
    """Begin a draft. Safe to repeat: a writer of the place's application gets that one.

    Raises ClosedOffering, ClosedPlace, or AppliedAlready.
    """
    offering = Offering.objects.select_related("form").get(pk=offering.pk)
    if not offering.takes_applications or offering.form is None:
        raise ClosedOffering(why_closed(offering))
    if not places_for(offering).filter(pk=place.pk).exists():
        raise ClosedPlace(f"{place} cannot apply: it is closed, or not a {offering.unit}.")
    if known := application_of(offering, place):
        return _of_writer(known, by)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                offering=offering, form=offering.form, started_by=by, **of_place(place)
            )
    except IntegrityError:
        # Somebody else of the place began between our look and our insert.
        return _of_writer(
            Application.objects.not_over().get(offering=offering, **of_place(place)), by
        )
    application.editors.create(person=by)
    application.steps.create(state=states.DRAFT, by=by)
    activity.record(application, "began", f"{place} began to apply for {offering}.", by=by)
    return application


def application_of(offering: Offering, place: School | District) -> Application | None:
    """The application of a place that is neither withdrawn nor declined."""
    return Application.objects.not_over().filter(offering=offering, **of_place(place)).first()


def places_for(offering: Offering) -> OrganizationQuerySet[Any]:
    """The schools or districts that may apply: those that work today."""
    kind = District if offering.unit == Offering.Unit.DISTRICT else School
    rows = kind.objects.open().known()
    return rows if offering.unit != Offering.Unit.PERSON else rows.none()


def ask_to_write(application: Application, *, by: Person) -> None:
    """Ask the writers of an application to let somebody in. Safe to repeat: once a day is enough.

    They are asked by mail and not named here: who writes is nobody else's business.
    """
    emails.queue_asks_to_write(application, who=by)


def why_closed(offering: Offering) -> str:
    """Why nobody can apply today."""
    if offering.form is None or offering.apply_from is None:
        return f"{offering} takes no applications at the moment."
    if offering.takes_applications:
        return ""
    if offering.apply_until is not None and not _is_to_come(offering):
        return f"Applications for {offering} closed on {long_day(offering.apply_until)}."
    return f"Applications for {offering} open on {long_day(offering.apply_from)}."


def _is_to_come(offering: Offering) -> bool:
    return offering.apply_from is not None and offering.apply_from > clock.today()


def _of_writer(application: Application, person: Person) -> Application:
    if ApplicationEditor.objects.filter(application=application, person=person).exists():
        return application
    raise AppliedAlready(application)
