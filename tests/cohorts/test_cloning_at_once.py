"""Two people make the same clone, or the same offering, at the same moment."""

import datetime as dt

import pytest

from cohorts.models import Cohort, Offering
from cohorts.services.cloning import clone_cohort
from cohorts.services.offering import clone_offering
from tests.factories.milestones import MilestoneFactory
from tests.surveys.collection.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 3
LATER = dt.date(2027, 8, 2)


def test_a_cohort_is_cloned_once(cohort, center):
    MilestoneFactory(cohort=cohort)

    def clone(_):
        return clone_cohort(
            Cohort.objects.get(pk=cohort.pk),
            name="Riverside 2027",
            starts_on=LATER,
            ends_on=dt.date(2029, 7, 31),
            closed_days=[],
            home=center,
            by=None,
        ).pk

    at_once(clone, TIMES)

    assert Cohort.objects.filter(cloned_from=cohort).count() == 1
    assert Cohort.objects.get(cloned_from=cohort).milestones.count() == 1


def test_an_offering_is_cloned_once(cohort):
    def clone(_):
        source = Offering.objects.get(pk=cohort.offering_id)
        return clone_offering(source, name="LAUNCH 2027", starts_on=LATER, by=None).pk

    at_once(clone, TIMES)

    assert Offering.objects.filter(name="LAUNCH 2027").count() == 1
