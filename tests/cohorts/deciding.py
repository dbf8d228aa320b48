"""Applications to decide on, for the tests of decisions."""

import itertools

from cohorts.models import Offering
from core import clock
from tests.factories.applications import ApplicationEditorFactory, ApplicationFactory
from tests.factories.network import SchoolFactory

_numbers = itertools.count(1)


def places(cohort, capacity):
    Offering.objects.filter(pk=cohort.offering_id).update(capacity=capacity)
    cohort.refresh_from_db()


def applied(cohort, name="", **facts):
    """A school that applied for the cohort's offering, with one writer."""
    name = name or f"Applicant {next(_numbers):02}"
    application = ApplicationFactory(
        offering=cohort.offering,
        school=SchoolFactory(name=name),
        **{"state": "in_review", "submitted_at": clock.now(), **facts},
    )
    first_name = name.split()[0]
    ApplicationEditorFactory(application=application, person__first_name=first_name)
    return application


def propose(application, email, name="Lena Hart", **facts):
    first_name, last_name = name.split()
    return application.proposed.create(
        email=email,
        first_name=first_name,
        last_name=last_name,
        **{"position": "teacher", **facts},
    )


def ranks(cohort):
    """Who waits, in order, with the ranks."""
    return [(str(one.place), one.waitlist_rank) for one in cohort.applications.waiting()]
